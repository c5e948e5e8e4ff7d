"""What cannot wait for the meeting: asked for, decided out of cycle, recorded once, and listed to be noted."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.factories import MemberFactory
from tests.weeks import FREEZE, NOW, PUBLISH, Week
from tests.weeks import week as a_week
from tumorboard.domain.access import Actor
from tumorboard.domain.errors import AnswerRefused, MoveRefused, Stale
from tumorboard.domain.recommending import Item
from tumorboard.models import Board, Case, Huddle, HuddleItem, HuddleMember, Member
from tumorboard.queries import huddles, members
from tumorboard.services import huddling
from tumorboard.services.huddling import Decided
from tumorboard.vocabulary.lanes import Means
from tumorboard.vocabulary.workflow import CaseStatus, Decision, Lane

WHY = "Blood pressure 210 over 130, headache."
NOTED = "Decided out of cycle on Dec 1, to be noted; any member can ask to discuss it."


@pytest.fixture
def week(session: Session, board: Board) -> Week:
    """A Tuesday with two cases to discuss."""
    return a_week(session, board, cases=2)


@pytest.fixture
def case(week: Week) -> Case:
    """A crisis that was submitted and not looked at yet."""
    return week.crisis()


@pytest.fixture
def surgeon(session: Session, board: Board) -> Member:
    """Somebody who takes part."""
    return MemberFactory(session=session, board_id=board.id, specialties=("surgery_endocrine",), name="Ines Duarte")


def ask(week: Week, case: Case, why: str = WHY) -> Huddle:
    made = huddling.ask(week.session, week.case(case.id), why, by=week.chair, now=NOW)
    week.session.commit()
    return stored(week, made)


def stored(week: Week, huddle: Huddle) -> Huddle:
    week.session.expire_all()
    return huddles.get(week.session, huddle.id)


def decided(week: Week, surgeon: Member) -> Decided:
    return Decided(NOW + timedelta(minutes=10), Means.PHONE, (surgeon.id,), "Admit tonight; doxazosin first.",
                   surgeon.id, (Item("alpha_beta", "Doxazosin 2 mg", owner=str(surgeon.id), due_on=NOW.date()),))


def write(week: Week, huddle: Huddle, told: Decided, *, at: timedelta = timedelta(minutes=30), **more: Any) -> Huddle:
    huddling.write(week.session, huddle, told, **({"seen": huddle.version} | more), by=week.chair, now=NOW + at)
    week.session.commit()
    return stored(week, huddle)


def actor(week: Week, member: Member) -> Actor:
    member = members.get(week.session, week.board, member.id)
    return Actor(member.id, member.roles, frozenset(member.specialties))


def test_a_huddle_is_asked_for_with_a_reason_and_leaves_its_event(week: Week, case: Case) -> None:
    made = ask(week, case)
    assert (made.asked_by_id, made.asked_at, made.why, made.recorded_at) == (week.chair.id, NOW, WHY, None)
    assert [(event.case_id, event.detail) for event in week.events("huddle.asked")] == [
        (case.id, {"huddle": str(made.id)})]


def test_asked_twice_it_is_the_same_huddle(week: Week, case: Case) -> None:
    assert ask(week, case).id == ask(week, case, "Again.").id
    assert len(week.events("huddle.asked")) == 1


def test_without_a_reason_nothing_is_asked(week: Week, case: Case) -> None:
    with pytest.raises(AnswerRefused):
        ask(week, case, " ")


def test_what_was_decided_already_needs_no_huddle(week: Week) -> None:
    with pytest.raises(MoveRefused):
        ask(week, week.accepted(status=CaseStatus.DISCUSSED))


def test_those_whom_the_case_needs_see_that_it_is_asked_for(week: Week, case: Case, surgeon: Member) -> None:
    ask(week, case)
    def seen(member: Member, every: bool = False) -> list[Any]:
        return [each.case_id for each in huddles.asked_for(week.session, week.board, actor(week, member), every=every)]
    assert (seen(week.chair), seen(surgeon), seen(week.coordinator, True)) == ([case.id], [], [case.id])


def test_it_is_recorded_with_who_took_part_who_decided_what_and_what_is_to_be_done(
        session: Session, week: Week, case: Case, surgeon: Member) -> None:
    made = write(week, ask(week, case), decided(week, surgeon))
    assert (made.means, made.decided, made.decider_id, made.recorded_by_id) == (
        Means.PHONE, "Admit tonight; doxazosin first.", surgeon.id, week.chair.id)
    assert {each.member_id for each in made.people} == {surgeon.id, week.chair.id}
    assert [(item.kind, item.detail, item.owner_id, item.due_on) for item in made.items] == [
        ("alpha_beta", "Doxazosin 2 mg", surgeon.id, NOW.date())]
    assert len(week.events("huddle.recorded")) == 1


@pytest.mark.parametrize(("change", "field"), [
    ({"people": ()}, "people"), ({"decided": " "}, "decided"), ({"decider": None}, "decider"),
    ({"started_at": NOW + timedelta(hours=5)}, "began")])
def test_a_record_that_is_not_whole_is_refused_beside_its_field(
        week: Week, case: Case, surgeon: Member, change: dict[str, Any], field: str) -> None:
    huddle = ask(week, case)
    told = replace(decided(week, surgeon), **change)
    with pytest.raises(AnswerRefused) as refused:
        write(week, huddle, told)
    assert field in refused.value.problems


def test_the_recorder_alone_is_no_huddle(week: Week, case: Case, surgeon: Member) -> None:
    huddle = ask(week, case)
    with pytest.raises(AnswerRefused) as refused:
        write(week, huddle, replace(decided(week, surgeon), people=(week.chair.id,), decider=week.chair.id))
    assert list(refused.value.problems) == ["people"]


def test_whoever_decided_took_part(week: Week, case: Case, surgeon: Member) -> None:
    huddle = ask(week, case)
    with pytest.raises(AnswerRefused) as refused:
        write(week, huddle, replace(decided(week, surgeon), decider=week.coordinator.id))
    assert list(refused.value.problems) == ["decider"]


def test_a_recorded_huddle_is_not_recorded_again(week: Week, case: Case, surgeon: Member) -> None:
    made = write(week, ask(week, case), decided(week, surgeon))
    with pytest.raises(MoveRefused):
        write(week, made, decided(week, surgeon))


def test_a_stale_page_records_nothing(week: Week, case: Case, surgeon: Member) -> None:
    with pytest.raises(Stale):
        write(week, ask(week, case), decided(week, surgeon), seen=9)


@pytest.mark.parametrize("change", ["decided", "person", "item", "added", "gone", "deleted"])
def test_a_recorded_huddle_cannot_be_changed_in_the_database(
        session: Session, week: Week, case: Case, surgeon: Member, change: str) -> None:
    made = write(week, ask(week, case), decided(week, surgeon))
    if change == "decided":
        made.decided = "Something else."
    elif change == "person":
        session.add(HuddleMember(huddle_id=made.id, member_id=week.coordinator.id))
    elif change == "item":
        made.items[0].detail = "Doxazosin 8 mg"
    elif change == "added":
        session.add(HuddleItem(huddle_id=made.id, position=2, kind="ct"))
    elif change == "gone":
        session.delete(made.items[0])
    else:
        session.delete(made)
    with pytest.raises(DatabaseError):
        session.commit()
    session.rollback()


def test_a_huddle_that_is_not_needed_any_more_is_called_off_with_a_reason(week: Week, case: Case) -> None:
    huddle = ask(week, case)
    with pytest.raises(AnswerRefused):
        huddling.call_off(week.session, huddle, "", seen=huddle.version, by=week.chair, now=NOW)
    huddling.call_off(week.session, huddle, "Settled on the ward.", seen=huddle.version, by=week.chair, now=NOW)
    week.session.commit()
    assert huddles.asked_of(week.session, case.id) is None
    with pytest.raises(MoveRefused):
        huddling.call_off(week.session, stored(week, huddle), "Again.", seen=2, by=week.chair, now=NOW)
    assert ask(week, case).id != huddle.id


# The board notes it.

def test_its_case_is_accepted_and_listed_for_the_next_meeting(week: Week, case: Case, surgeon: Member) -> None:
    week.turn(NOW)
    write(week, ask(week, case), decided(week, surgeon))
    found = week.case(case.id)
    assert (found.status, found.lane) == (CaseStatus.READY, Lane.SOC_LISTING)
    week.turn(NOW + timedelta(hours=1))
    assert (week.row(case).decision, week.row(case).reason) == (Decision.LISTED, NOTED)


def test_a_frozen_docket_takes_it_into_its_first_revision(week: Week, case: Case, surgeon: Member) -> None:
    week.turn(NOW, FREEZE)
    write(week, ask(week, case), decided(week, surgeon))
    before = week.order()
    week.turn(FREEZE + timedelta(minutes=1), PUBLISH)
    assert (week.docket().revision, week.order()) == (1, before)
    assert (week.row(case).reason, week.case(case.id).status) == (NOTED, CaseStatus.LISTED)


def test_a_published_docket_lists_it_in_the_next_revision_and_nothing_moves(
        week: Week, case: Case, surgeon: Member) -> None:
    week.turn(NOW, PUBLISH)
    before = [(item.case_id, item.start_min) for item in week.docket().items]
    write(week, ask(week, case), decided(week, surgeon), at=timedelta(hours=30))
    assert week.docket().revision == 2
    assert [(item.case_id, item.start_min) for item in week.docket().items] == before
    assert (week.row(case).reason, week.case(case.id).status) == (NOTED, CaseStatus.LISTED)


def test_in_the_room_it_is_there_to_be_noted(week: Week, case: Case, surgeon: Member) -> None:
    week.turn(NOW, PUBLISH).open()
    write(week, ask(week, case), decided(week, surgeon), at=timedelta(days=3))
    assert week.row(case).decision is Decision.LISTED


def test_a_case_with_its_place_on_the_docket_keeps_it(week: Week, surgeon: Member) -> None:
    urgent = week.accepted(tier=0, urgency="bp_danger")
    week.turn(NOW, PUBLISH)
    write(week, ask(week, urgent), decided(week, surgeon), at=timedelta(hours=30))
    assert (urgent.id in week.order(), week.docket().revision) == (True, 1)
    assert week.case(urgent.id).lane is Lane.DISCUSS


# Who waits too long.

def waiting(week: Week, hours: float) -> list[Any]:
    return [case.id for case in huddles.waiting(week.session, week.board, NOW - timedelta(hours=hours))]


def test_an_emergency_without_huddle_and_meeting_waits(week: Week, case: Case) -> None:
    assert (waiting(week, 1), waiting(week, 3)) == ([case.id], [])


def test_an_emergency_for_which_a_huddle_is_asked_does_not_wait_unseen(week: Week, case: Case) -> None:
    ask(week, case)
    assert waiting(week, 1) == []


def test_an_emergency_on_a_published_docket_has_its_meeting(week: Week) -> None:
    urgent = week.accepted(tier=0, urgency="tumor_emergency", submitted_at=NOW - timedelta(hours=2))
    week.turn(NOW)
    assert waiting(week, 1) == [urgent.id]
    week.turn(PUBLISH)
    assert waiting(week, 1) == []
