"""P2: the docket page with ten years of data against one with a hundredth of them, on both databases.

`--times=10` makes ten times as many instead of a hundred times, which is ready much sooner.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from statistics import median
from time import perf_counter

from benchmarks import ground, served, years
from benchmarks.asking import Ask, asking
from benchmarks.docket_ground import PAGE
from benchmarks.figure import Line, chosen, percentile
from tumorboard.db import db
from tumorboard.models import Case, CaseEvent
from tumorboard.web.processes import settle

WEEKS, WEEKLY, TIMES = 520, 6, 100
WARM, ROUNDS, BATCHES = 30, 60, 9


def measure(options: Sequence[str]) -> list[Line]:
    """Read both pages in turns, first on SQLite, then on PostgreSQL."""
    times = chosen(options, "times", TIMES)
    return _compared("SQLite", times) + _compared("PostgreSQL", times)


def _compared(words: str, times: int) -> list[Line]:
    """Fill two databases of one kind, and read the docket page of each."""
    with ExitStack() as opened:
        urls = [opened.enter_context(served.postgres()) if words == "PostgreSQL" else "" for _ in range(2)]
        few, many = (opened.enter_context(years.board(WEEKS, WEEKLY, url, each))
                     for url, each in zip(urls, (1, times), strict=True))
        with ground.writing(many) as session:
            rows = [session.scalar(db.select(db.func.count()).select_from(each)) or 0 for each in (Case, CaseEvent)]
        pages = [asking(app, PAGE, ground.cookie(app, "pathology")) for app in (few, many)]
        for _ in range(WARM):
            _p95s(pages, 1)
        settle()
        batches = [_p95s(pages, ROUNDS) for _ in range(BATCHES)]
    before, after = (median(each) for each in zip(*batches, strict=True))
    return [Line(f"{words}: cases", rows[0]), Line(f"{words}: rows of the record of changes", rows[1]),
            Line(f"{words}: p95 with few", 1000 * before, " ms"),
            Line(f"{words}: p95 with many against few", median(many / few for few, many in batches), " ×", most=1.1)]


def _p95s(pages: Sequence[Ask], rounds: int) -> list[float]:
    """Open the pages in turns, and give below how many seconds 95 of 100 of each came."""
    spent: list[list[float]] = [[] for _ in pages]
    for _ in range(rounds):
        for place, ask in enumerate(pages):
            begun = perf_counter()
            ask()
            spent[place].append(perf_counter() - begun)
    return [percentile(each, 0.95) for each in spent]
