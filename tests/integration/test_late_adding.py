"""After the cut-off: an urgent case is added with a reason, where it fits, or in the place of one that can wait."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.weeks import FREEZE, LATE, LATER, NOW, PUBLISH, Week, published
from tests.weeks import week as a_week
from tumorboard.domain.errors import AnswerRefused, MoveRefused, Stale
from tumorboard.models import Board, Discussion, LateAddition
from tumorboard.queries import discussions
from tumorboard.services import late_adding, submission
from tumorboard.services.late_adding import Choice
from tumorboard.vocabulary.lanes import Remedy
from tumorboard.vocabulary.workflow import CaseStatus, Decision, Outcome

NEXT_FREEZE = FREEZE + timedelta(days=7)
WEEK_AFTER = NOW + timedelta(days=7)


@pytest.fixture
def week(session: Session, board: Board) -> Week:
    """A docket of three, published on Wednesday evening."""
    return published(session, board)


def test_a_late_emergency_is_added_as_the_next_revision_and_no_published_pair_is_reordered(week: Week) -> None:
    before = week.order()
    late = week.emergency()
    week.add(late)
    assert [case for case in week.order() if case != late.id] == before
    assert (week.docket().revision, week.case(late.id).status) == (2, CaseStatus.LISTED)


def test_it_stands_in_the_first_half_where_it_costs_least(week: Week) -> None:
    late = week.emergency()
    found = week.offer(late)
    assert found.plain["waived"] == [] and found.plain["place"] <= 3
    assert found.plain["cost"] <= found.plain["appended_cost"]


def test_who_added_it_when_why_and_at_which_price_is_stored_and_never_changed(session: Session, week: Week) -> None:
    week.add(week.emergency(), reason="Obstructed since last night")
    row = session.scalars(select(LateAddition)).one()
    assert (row.by_id, row.at, row.reason, row.remedy) == (
        week.coordinator.id, LATER, "Obstructed since last night", Remedy.ROOM)
    assert row.price <= row.appended_price and row.docket_id == week.docket().id
    row.reason = "Another one"
    with pytest.raises(DatabaseError):
        session.commit()
    session.rollback()


def test_the_reason_stands_beside_the_case_on_the_docket(week: Week) -> None:
    late = week.emergency()
    week.add(late, reason="Obstructed since last night")
    row = week.row(late)
    assert (row.decision, row.reason) == (
        Decision.ADMITTED, "Added after the cut-off by Dana Whitlock: Obstructed since last night. "
                           "It uses minutes that were left.")


def test_without_a_reason_nothing_is_added(week: Week) -> None:
    late = week.emergency()
    with pytest.raises(AnswerRefused) as refused:
        week.add(late, reason="  ")
    week.session.rollback()
    assert "why it cannot wait" in refused.value.problems["reason"]
    assert week.docket().revision == 1


def test_what_was_withdrawn_meanwhile_leaves_with_the_same_revision(week: Week) -> None:
    gone = week.order()[0]
    submission.withdraw(week.session, week.case(gone), "Moved away.", by=week.chair, now=PUBLISH)
    late = week.emergency()
    week.add(late)
    assert gone not in week.order() and late.id in week.order()


def test_the_same_offer_twice_adds_the_case_once(week: Week) -> None:
    late = week.emergency()
    found = week.offer(late)
    for _ in range(2):
        try:
            late_adding.decide(week.session, week.offer(late), Choice(Remedy.ROOM, "Obstructed.", found.shown),
                               by=week.coordinator, now=LATER)
            week.session.commit()
        except MoveRefused as refused:
            week.session.rollback()
            assert "on the docket of Friday, December 4 already" in refused.message
    assert [event.detail["revision"] for event in week.events("docket.published")] == [1, 2]


def test_an_offer_that_is_no_longer_true_is_not_carried_out(week: Week) -> None:
    late = week.emergency()
    shown = week.offer(late).shown
    week.add(week.emergency())
    with pytest.raises(Stale):
        week.add(late, shown=shown)


# The refusals, in words.

def test_a_routine_late_case_is_refused_and_the_next_meeting_named(week: Week) -> None:
    late = week.emergency(tier=3, urgency="routine")
    with pytest.raises(MoveRefused) as refused:
        week.offer(late)
    assert refused.value.message == (
        f"Case {late.number} is not urgent, and after the cut-off only urgent cases are added. "
        "It is in line for Friday, December 11.")


def test_a_case_that_is_not_accepted_is_refused(week: Week) -> None:
    late = week.emergency(status=CaseStatus.SUBMITTED, accepted_at=None, accepted_by_id=None)
    with pytest.raises(MoveRefused) as refused:
        week.offer(late)
    assert refused.value.message.endswith("Only an accepted case can be added: accept it first.")


def test_an_urgent_case_waits_for_what_is_missing_and_who_owes_it_is_named(week: Week) -> None:
    late = week.emergency(tier=1, urgency="within_10_days", net_family="gep_net")
    with pytest.raises(MoveRefused) as refused:
        week.offer(late)
    assert f"Case {late.number} cannot be added now." in refused.value.message
    assert "owner" in refused.value.message


def test_an_emergency_is_added_even_when_nobody_fills_a_seat_and_the_seat_is_named(week: Week) -> None:
    late = week.emergency(specialties=("endocrinology", "genetics"))
    assert week.offer(late).uncovered == ("genetics",)
    week.add(late)
    assert late.id in week.order()


def test_an_urgent_case_without_its_people_is_refused(week: Week) -> None:
    late = week.emergency(tier=1, urgency="within_10_days", specialties=("genetics",))
    with pytest.raises(MoveRefused) as refused:
        week.offer(late)
    assert "Nobody can come for Genetics" in refused.value.message


def test_before_the_cut_off_nothing_is_late(session: Session, board: Board) -> None:
    week = a_week(session, board).turn(NOW)
    with pytest.raises(MoveRefused) as refused:
        week.offer(week.emergency(accepted_at=NOW))
    assert "is not fixed yet" in refused.value.message


# Frozen, not published yet.

@pytest.fixture
def frozen(session: Session, board: Board) -> Week:
    """A docket of three, frozen at noon."""
    return a_week(session, board).turn(NOW, FREEZE)


def test_a_case_added_to_a_frozen_docket_is_in_the_first_revision(frozen: Week) -> None:
    before = frozen.order()
    late = frozen.emergency(accepted_at=FREEZE + timedelta(minutes=5))
    frozen.add(late)
    assert (frozen.docket().revision, frozen.case(late.id).status) == (None, CaseStatus.READY)
    order = frozen.order()
    frozen.turn(FREEZE + timedelta(minutes=20))
    assert frozen.order() == order, "a tick must not plan it anew"
    frozen.turn(PUBLISH)
    assert (frozen.docket().revision, frozen.order()) == (1, order)
    assert [case for case in order if case != late.id] == before
    assert frozen.case(late.id).status is CaseStatus.LISTED


def test_a_case_displaced_from_a_frozen_docket_is_not_published_with_it(frozen: Week) -> None:
    frozen.shorten(18)
    late = frozen.emergency(accepted_at=FREEZE + timedelta(minutes=5))
    gone = frozen.add(late, Remedy.DISPLACE).displaced_id
    frozen.turn(FREEZE + timedelta(minutes=20), PUBLISH)
    assert gone not in frozen.order() and late.id in frozen.order()
    assert (frozen.case(gone).status, frozen.case(gone).times_carried_over) == (CaseStatus.READY, 1)


# In the room.

def test_in_the_room_a_late_case_comes_after_what_has_begun(week: Week) -> None:
    week.open()
    first, second, third = week.order()
    _record(week, first)
    _record(week, second, None)
    late = week.emergency()
    week.add(late)
    assert week.order()[:2] == [first, second]
    rows = discussions.of(week.session, week.meeting.id)
    assert [row.case_id for row in rows] == week.order()
    assert [row.position for row in rows] == [1, 2, 3, 4]


def test_in_the_room_a_case_that_has_begun_is_never_displaced_and_the_displaced_is_not_reached(week: Week) -> None:
    week.shorten(18)
    week.open()
    first, second, third = week.order()
    _record(week, first)
    _record(week, third, None)
    row = week.add(week.emergency(), Remedy.DISPLACE)
    assert row.displaced_id == second
    kept = week.session.scalars(select(Discussion).where(Discussion.case_id == second)).one()
    assert (kept.outcome, week.case(second).status) == (Outcome.NOT_DISCUSSED, CaseStatus.READY)


def _record(week: Week, case_id: object, outcome: Outcome | None = Outcome.NONE) -> None:
    """Note that a case has begun, and perhaps what came of it."""
    row = week.session.scalars(select(Discussion).where(Discussion.case_id == case_id)).one()
    row.opened_at = LATE
    if outcome is not None:
        row.outcome, row.recorded_at, row.recorded_by_id = outcome, LATE, week.coordinator.id
    week.session.commit()
