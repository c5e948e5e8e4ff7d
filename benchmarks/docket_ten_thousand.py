"""D4, the pages: how soon docket and waits are shown while 10,000 cases wait, on SQLite and on PostgreSQL."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random
from statistics import median
from time import perf_counter
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from benchmarks import ground
from benchmarks.figure import Line
from benchmarks.served import postgres
from tumorboard.db import db
from tumorboard.models import Case
from tumorboard.scheduling.advance import advance
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus

PENDING, TIMES, MOST_MS = 10_000, 15, 300
# Two days before the cut-off, so that the docket is still provisional.
NOW = ground.NOW - timedelta(days=2)
DOCKET = f"/meetings/{ground.FRIDAY}"
TARGETS = {1: 10, 2: 14, 3: 21}


def measure(_options: Sequence[str]) -> list[Line]:
    """Ask for both pages as a coordinator; what the planner took for the build is told beside them."""
    with postgres() as url:
        found = [*_on("SQLite", ""), *_on("PostgreSQL", url)]
    pages = [each for each in found if each.most == MOST_MS]
    slowest = max(pages, key=lambda line: line.value)
    return [*found, Line("slowest page with 10,000 pending cases", slowest.value, " ms", most=MOST_MS)]


def _on(words: str, url: str) -> list[Line]:
    """Measure on one kind of database."""
    with ground.board(url, NOW) as app:
        with ground.writing(app) as session:
            _crowd(session)
        with app.app_context():
            built = _milliseconds(lambda: advance(NOW))
            db.session.remove()
        client = ground.browser(app, "coordinator")

        def shown(address: str) -> float:
            spent = [_milliseconds(lambda: _expect(client.get(address).status_code)) for _ in range(TIMES)]
            return median(spent)

        return [Line(f"{words}: plan and store the docket", built / 1000, " s"),
                Line(f"{words}: docket page", shown(DOCKET), " ms", most=MOST_MS),
                Line(f"{words}: waits page", shown("/meetings/forecast"), " ms", most=MOST_MS)]


def _crowd(session: Session) -> None:
    """Let the cases differ in what decides their turn, and plan eight weeks of meetings."""
    chance = Random(4)
    session.execute(db.update(Case), [_varied(each, chance) for each in ground.cases(
        session, PENDING, CaseStatus.READY)])
    for week in range(8):
        meeting = ground.meeting(session, ground.FRIDAY + timedelta(weeks=week), MeetingStatus.PLANNED)
        meeting.frozen_at = meeting.published_at = None
    session.flush()


def _varied(case_id: UUID, chance: Random) -> dict[str, Any]:
    """Say when one case came, how urgent and how long it is."""
    came, tier = NOW - timedelta(days=chance.randint(0, 100)), chance.choice((1, 2, 3, 3, 3))
    return {"id": case_id, "version": 1, "tier": tier, "minutes": chance.randint(4, 12), "submitted_at": came,
            "accepted_at": came, "due_on": came.date() + timedelta(days=TARGETS[tier])}


def _expect(code: int) -> None:
    """Take no other answer for a page."""
    if code != 200:
        raise RuntimeError(f"A page answered {code}.")


def _milliseconds(work: Callable[[], object]) -> float:
    """Give the time on the wall that something takes, so that a database server's work counts too."""
    began = perf_counter()
    work()
    return 1000 * (perf_counter() - began)
