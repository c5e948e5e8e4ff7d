"""P7: what the printed agenda of 25 cases costs against the docket page that shows the same, and what it weighs.

Typst remembers what it has set before, so every paper here is one that was never printed: other names, other words.
"""

from collections.abc import Callable, Sequence
from itertools import count
from statistics import median

from flask import Flask

from benchmarks import ground
from benchmarks.asking import asking
from benchmarks.docket_ground import PAGE, published
from benchmarks.figure import Line, cpu_times
from tumorboard.db import db
from tumorboard.models import Case, Patient
from tumorboard.web.processes import settle

PAPER = f"{PAGE}/agenda.pdf"
TAGGED = (b"/StructTreeRoot", b"pdfuaid")
WARM, ROUNDS = 3, 20
ROUND = count()


def measure(_options: Sequence[str]) -> list[Line]:
    """Print and open dockets of two lengths in turns."""
    with published(25) as usual, published(100) as long:
        who = [(app, ground.cookie(app, "coordinator")) for app in (usual, long)]
        show = asking(usual, PAGE, who[0][1])
        short, longer = (asking(app, PAPER, cookie) for app, cookie in who)
        works = [(usual, show), (usual, short), (long, longer)]
        _in_turns(works, WARM)
        settle()
        page, paper, more = _in_turns(works, ROUNDS)
        printed = short()
        if not all(each in printed for each in TAGGED):
            raise RuntimeError("The agenda is not a tagged PDF.")
    return [Line("docket page of 25 cases", 1000 * page, " ms of CPU"),
            Line("agenda of 25 cases", 1000 * paper, " ms of CPU"),
            Line("agenda of 25 cases, size", len(printed) / 1024, " KiB", most=250),
            Line("agenda of 100 cases against 25", more / paper, " ×", most=3),
            Line("agenda of 25 cases against its page", paper / page, " ×", most=15)]


def _in_turns(works: Sequence[tuple[Flask, Callable[[], object]]], rounds: int) -> list[float]:
    """Give the median CPU seconds of each work, after changing what it shows."""
    spent: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for place, (app, work) in enumerate(works):
            _reword(app)
            spent[place] += cpu_times(work, 1)
    return [median(each) for each in spent]


def _reword(app: Flask) -> None:
    """Give every case and patient other words."""
    number = next(ROUND)
    with ground.writing(app) as session:
        for case, patient in session.execute(db.select(Case, Patient).join(Case.patient)):
            patient.family_name = f"Quillfeather{case.number}-{number}"
            case.headline = f"GEP NET, ileum, G2, {case.number + number} mm"
            case.question = f"Round {number}: resect the primary of case {case.number}, or begin treatment first?"
