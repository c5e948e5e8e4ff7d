"""Flags overruled with a reason that is kept, and stops before acceptance."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.factories import NOW, MemberFactory, PatientFactory
from tests.judged import PPGL, stored, yard
from tests.sending import send
from tests.signing import sign_in
from tumorboard.domain.errors import AnswerRefused, MoveRefused, NotFound
from tumorboard.models import Board, Case, CaseEvent, FlagOverrule, Member
from tumorboard.queries import appraisals, cases
from tumorboard.services import flagging, registry
from tumorboard.services import readiness_review as review
from tumorboard.services.flagging import Objection, Said
from tumorboard.vocabulary.outside import Verdict
from tumorboard.vocabulary.workflow import CaseStatus

STOP = "alpha_blockade_missing"
WORDS = "An invasive treatment is planned, and alpha-blockade is not recorded as started."
GIVEN = Objection(STOP, "Given on the ward.")


@pytest.fixture
def case(session: Session, board: Board, specialist: Member, coordinator: Member) -> Case:
    return stored(session, board, specialist, "ppgl", PPGL)


def overrule(session: Session, board: Board, case: Case, by: Member, said: Objection = GIVEN) -> FlagOverrule:
    """Overrule a flag of a case, read anew."""
    return flagging.overrule(session, cases.whole(session, case.id), said, yard=yard(session, board), by=by, now=NOW)


def test_a_stop_keeps_a_case_from_being_accepted_and_says_which(
        session: Session, case: Case, coordinator: Member) -> None:
    with pytest.raises(AnswerRefused) as refusal:
        review.accept(session, case, [], seen=case.version, by=coordinator, now=NOW)
    assert refusal.value.message == f"Answer or overrule first: {WORDS}"
    assert case.status is CaseStatus.SUBMITTED


def test_an_overruled_stop_lets_the_case_be_accepted(
        session: Session, board: Board, case: Case, coordinator: Member, specialist: Member) -> None:
    overrule(session, board, case, specialist)
    review.accept(session, case, [], seen=case.version, by=coordinator, now=NOW)
    assert case.status is CaseStatus.READY


def test_an_answered_stop_lets_the_case_be_accepted(session: Session, case: Case, coordinator: Member) -> None:
    case.answers = {**PPGL, "alpha_blockade": "started"}
    review.accept(session, case, [], seen=case.version, by=coordinator, now=NOW)
    assert case.status is CaseStatus.READY


def test_an_emergency_is_accepted_whatever_stops_stand(session: Session, case: Case, coordinator: Member) -> None:
    case.urgency = "tumor_emergency"
    review.accept(session, case, [], seen=case.version, by=coordinator, now=NOW)
    assert case.status is CaseStatus.READY


def test_a_changed_input_brings_an_overruled_stop_back(
        session: Session, board: Board, case: Case, coordinator: Member, specialist: Member) -> None:
    overrule(session, board, case, specialist)
    case.answers = {**PPGL, "alpha_blockade": "unknown"}
    with pytest.raises(AnswerRefused, match="alpha-blockade"):
        review.accept(session, case, [], seen=case.version, by=coordinator, now=NOW)


def test_a_withdrawn_overrule_stays_and_its_flag_stands_again(
        session: Session, board: Board, case: Case, coordinator: Member, specialist: Member) -> None:
    row = overrule(session, board, case, specialist)
    flagging.withdraw(session, case, row, by=coordinator, now=NOW)
    assert flagging.unanswered_stops(session, case, yard(session, board), NOW.date()) == [WORDS]
    assert [(each.reason, each.withdrawn_by_id) for each in appraisals.overrules(session, case.id)] == [
        ("Given on the ward.", coordinator.id)]
    with pytest.raises(MoveRefused):
        flagging.withdraw(session, case, row, by=coordinator, now=NOW)


def test_overruling_asks_for_a_reason_that_says_something(
        session: Session, board: Board, case: Case, specialist: Member) -> None:
    with pytest.raises(AnswerRefused) as refusal:
        overrule(session, board, case, specialist, Objection(STOP, "ok  "))
    assert list(refusal.value.problems) == ["reason"]


def test_a_flag_that_is_not_raised_cannot_be_overruled(
        session: Session, board: Board, case: Case, specialist: Member) -> None:
    with pytest.raises(NotFound):
        overrule(session, board, case, specialist, Objection("nec_low_ki67", "Not so."))


def test_a_flag_is_overruled_once(session: Session, board: Board, case: Case, specialist: Member) -> None:
    overrule(session, board, case, specialist)
    with pytest.raises(MoveRefused):
        overrule(session, board, case, specialist)


def test_what_was_decided_is_no_longer_overruled(
        session: Session, board: Board, case: Case, specialist: Member) -> None:
    case.status = CaseStatus.DISCUSSED
    with pytest.raises(MoveRefused, match="discussed"):
        overrule(session, board, case, specialist)


@pytest.mark.parametrize("change", ["UPDATE flag_overrule SET reason = 'other'", "DELETE FROM flag_overrule",
                                    "UPDATE derived_review SET reason = 'other'", "DELETE FROM derived_review"])
def test_the_database_keeps_what_was_said(
        session: Session, board: Board, case: Case, graded: Case, specialist: Member, change: str) -> None:
    overrule(session, board, case, specialist)
    said = Said("grade", "G2", Verdict.CONFIRMED)
    flagging.review(session, cases.whole(session, graded.id), said, yard=yard(session, board), by=specialist, now=NOW)
    session.commit()
    with pytest.raises(DBAPIError, match="kept|keeps"):
        session.execute(text(change))
    session.rollback()


def test_a_possible_duplicate_is_a_stop_that_can_be_overruled(
        session: Session, board: Board, graded: Case, specialist: Member) -> None:
    PatientFactory(session=session, board_id=board.id)
    graded, by = cases.whole(session, graded.id), yard(session, board)
    [stop] = flagging.unanswered_stops(session, graded, by, NOW.date())
    assert stop == registry.WORDS["possible_duplicate"][1]
    overrule(session, board, graded, specialist, Objection("possible_duplicate", "Twins, asked by phone."))
    assert flagging.unanswered_stops(session, graded, by, NOW.date()) == []


def test_a_patient_without_a_number_is_flagged(session: Session, graded: Case) -> None:
    graded.patient.mrn = None
    session.flush()
    assert "mrn_not_assigned" in {flag["id"] for flag in registry.flags(session, graded, NOW.date())}


def test_the_page_keeps_the_reason_below_the_flag(
        session: Session, client: FlaskClient, case: Case, specialist: Member) -> None:
    browser = sign_in(client, specialist)
    code, page = send(browser, f"/cases/{case.id}/flags/{STOP}/overrule", **{f"overrule-{STOP}-reason": "Given today."})
    assert code == 303 and "Overruled by Dr. A. Feld" in page and "Given today." in page
    row = session.scalars(select(FlagOverrule)).one()
    code, page = send(browser, f"/cases/{case.id}/overrules/{row.id}/withdraw")
    assert "Taken back by Dr. A. Feld" in page and "1 stop" in page
    kinds = set(session.scalars(select(CaseEvent.kind).where(CaseEvent.case_id == case.id)))
    assert kinds == {"case.flag_overruled", "case.overrule_withdrawn"}


def test_a_reason_that_cannot_be_taken_is_given_back(client: FlaskClient, case: Case, specialist: Member) -> None:
    browser = sign_in(client, specialist)
    name = f"overrule-{STOP}-reason"
    code, page = send(browser, f"/cases/{case.id}/flags/{STOP}/overrule", **{name: "<b>"})
    assert code == 422 and "Write why this does not hold here" in page and "&lt;b&gt;</textarea>" in page


def test_the_refusal_to_accept_is_said_on_the_page(client: FlaskClient, case: Case, coordinator: Member) -> None:
    browser = sign_in(client, coordinator)
    code, page = send(browser, f"/cases/{case.id}/accept", seen=str(case.version))
    assert code == 422 and f"Answer or overrule first: {WORDS}" in page


def test_a_stranger_to_the_case_overrules_nothing(
        session: Session, board: Board, client: FlaskClient, case: Case) -> None:
    other = MemberFactory(session=session, board_id=board.id, specialties=("genetics",))
    browser = sign_in(client, other)
    assert send(browser, f"/cases/{case.id}/flags/{STOP}/overrule")[0] == 404


def test_an_overrule_opens_only_through_its_own_case(
        session: Session, board: Board, client: FlaskClient, case: Case, graded: Case, specialist: Member) -> None:
    row = overrule(session, board, case, specialist)
    session.commit()
    assert send(sign_in(client, specialist), f"/cases/{graded.id}/overrules/{row.id}/withdraw")[0] == 404
