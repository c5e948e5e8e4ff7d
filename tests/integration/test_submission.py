"""Submitting: the draft keeps what was typed, the patient is found again, the case starts from its family."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import NOW, MemberFactory, PatientFactory
from tumorboard.domain.errors import AnswerRefused, MoveRefused, Stale
from tumorboard.domain.submitting import SubmitAnswers
from tumorboard.models import Board, Case, CaseEvent, Member, Patient
from tumorboard.queries import cases
from tumorboard.services import drafting_case, submission
from tumorboard.services.answer_history import Hand, Sent
from tumorboard.vocabulary.workflow import CaseStatus

Submit = Callable[..., Case]
NEXT = {"question": "And what follows if the liver cannot be debulked?"}


@pytest.fixture
def member(session: Session, board: Board) -> Member:
    return MemberFactory(session=session, board_id=board.id)


@pytest.fixture
def answers(member: Member) -> SubmitAnswers:
    return SubmitAnswers(
        mrn="004 812 771", family_name="Okafor", given_name="Ngozi", birth_date=date(1968, 3, 14), sex="female",
        net_family="gep_net", submission_type="progression", urgency="routine",
        question="Debulk the liver first, or start radioligand therapy?", responsible=member.id)


@pytest.fixture
def submit(session: Session, board: Board, member: Member) -> Submit:
    def run(given: SubmitAnswers) -> Case:
        case = submission.start(session, board, by=member, now=NOW)
        return submission.submit(session, case, given, by=member, now=NOW)
    return run


def test_a_submitted_case_starts_from_its_family(submit: Submit, answers: SubmitAnswers) -> None:
    case = submit(answers)
    assert (case.status, case.minutes, case.tier) == (CaseStatus.SUBMITTED, 5, 3)
    assert case.specialties_needed == ["medonc_gep", "pathology", "radiology", "surgery_oncologic"]


def test_a_child_gets_pediatrics(submit: Submit, answers: SubmitAnswers) -> None:
    case = submit(replace(answers, birth_date=date(2012, 1, 5)))
    assert "pediatrics" in case.specialties_needed


def test_spaces_leave_a_record_number_and_leading_zeros_stay(
    session: Session, submit: Submit, answers: SubmitAnswers
) -> None:
    submit(answers)
    assert session.scalars(select(Patient.mrn)).all() == ["004812771"]


def test_the_same_patient_is_found_again(session: Session, submit: Submit, answers: SubmitAnswers) -> None:
    first, second = submit(answers), submit(replace(answers, **NEXT, mrn="004812771", family_name="OKAFOR"))
    assert first.patient_id == second.patient_id
    assert session.scalar(select(func.count()).select_from(Patient)) == 1


def test_a_number_of_somebody_else_is_kept_as_disputed(
    session: Session, submit: Submit, answers: SubmitAnswers
) -> None:
    submit(answers)
    other = submit(replace(answers, birth_date=date(1970, 1, 1)))
    patient = session.get_one(Patient, other.patient_id)
    assert (patient.mrn, patient.disputed_mrn) == (None, "004812771")


def test_a_known_patient_needs_number_and_birth_date_only(submit: Submit, answers: SubmitAnswers) -> None:
    first = submit(answers)
    second = submit(replace(answers, **NEXT, family_name="", given_name="", sex=""))
    assert first.patient_id == second.patient_id


def test_a_number_alone_does_not_name_a_patient_for_those_who_may_not_read_all(
    submit: Submit, answers: SubmitAnswers
) -> None:
    submit(answers)
    with pytest.raises(AnswerRefused) as refusal:
        submit(replace(answers, family_name="", given_name="", sex="", birth_date=None))
    assert list(refusal.value.problems) == ["family_name", "given_name", "birth_date", "sex"]


def test_a_coordinator_names_a_known_patient_by_number(submit: Submit, answers: SubmitAnswers) -> None:
    first = submit(answers)
    bare = replace(answers, **NEXT, family_name="", given_name="", sex="", birth_date=None, trusts_number=True)
    assert submit(bare).patient_id == first.patient_id


def test_patients_without_a_number_are_never_the_same(session: Session, submit: Submit, answers: SubmitAnswers) -> None:
    for question in ({}, NEXT):
        submit(replace(answers, **question, mrn="not assigned"))
    assert session.scalars(select(Patient.mrn)).all() == [None, None]


@pytest.mark.parametrize(("change", "field"), [
    ({"question": "Please discuss."[:14]}, "question"), ({"question": "x" * 2001}, "question"),
    ({"responsible": None}, "responsible_clinician"), ({"mrn": "a/b"}, "mrn"), ({"mrn": ""}, "mrn"),
    ({"birth_date": date(2030, 1, 1)}, "birth_date"), ({"net_family": ""}, "net_family"),
    ({"submission_type": "second_opinion"}, "outside_facility"), ({"net_family": "ppgl"}, "alpha_blockade"),
])
def test_what_is_missing_is_said_beside_its_field(
    submit: Submit, answers: SubmitAnswers, change: dict[str, object], field: str
) -> None:
    with pytest.raises(AnswerRefused) as refusal:
        submit(replace(answers, **change))
    assert list(refusal.value.problems) == [field]


@pytest.mark.parametrize("mrn", ["004 812 771", "not assigned"])
def test_the_same_question_about_the_same_patient_is_asked_once(
    submit: Submit, answers: SubmitAnswers, mrn: str
) -> None:
    first = submit(replace(answers, mrn=mrn))
    with pytest.raises(AnswerRefused) as refusal:
        submit(replace(answers, mrn=mrn, family_name="OKAFOR", question=f"  {answers.question.upper()} "))
    assert refusal.value.problems == {"question": submission.ASKED_ALREADY.format(first.number)}
    assert submit(replace(answers, **NEXT, mrn=mrn)).number == first.number + 2


@pytest.mark.parametrize("status", [CaseStatus.WITHDRAWN, CaseStatus.SIGNED])
def test_what_was_taken_back_or_decided_may_be_asked_again(
    session: Session, submit: Submit, answers: SubmitAnswers, status: CaseStatus
) -> None:
    first = submit(answers)
    first.status, first.withdrawn_reason = status, "Moved away." if status is CaseStatus.WITHDRAWN else None
    session.flush()
    assert submit(answers).patient_id == first.patient_id


def test_a_case_that_one_may_not_see_is_not_given_away(
    session: Session, board: Board, submit: Submit, answers: SubmitAnswers
) -> None:
    first, other = submit(answers), MemberFactory(session=session, board_id=board.id, referrer=True)
    again = submission.start(session, board, by=other, now=NOW)
    submission.submit(session, again, replace(answers, responsible=other.id), by=other, now=NOW)
    assert again.patient_id == first.patient_id


def test_blood_pressure_danger_is_due_the_next_day(submit: Submit, answers: SubmitAnswers) -> None:
    case = submit(replace(answers, urgency="bp_danger"))
    assert (case.tier, case.due_on) == (0, date(2026, 12, 2))


def test_a_draft_keeps_a_malformed_date_as_typed(session: Session, board: Board, member: Member) -> None:
    case = submission.start(session, board, by=member, now=NOW)
    drafting_case.keep(session, case, Sent("submit", 0, {"birth_date": "14.3.68 or 69"}), Hand(member, NOW))
    assert case.draft["birth_date"] == "14.3.68 or 69"


def test_case_numbers_count_up(session: Session, board: Board, member: Member) -> None:
    numbers = [submission.start(session, board, by=member, now=NOW).number for _ in range(3)]
    assert numbers == [1, 2, 3]


def test_an_edit_against_an_old_version_is_refused(
    session: Session, submit: Submit, answers: SubmitAnswers, member: Member
) -> None:
    case = submit(answers)
    with pytest.raises(Stale):
        submission.edit(session, case, answers, seen=case.version - 1, by=member, now=NOW)


def test_an_edit_changes_the_question_and_leaves_an_event(
    session: Session, submit: Submit, answers: SubmitAnswers, member: Member
) -> None:
    case = submit(answers)
    changed = replace(answers, question="Is the mesenteric root resectable at all?")
    submission.edit(session, cases.whole(session, case.id), changed, seen=case.version, by=member, now=NOW)
    kinds = session.scalars(select(CaseEvent.kind).where(CaseEvent.case_id == case.id)).all()
    assert (case.question, "case.edited" in kinds) == ("Is the mesenteric root resectable at all?", True)


def test_a_withdrawal_needs_a_reason(session: Session, submit: Submit, answers: SubmitAnswers, member: Member) -> None:
    case = submit(answers)
    with pytest.raises(AnswerRefused):
        submission.withdraw(session, case, "  ", by=member, now=NOW)
    submission.withdraw(session, case, "The patient went elsewhere.", by=member, now=NOW)
    assert (case.status, case.withdrawn_reason) == (CaseStatus.WITHDRAWN, "The patient went elsewhere.")


def test_what_is_withdrawn_cannot_be_edited(
    session: Session, submit: Submit, answers: SubmitAnswers, member: Member
) -> None:
    case = submit(answers)
    submission.withdraw(session, case, "Entered twice.", by=member, now=NOW)
    with pytest.raises(MoveRefused):
        submission.edit(session, case, answers, seen=case.version, by=member, now=NOW + timedelta(hours=1))


def test_every_change_leaves_an_event_in_its_order(session: Session, submit: Submit, answers: SubmitAnswers) -> None:
    case = submit(answers)
    kinds = session.scalars(select(CaseEvent.kind).where(CaseEvent.case_id == case.id).order_by(CaseEvent.kind))
    assert list(kinds) == ["case.started", "case.submitted"]


def test_a_patient_of_another_hospital_may_have_the_same_number(
    session: Session, board: Board, submit: Submit, answers: SubmitAnswers
) -> None:
    PatientFactory(session=session, board_id=board.id, mrn="004812771", mrn_issuer="Lakeside")
    case = submit(answers)
    assert session.get_one(Patient, case.patient_id).mrn_issuer == board.hospital
