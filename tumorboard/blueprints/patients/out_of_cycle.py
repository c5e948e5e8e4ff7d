"""What happened to a patient’s cases between meetings: decided out of cycle, pulled out, added late, displaced."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tumorboard.blueprints.patients.cards import Shown, Step
from tumorboard.db import db
from tumorboard.queries import huddles, lanes
from tumorboard.vocabulary.lanes import Remedy
from tumorboard.vocabulary.workflow import Lane
from tumorboard.web.wording import day, person


def steps(cases: Sequence[Any], shown: Shown) -> list[Step]:
    """List the steps of the cases of which the reader sees more than what is released."""
    by_case = {case.id: case for case in cases if case.id not in shown.only_released}
    found = [*_held(by_case, shown), *_lanes(by_case, shown), *_late(by_case, shown)]
    return sorted(found, key=lambda step: step.on)


def _held(cases: dict[UUID, Any], shown: Shown) -> Iterable[Step]:
    """Give what was decided out of cycle, and what was asked for and is still open."""
    for each in huddles.of_cases(db.session(), list(cases)):
        if each.recorded_at is not None and each.started_at is not None:
            lines = (each.decided, *(f"{shown.profile.label('treatment', item.kind)}"
                                     f"{': ' + item.detail if item.detail else ''}" for item in each.items))
            yield _step(each.started_at, "Huddle", cases[each.case_id], shown,
                        f"decided by {person(each.decider)}", lines)
        elif each.called_off_at is None:
            yield _step(each.asked_at, "Huddle asked for", cases[each.case_id], shown)


def _lanes(cases: dict[UUID, Any], shown: Shown) -> Iterable[Step]:
    """Give what was pulled out for discussion, or put among what is only listed."""
    for row in lanes.changes_of(db.session(), list(cases)):
        words = "Pulled out for discussion" if row.lane is Lane.DISCUSS else "Listed without discussion"
        yield _step(row.at, words, cases[row.case_id], shown)


def _late(cases: dict[UUID, Any], shown: Shown) -> Iterable[Step]:
    """Give what was added after a cut-off, and what made room for it."""
    for row in lanes.additions_of(db.session(), list(cases)):
        on = day(row.meeting.local_date)
        if row.displaced_id in cases:
            yield _step(row.at, f"Gave its place on the docket of {on} to an urgent case", cases[row.displaced_id],
                        shown)
        if row.case_id in cases:
            words = f"Left for the meeting after {on}" if row.remedy is Remedy.WAIT else (
                f"Added to the docket of {on} after the cut-off")
            yield _step(row.at, words, cases[row.case_id], shown)


def _step(at: datetime, words: str, case: Any, shown: Shown, outcome: str = "", lines: tuple[str, ...] = ()) -> Step:
    """Make a step on the day where the board lives."""
    return Step(at.astimezone(shown.zone).date(), "", words, case, outcome, lines)
