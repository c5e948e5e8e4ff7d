"""Flags overruled with a reason that is kept, stops before acceptance, and derived values confirmed or disputed."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.factories import NOW, CaseFactory, MemberFactory, PatientFactory
from tests.reading import as_read
from tests.sending import send
from tests.signing import sign_in
from tumorboard.domain.errors import AnswerRefused, MoveRefused, NotFound, Stale
from tumorboard.models import Board, Case, CaseEvent, DerivedReview, FlagOverrule, Member
from tumorboard.queries import appraisals, cases
from tumorboard.services import flagging, judging, registry
from tumorboard.services import readiness_review as review
from tumorboard.services.flagging import Objection, Said
from tumorboard.vocabulary.outside import Verdict
from tumorboard.vocabulary.workflow import CaseStatus

STOP = "alpha_blockade_missing"
WORDS = "An invasive treatment is planned, and alpha-blockade is not recorded as started."
PPGL = {"proposal_kinds": ["adrenalectomy"], "alpha_blockade": "none", "sbp": 130, "dbp": 80}
GIVEN = Objection(STOP, "Given on the ward.")
GRADED = {"differentiation": "well", "ki67_percent": 6, "mitoses": 3, "reported_grade": "G1"}


@pytest.fixture
def coordinator(session: Session, board: Board) -> Member:
    return MemberFactory(session=session, board_id=board.id, coordinator=True, name="Dana Whitlock")


@pytest.fixture
def specialist(session: Session, board: Board) -> Member:
    return MemberFactory(session=session, board_id=board.id, name="Anke Feld")


def stored(session: Session, board: Board, owner: Member, family: str, answers: dict[str, Any], **more: Any) -> Case:
    """Store a case that was sent."""
    made = CaseFactory(session=session, board_id=board.id, submitter=owner, net_family=family, answers=answers,
                       patient=PatientFactory(session=session, board_id=board.id), **more)
    return cases.whole(session, made.id)


@pytest.fixture
def case(session: Session, board: Board, specialist: Member, coordinator: Member) -> Case:
    return stored(session, board, specialist, "ppgl", PPGL)


@pytest.fixture
def graded(session: Session, board: Board, specialist: Member, coordinator: Member) -> Case:
    return stored(session, board, specialist, "gep_net", GRADED)


def yard(session: Session, board: Board) -> judging.Yardstick:
    return judging.yardstick(session, board, now=NOW)


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


def test_a_derived_value_is_confirmed_without_touching_an_answer(
        session: Session, board: Board, graded: Case, specialist: Member) -> None:
    before = dict(graded.answers)
    said = Said("grade", "G2", Verdict.CONFIRMED)
    row = flagging.review(session, graded, said, yard=yard(session, board), by=specialist, now=NOW)
    assert (row.value, row.verdict, graded.answers) == ("G2", Verdict.CONFIRMED, before)


def test_disagreement_with_a_derived_value_needs_a_reason(
        session: Session, board: Board, graded: Case, specialist: Member) -> None:
    with pytest.raises(AnswerRefused):
        flagging.review(session, graded, Said("grade", "G2", Verdict.DISAGREED), yard=yard(session, board),
                        by=specialist, now=NOW)


def test_what_a_clinician_did_not_see_is_not_confirmed(
        session: Session, board: Board, graded: Case, specialist: Member) -> None:
    with pytest.raises(Stale):
        flagging.review(session, graded, Said("grade", "G1", Verdict.CONFIRMED), yard=yard(session, board),
                        by=specialist, now=NOW)


def test_a_value_that_is_not_derived_cannot_be_confirmed(
        session: Session, board: Board, graded: Case, specialist: Member) -> None:
    with pytest.raises(NotFound):
        flagging.review(session, graded, Said("stage_group", "IV", Verdict.CONFIRMED), yard=yard(session, board),
                        by=specialist, now=NOW)


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


def test_the_page_shows_the_derived_grade_beside_the_reported_one(
        session: Session, client: FlaskClient, graded: Case, specialist: Member) -> None:
    browser = sign_in(client, specialist)
    page = as_read(browser.get(f"/cases/{graded.id}"))
    assert "Grade, derived" in page and "WHO 2022" in page and "Report says G1" in page
    assert "Stage group" in page and "Missing: Primary site." in page
    code, page = send(browser, f"/cases/{graded.id}/values/grade", shown="G2", do="disagreed",
                      **{"derived-grade-reason": "The hot spot was missed."})
    assert code == 303 and "Disagreed</span> by Dr. A. Feld" in page
    assert session.scalars(select(DerivedReview.verdict)).one() is Verdict.DISAGREED


def test_a_coordinator_does_not_confirm_a_grade(client: FlaskClient, graded: Case, coordinator: Member) -> None:
    browser = sign_in(client, coordinator)
    assert "Confirm G2" not in as_read(browser.get(f"/cases/{graded.id}"))
    assert send(browser, f"/cases/{graded.id}/values/grade", shown="G2")[0] == 403


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
