"""PEERS: what other applications were measured by: 1,560 cases in 104 meetings, on this machine's own clock.

Milliseconds depend on the machine; the CPU seconds of a process that does nothing else come nearest to them.
"""

import subprocess
import sys
from collections.abc import Sequence
from os import environ
from statistics import median

from benchmarks import ground, years
from benchmarks.asking import asking
from benchmarks.docket_ground import PAGE
from benchmarks.figure import Line, in_turns
from tests.house.queries import count_queries
from tumorboard.db import db
from tumorboard.web.processes import settle

WEEKS, WEEKLY = 103, 15
FEW = 4
WARM, ROUNDS, STARTS = 20, 100, 5
CASES = "/cases?view=all"


def measure(_options: Sequence[str]) -> list[Line]:
    """Open the week and all cases on the board of that size, and count what they ask on it and on a small one."""
    week, listed, asked = _pages(WEEKS)
    _, _, asked_of_few = _pages(FEW)
    return [Line("queries of the page of all cases", asked),
            Line("more than for a twentieth of the cases", asked - asked_of_few, most=0),
            Line("cold start until the first docket page", _cold_start(), " s of CPU", most=1.8),
            Line("all cases, a page of them", 1000 * listed, " ms of CPU", most=30),
            Line("the week: its docket", 1000 * week, " ms of CPU", most=20)]


def _pages(weeks: int) -> tuple[float, float, int]:
    """Give the seconds of the docket page and of the list of all cases, and the queries of the list."""
    with years.board(weeks, WEEKLY) as app:
        cookie = ground.cookie(app, "coordinator")
        pages = [asking(app, path, cookie) for path in (PAGE, CASES)]
        in_turns(pages, WARM)
        settle()
        week, listed = in_turns(pages, ROUNDS)
        with app.app_context():
            engine = db.engine
        with count_queries(engine) as sent:
            pages[1]()
    return week, listed, len(sent)


def _cold_start() -> float:
    """Start the application in processes of their own, and give the CPU seconds until its first docket page."""
    with years.board(FEW, WEEKLY) as app:
        path = str(app.config["SQLALCHEMY_DATABASE_URI"]).removeprefix("sqlite:///")
        value = ground.cookie(app, "coordinator").partition("=")[2]
        command = [sys.executable, "-m", "benchmarks.first_page", path, f"{ground.SECRET}={value}", PAGE]
        # Compiled once and then kept, as on any installed machine.
        kept = {**environ, "PYTHONDONTWRITEBYTECODE": ""}
        spent = [float(subprocess.run(command, check=True, capture_output=True, text=True, env=kept).stdout)
                 for _ in range(STARTS + 1)]
    return median(spent[1:])
