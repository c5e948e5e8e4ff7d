"""The coordinator's review: accept, send back, answer, triage, items."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.factories import NOW, CaseFactory, MemberFactory, PatientFactory
from tumorboard.domain.errors import AnswerRefused, MoveRefused, Stale
from tumorboard.models import Board, Case, Member
from tumorboard.queries import cases
from tumorboard.services import readiness_review as review
from tumorboard.services.readiness_review import ItemState, Missing, Triage
from tumorboard.vocabulary.workflow import CaseStatus, ReadinessState


@pytest.fixture
def case(session: Session, board: Board, coordinator: Member) -> Case:
    made = CaseFactory(session=session, board_id=board.id, submitter=MemberFactory(session=session, board_id=board.id),
                       patient=PatientFactory(session=session, board_id=board.id))
    return cases.whole(session, made.id)


def states(case: Case) -> dict[str, str]:
    return {row.item: row.state.value for row in case.readiness_rows}


def test_accepting_settles_the_question_and_what_was_ticked(session: Session, case: Case, coordinator: Member) -> None:
    review.accept(session, case, ["path_report"], seen=case.version, by=coordinator, now=NOW)
    assert (case.status, states(case)) == (CaseStatus.READY, {"question": "ready", "path_report": "ready"})


def test_accepting_what_somebody_changed_meanwhile_is_refused(
    session: Session, case: Case, coordinator: Member
) -> None:
    with pytest.raises(Stale):
        review.accept(session, case, [], seen=case.version + 1, by=coordinator, now=NOW)


def test_a_case_is_sent_back_with_what_is_missing_and_answered(
    session: Session, case: Case, coordinator: Member
) -> None:
    missing = Missing(("cross_sectional",), "CT from outside, please.")
    review.send_back(session, case, missing, seen=case.version, by=coordinator, now=NOW)
    session.expire_all()
    asked = cases.whole(session, case.id)
    assert (asked.status, [(m.items, m.text) for m in asked.messages]) == (
        CaseStatus.ASKED, [(["cross_sectional"], "CT from outside, please.")])
    review.answer(session, asked, "It is loaded now.", seen=asked.version, by=coordinator, now=NOW)
    assert (asked.status, asked.messages[0].settled_at) == (CaseStatus.SUBMITTED, NOW)


def test_sending_back_names_what_is_missing(session: Session, case: Case, coordinator: Member) -> None:
    with pytest.raises(AnswerRefused):
        review.send_back(session, case, Missing(), seen=case.version, by=coordinator, now=NOW)


def test_an_acceptance_can_be_taken_back(session: Session, case: Case, coordinator: Member) -> None:
    review.accept(session, case, [], seen=case.version, by=coordinator, now=NOW)
    review.withdraw_acceptance(session, case, seen=case.version, by=coordinator, now=NOW)
    assert (case.status, case.accepted_at) == (CaseStatus.SUBMITTED, None)


def test_an_accepted_case_is_not_accepted_again(session: Session, case: Case, coordinator: Member) -> None:
    review.accept(session, case, [], seen=case.version, by=coordinator, now=NOW)
    with pytest.raises(MoveRefused):
        review.accept(session, case, [], seen=case.version, by=coordinator, now=NOW)


@pytest.mark.parametrize(("given", "field"), [
    (ItemState(ReadinessState.REQUESTED), "due_on"), (ItemState(ReadinessState.WAIVED), "reason")])
def test_a_request_needs_a_date_and_a_waiver_a_reason(
    session: Session, case: Case, coordinator: Member, given: ItemState, field: str
) -> None:
    with pytest.raises(AnswerRefused) as refusal:
        review.set_item(session, case, "heart", given, by=coordinator, now=NOW)
    assert list(refusal.value.problems) == [field]


def test_an_item_can_be_requested_and_opened_again(session: Session, case: Case, coordinator: Member) -> None:
    asked = ItemState(ReadinessState.REQUESTED, coordinator.id, date(2026, 12, 2))
    review.set_item(session, case, "heart", asked, by=coordinator, now=NOW)
    assert states(case) == {"heart": "requested"}
    review.set_item(session, case, "heart", ItemState(ReadinessState.OPEN), by=coordinator, now=NOW)
    assert states(case) == {}


def test_triage_sets_what_the_docket_needs(session: Session, case: Case, coordinator: Member) -> None:
    triage = Triage(("pathology", "genetics"), 9, "within_10_days", 3, coordinator.id)
    review.triage(session, case, triage, seen=case.version, by=coordinator, now=NOW)
    assert (case.specialties_needed, case.minutes, case.tier, case.due_on) == (
        ["genetics", "pathology"], 9, 1, date(2026, 12, 10))


def test_a_case_needs_at_least_one_specialty(session: Session, case: Case, coordinator: Member) -> None:
    with pytest.raises(AnswerRefused):
        review.triage(session, case, Triage((), 9, "routine"), seen=case.version, by=coordinator, now=NOW)
