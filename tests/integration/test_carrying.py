"""What an earlier case tells a later one of the same patient, and what was filled in before a case is sent."""

import pytest
from sqlalchemy.orm import Session

from tests.factories import NOW, MemberFactory
from tumorboard.domain.submitting import SubmitAnswers
from tumorboard.models import Board, Case, CaseSection, Member, Patient
from tumorboard.queries import answers as queries
from tumorboard.queries import cases
from tumorboard.services import answering_case, submission
from tumorboard.services.answer_history import Hand, Sent
from tumorboard.vocabulary.workflow import CaseStatus


def section(session: Session, case: Case, name: str) -> CaseSection:
    """Give the row of a section."""
    return queries.sections(session, case.id)[name]


def answers_of(patient: Patient, member: Member) -> SubmitAnswers:
    """Give the first page of a further case of a patient."""
    return SubmitAnswers(mrn=patient.mrn or "", family_name=patient.family_name, given_name=patient.given_name,
                         birth_date=patient.birth_date, sex=patient.sex, net_family="gep_net",
                         submission_type="progression", urgency="routine", responsible=member.id,
                         question="Treat the new liver lesions, or watch them?")


@pytest.fixture
def second(session: Session, board: Board, ada: Member, patient: Patient, case: Case) -> Case:
    """A second case of the same patient, after the first was filled in."""
    case.answers = {"primary_site": "ileum", "ki67_percent": 6, "ecog": 0, "germline_status": "pending",
                    "prior_treatments": [], "labs": [{"analyte": "cga", "value": 890}]}
    session.commit()
    made = submission.start(session, board, by=ada, now=NOW)
    submission.submit(session, made, answers_of(patient, ada), by=ada, now=NOW)
    session.commit()
    return cases.whole(session, made.id)


def test_lasting_facts_are_carried_and_marked(session: Session, case: Case, second: Case) -> None:
    assert second.answers == {"primary_site": "ileum", "ki67_percent": 6, "labs": [{"analyte": "cga", "value": 890}]}
    assert section(session, second, "tumor").carried == {
        "primary_site": {"case": case.number, "on": "2026-11-30"},
        "ki67_percent": {"case": case.number, "on": "2026-11-30"}}


def test_a_carried_answer_is_marked_until_confirmed_or_changed(session: Session, second: Case, ada: Member) -> None:
    answering_case.save(session, second, [Sent("tumor", 1, {"ki67_percent": "8"})], Hand(ada, NOW))
    assert list(section(session, second, "tumor").carried) == ["primary_site"]
    answering_case.save(session, second, [Sent("tumor", 2, {})],
                        Hand(ada, NOW, confirmed=frozenset({"primary_site"})))
    assert section(session, second, "tumor").carried == {}
    assert second.answers["primary_site"] == "ileum"


def test_nothing_is_carried_to_somebody_who_may_not_read_the_earlier_case(
    session: Session, board: Board, patient: Patient, case: Case
) -> None:
    referrer = MemberFactory(session=session, board_id=board.id, referrer=True)
    case.answers = {"primary_site": "ileum"}
    session.commit()
    made = submission.start(session, board, by=referrer, now=NOW)
    submission.submit(session, made, answers_of(patient, referrer), by=referrer, now=NOW)
    assert (made.patient_id, made.answers) == (patient.id, {})


def test_a_draft_can_be_completed_before_it_is_sent(
    session: Session, board: Board, ada: Member, patient: Patient
) -> None:
    made = submission.start(session, board, by=ada, now=NOW)
    answering_case.save(session, made, [
        Sent("host", 0, {"ecog": "1"}), Sent("referral", 0, {"specialties_needed": ["genetics"]})], Hand(ada, NOW))
    submission.submit(session, made, answers_of(patient, ada), by=ada, now=NOW)
    assert (made.status, made.answers, made.specialties_needed) == (CaseStatus.SUBMITTED, {"ecog": 1}, ["genetics"])
