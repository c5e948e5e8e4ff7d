"""Static files: the style sheets are joined once at start into one file named by its hash, so that it may be kept."""

import hashlib
from pathlib import Path

from flask import Flask, Response, abort, send_from_directory, url_for

from tumorboard.web.access import public

ROOT = Path(__file__).resolve().parent.parent / "static"
LAYERS = ("tokens", "base", "layout", "components", "pages", "modes", "print")
# Every page has the first; only a case's form has the second.
SCRIPTS = ("board", "form")
A_YEAR = 365 * 24 * 3600


def install(app: Flask) -> None:
    """Join the style sheets, and serve them with the fonts and the script."""
    css = "\n".join((ROOT / "css" / f"{layer}.css").read_text(encoding="utf-8") for layer in LAYERS)
    scripts = {stem: (ROOT / f"{stem}.js").read_text(encoding="utf-8") for stem in SCRIPTS}
    sheet, names = _named("board", "css", css), {stem: _named(stem, "js", text) for stem, text in scripts.items()}
    joined = {sheet: (css, "text/css"), **{names[stem]: (text, "text/javascript") for stem, text in scripts.items()}}

    @public
    def static(filename: str) -> Response:
        """Serve one file that never changes under its name."""
        if filename in joined:
            text, kind = joined[filename]
            response = Response(text, mimetype=kind)
        elif filename.startswith("fonts/") or filename in ("icon.svg",):
            response = send_from_directory(ROOT, filename)
        else:
            abort(404)
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
        return response

    app.add_url_rule("/static/<path:filename>", "static", static)
    app.jinja_env.globals["style_sheet"] = lambda: url_for("static", filename=sheet)
    app.jinja_env.globals["script"] = lambda stem="board": url_for("static", filename=names[stem])


def _named(stem: str, ending: str, text: str) -> str:
    """Give the file a name that changes with its content."""
    return f"{stem}-{hashlib.sha256(text.encode()).hexdigest()[:12]}.{ending}"
