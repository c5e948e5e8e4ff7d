"""The lane of what is only listed: into it with consent, out of it by any member, and signed off in the room."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.weeks import FREEZE, LATER, NOW, PUBLISH, Week
from tests.weeks import week as a_week
from tumorboard.domain.errors import AnswerRefused, MoveRefused, Stale
from tumorboard.models import Board, Case, LaneChange
from tumorboard.services import laning, revising
from tumorboard.services.laning import Agreement
from tumorboard.vocabulary.lanes import Remedy
from tumorboard.vocabulary.workflow import CaseStatus, Decision, Lane

PROTOCOL = "Appendix NET of 8 mm, R0: no follow-up imaging."


@pytest.fixture
def week(session: Session, board: Board) -> Week:
    """A Tuesday with two cases to discuss."""
    return a_week(session, board, cases=2)


@pytest.fixture
def listed(week: Week) -> Case:
    """A case that is only listed."""
    return week.accepted(lane=Lane.SOC_LISTING)


def pull_out(week: Week, case: Case, reason: str = "The margin is not clear to me.") -> Remedy | None:
    found = laning.pull_out(week.session, week.case(case.id), reason, by=week.chair, now=LATER)
    week.session.commit()
    return found


def list_only(week: Week, case: Case, reason: str = PROTOCOL, agreed: bool = True, seen: int | None = None) -> None:
    stored = week.case(case.id)
    laning.list_only(week.session, stored, Agreement(reason, week.chair.id if agreed else None),
                     seen=stored.version if seen is None else seen, by=week.coordinator, now=NOW)
    week.session.commit()


def test_a_listed_case_is_on_the_docket_without_a_slot(week: Week, listed: Case) -> None:
    week.turn(NOW, PUBLISH)
    assert week.row(listed).decision is Decision.LISTED
    assert listed.id not in week.order()
    assert week.case(listed.id).status is CaseStatus.LISTED


def test_before_the_cut_off_a_case_that_is_pulled_out_is_a_candidate(week: Week, listed: Case) -> None:
    week.turn(NOW)
    assert pull_out(week, listed) is None
    week.turn(NOW + timedelta(minutes=2))
    assert week.row(listed).decision is Decision.ADMITTED


def test_who_pulled_it_out_and_why_is_kept_and_never_changed(session: Session, week: Week, listed: Case) -> None:
    pull_out(week, listed)
    row = session.scalars(select(LaneChange)).one()
    assert (row.by_id, row.lane, row.reason, row.agreed_by_id) == (
        week.chair.id, Lane.DISCUSS, "The margin is not clear to me.", None)
    row.reason = "Another one"
    with pytest.raises(DatabaseError):
        session.commit()
    session.rollback()


def test_pulling_out_needs_a_reason(week: Week, listed: Case) -> None:
    with pytest.raises(AnswerRefused) as refused:
        pull_out(week, listed, " ")
    assert refused.value.problems == {"reason": "Write in a line what the board should discuss."}


def test_after_publishing_it_takes_the_minutes_that_are_left(week: Week, listed: Case) -> None:
    week.turn(NOW, PUBLISH)
    before = week.order()
    assert pull_out(week, listed) is Remedy.ROOM
    assert [case for case in week.order() if case != listed.id] == before
    assert (week.docket().revision, week.row(listed).decision) == (2, Decision.ADMITTED)


def test_while_frozen_it_is_placed_in_what_will_be_published(week: Week, listed: Case) -> None:
    week.turn(NOW, FREEZE)
    assert pull_out(week, listed) is Remedy.ROOM
    order = week.order()
    week.turn(FREEZE + timedelta(minutes=1), PUBLISH)
    assert listed.id in order and week.order() == order and week.docket().revision == 1


def test_where_no_room_is_left_the_coordinator_is_asked(week: Week, listed: Case) -> None:
    week.turn(NOW, PUBLISH).shorten(12)
    assert pull_out(week, listed) is None
    assert week.docket().revision == 1
    found = revising.changes(week.session, week.board, week.meeting)
    assert [case.id for case in found.pulled_out] == [listed.id]
    week.add(week.case(listed.id), Remedy.LONGER, "A fair question.")
    assert listed.id in week.order()


def test_left_for_the_next_meeting_it_is_carried_over_to_be_discussed(week: Week, listed: Case) -> None:
    week.turn(NOW, PUBLISH).shorten(12)
    pull_out(week, listed)
    week.add(week.case(listed.id), Remedy.WAIT, "It can wait.")
    stored = week.case(listed.id)
    assert (stored.status, stored.lane, stored.times_carried_over) == (CaseStatus.READY, Lane.DISCUSS, 1)
    assert not revising.changes(week.session, week.board, week.meeting).pulled_out


def test_left_for_the_next_meeting_while_frozen_it_is_not_published_as_listed(week: Week, listed: Case) -> None:
    week.turn(NOW, FREEZE).shorten(12)
    pull_out(week, listed)
    assert [case.id for case in revising.changes(week.session, week.board, week.meeting).pulled_out] == [listed.id]
    week.add(week.case(listed.id), Remedy.WAIT, "It can wait.")
    week.turn(FREEZE + timedelta(minutes=1), PUBLISH)
    assert week.case(listed.id).status is CaseStatus.READY
    assert listed.id not in [row.case_id for row in week.docket().candidates]


def test_in_the_room_it_gets_its_slot(week: Week, listed: Case) -> None:
    week.turn(NOW, PUBLISH).open()
    assert pull_out(week, listed) is Remedy.ROOM
    assert listed.id in week.order()


def test_what_is_to_be_discussed_anyway_cannot_be_pulled_out(week: Week) -> None:
    with pytest.raises(MoveRefused) as refused:
        pull_out(week, week.accepted())
    assert refused.value.message == "The case is to be discussed already."


def test_with_consent_a_case_is_only_listed(session: Session, week: Week) -> None:
    case = week.accepted()
    list_only(week, case)
    week.turn(NOW)
    assert week.row(case).decision is Decision.LISTED
    row = session.scalars(select(LaneChange)).one()
    assert (row.by_id, row.agreed_by_id, row.reason) == (week.coordinator.id, week.chair.id, PROTOCOL)


def test_without_consent_or_words_it_is_not_listed(week: Week) -> None:
    case = week.accepted()
    with pytest.raises(AnswerRefused) as refused:
        list_only(week, case, "", agreed=False)
    assert list(refused.value.problems) == ["reason", "agreed_by"]


def test_a_stale_page_lists_nothing(week: Week) -> None:
    with pytest.raises(Stale):
        list_only(week, week.accepted(), seen=99)


@pytest.mark.parametrize(("more", "words"), [
    ({"tier": 0}, "An emergency is always discussed."),
    ({"lane": Lane.SOC_LISTING}, "The case is listed without discussion already."),
    ({"status": CaseStatus.DISCUSSED}, "The case is “discussed”, so this is no longer possible.")])
def test_what_cannot_be_listed_is_said_in_words(week: Week, more: dict[str, object], words: str) -> None:
    case = week.accepted(**more)
    with pytest.raises(MoveRefused) as refused:
        list_only(week, case)
    assert refused.value.message == words


def test_a_case_with_its_place_on_a_fixed_docket_keeps_it(week: Week) -> None:
    case = week.accepted()
    week.turn(NOW, FREEZE)
    with pytest.raises(MoveRefused) as refused:
        list_only(week, case)
    assert refused.value.message.startswith("The case has its place on a fixed docket.")
