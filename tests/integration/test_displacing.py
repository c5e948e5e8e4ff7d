"""Where a late case does not fit: who makes room, who never does, and how the displaced come back."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.weeks import LATER, NOW, PUBLISH, Week, published
from tests.weeks import week as a_week
from tumorboard.domain.errors import MoveRefused
from tumorboard.models import Board, CaseEvent
from tumorboard.queries import discussions, dockets, meetings
from tumorboard.services import closing, revising
from tumorboard.vocabulary.lanes import Remedy
from tumorboard.vocabulary.workflow import CaseStatus, Decision, Outcome

WEEK_AFTER = NOW + timedelta(days=7)


@pytest.fixture
def week(session: Session, board: Board) -> Week:
    """A docket of three, published on Wednesday evening."""
    return published(session, board)


def test_where_it_does_not_fit_the_case_is_named_that_it_would_displace(week: Week) -> None:
    week.shorten(20)
    found = week.offer(week.emergency())
    assert (found.over, found.remedies) == (4, (Remedy.DISPLACE, Remedy.LONGER, Remedy.WAIT))
    assert found.displaced is not None and found.displaced.id in week.order()


def test_the_worst_ranked_case_is_displaced_and_never_an_emergency(session: Session, board: Board) -> None:
    week = a_week(session, board, cases=0)
    early = week.accepted(due_on=NOW.date())
    last = week.accepted(due_on=NOW.date() + timedelta(days=60))
    urgent = week.accepted(tier=0, urgency="tumor_emergency", due_on=NOW.date() + timedelta(days=90))
    week.turn(NOW, PUBLISH).shorten(18)
    late = week.emergency()
    row = week.add(late, Remedy.DISPLACE)
    assert row.displaced_id == last.id
    assert set(week.order()) == {early.id, urgent.id, late.id}


def test_a_displaced_case_returns_to_the_pool_as_carried_over_and_says_why(week: Week) -> None:
    week.shorten(18)
    late = week.emergency()
    row = week.add(late, Remedy.DISPLACE)
    gone = week.case(row.displaced_id)
    assert (gone.status, gone.times_carried_over) == (CaseStatus.READY, 1)
    assert week.row(gone).decision is Decision.BUMPED
    assert week.row(gone).reason == (f"Made room for case {late.number}, an emergency that was added after the "
                                     "cut-off. Next time it ranks directly after emergencies.")
    event = week.session.scalars(select(CaseEvent).where(CaseEvent.kind == "case.displaced")).one()
    assert (event.case_id, event.detail) == (gone.id, {"meeting": "2026-12-04"})


def test_a_displaced_case_ranks_directly_after_emergencies_at_the_next_meeting(week: Week) -> None:
    week.shorten(18)
    gone = week.add(week.emergency(), Remedy.DISPLACE).displaced_id
    week.open()
    for each in discussions.of(week.session, week.meeting.id):
        each.outcome, each.recorded_at, each.case.status = Outcome.NONE, LATER, CaseStatus.DISCUSSED
    closing.close(week.session, week.meeting, by=week.coordinator, now=LATER + timedelta(days=2))
    week.session.commit()
    sooner = week.accepted(accepted_at=LATER, due_on=NOW.date())
    urgent = week.accepted(tier=0, urgency="tumor_emergency", accepted_at=LATER)
    week.turn(WEEK_AFTER)
    docket = dockets.latest(week.session, meetings.coming(week.session, week.board).id)
    ranked = [row.case_id for row in docket.candidates if row.decision is Decision.ADMITTED]
    assert ranked == [urgent.id, gone, sooner.id]


def test_the_meeting_can_be_made_longer_by_just_the_minutes_that_are_missing(week: Week) -> None:
    week.shorten(20)
    before = week.order()
    late = week.emergency()
    row = week.add(late, Remedy.LONGER)
    assert (row.added_minutes, week.meeting.minutes) == (4, 24)
    assert [case for case in week.order() if case != late.id] == before
    assert [event.detail for event in week.events("meeting.lengthened")] == [{"minutes": 4}]


def test_it_can_be_left_for_the_next_meeting_and_is_not_asked_again(week: Week) -> None:
    week.shorten(20)
    late = week.emergency()
    row = week.add(late, Remedy.WAIT, "Stable under octreotide.")
    assert (row.docket_id, week.docket().revision) == (None, 1)
    found = revising.changes(week.session, week.board, week.meeting)
    assert (found.late, [case.id for case, _ in found.waiting]) == ((), [late.id])


def test_where_it_fits_nobody_has_to_make_room(week: Week) -> None:
    late = week.emergency()
    assert week.offer(late).remedies == (Remedy.ROOM, Remedy.WAIT)
    with pytest.raises(MoveRefused):
        week.add(late, Remedy.DISPLACE)
