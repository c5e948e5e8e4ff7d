"""P12: what a browser that was never here fetches beside a page and its fonts: how many files, and their weight.

A proxy compresses what it sends; the level taken here is that of most proxies.
"""

import gzip
import re
from collections.abc import Sequence

from flask.testing import FlaskClient

from benchmarks import ground
from benchmarks.docket_ground import PAGE, published
from benchmarks.figure import Line

FETCHED = re.compile(r'<(?:link|script|img)\b[^>]*?(?:href|src)="(/[^"]+)"')
IN_A_SHEET = re.compile(r"url\(\"?([^)\"]+)\"?\)")
FONT = ".woff2"
LEVEL = 6
# Everybody's first page, the one that most people open, and the one that carries most.
PAGES = ("/sign-in", "/", PAGE, "/cases/new")


def measure(_options: Sequence[str]) -> list[Line]:
    """Open pages as a browser does that keeps nothing, and weigh what comes with them."""
    lines, sheets, scripts, many = [], 0.0, 0.0, 0
    with published(25) as app:
        for page in PAGES:
            client = app.test_client() if page == "/sign-in" else ground.browser(app, "pathology")
            found = _fetched(client, page)
            sizes = {path: len(gzip.compress(_read(client, path), LEVEL, mtime=0)) / 1024 for path in found}
            css = sum(size for path, size in sizes.items() if path.endswith(".css"))
            js = sum(size for path, size in sizes.items() if path.endswith(".js"))
            sheets, scripts, many = max(sheets, css), max(scripts, js), max(many, len(found))
            lines.append(Line(f"{page.replace(PAGE, '/meetings/…')}: {css:.1f} KB of CSS, {js:.1f} KB of JS, files",
                              len(found)))
    return [*lines, Line("CSS, gzipped", sheets, " KB", most=11), Line("JS, gzipped", scripts, " KB", most=16),
            Line("files beside page and fonts", many, most=4),
            Line("CSS and JS of a cold visit, gzipped", sheets + scripts, " KB", most=27)]


def _fetched(client: FlaskClient, page: str) -> list[str]:
    """List what a page makes a browser fetch, and what its style sheets do; without fonts."""
    found = list(dict.fromkeys(FETCHED.findall(_read(client, page).decode())))
    inside = [each for path in found if path.endswith(".css")
              for each in IN_A_SHEET.findall(_read(client, path).decode())]
    return [each for each in dict.fromkeys(found + inside) if not each.endswith(FONT)]


def _read(client: FlaskClient, path: str) -> bytes:
    """Read what stands under an address."""
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return bytes(answer.get_data())
