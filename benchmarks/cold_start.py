"""P14: from nothing to the first docket page, against what the frameworks alone take to be imported."""

import subprocess
import sys
from collections.abc import Sequence
from os import environ
from statistics import median

from benchmarks import ground
from benchmarks.docket_ground import PAGE, published
from benchmarks.figure import Line

ROUNDS = 9
FRAMEWORKS = [sys.executable, "-c", "import flask_sqlalchemy, time; print(time.process_time())"]


def measure(_options: Sequence[str]) -> list[Line]:
    """Start both in turns, each in a process of its own, and compare their CPU time."""
    with published(25) as app:
        client = ground.browser(app, "pathology")
        client.get(PAGE)
        cookie = client.get_cookie(str(app.config["SESSION_COOKIE_NAME"]))
        if cookie is None:
            raise RuntimeError("The browser was not signed in.")
        path = str(app.config["SQLALCHEMY_DATABASE_URI"]).removeprefix("sqlite:///")
        ours = [sys.executable, "-m", "benchmarks.first_page", path, f"{ground.SECRET}={cookie.value}", PAGE]
        pairs = [(_cpu(FRAMEWORKS), _cpu(ours)) for _ in range(ROUNDS + 1)][1:]
    bare, whole = (median(each) for each in zip(*pairs, strict=True))
    return [Line("import flask_sqlalchemy", bare, " s of CPU"), Line("start to first docket page", whole, " s of CPU"),
            Line("start to first docket page against the bare import", whole / bare, " ×", most=1.5)]


def _cpu(command: list[str]) -> float:
    """Run a command, and give the CPU seconds it says it had taken before it ended; it must succeed."""
    # Both are compiled once and then kept, as on any installed machine.
    kept = {**environ, "PYTHONDONTWRITEBYTECODE": ""}
    return float(subprocess.run(command, check=True, capture_output=True, text=True, env=kept).stdout)
