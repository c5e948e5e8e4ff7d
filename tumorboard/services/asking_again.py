"""The same question about the same patient: one rule for what is typed and for what comes in a list."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain import identity, intake
from tumorboard.domain.access import Actor
from tumorboard.domain.case_flow import UNDER_REVIEW
from tumorboard.domain.submitting import SubmitAnswers
from tumorboard.models import Board, Case, Patient
from tumorboard.queries import imports, patients
from tumorboard.services import identifying


def standing_keys(session: Session, board: Board, patient_ids: Collection[UUID]) -> set[str]:
    """Give the keys that the standing cases of these patients would have in a list."""
    return {_key(patient, case.question, case.net_family, case.submission_type)
            for case, patient in imports.standing(session, board, patient_ids)}


def open_case(session: Session, board: Board, answers: SubmitAnswers, *, reader: Actor) -> Case | None:
    """Give the case in which this was asked already and nothing was decided yet, of those that the reader may see."""
    for patient in _patients(session, board, answers):
        key = _key(patient, answers.question, answers.net_family, answers.submission_type)
        for case in patients.cases_of(session, reader, patient):
            if case.status in UNDER_REVIEW and key == _key(
                    patient, case.question, case.net_family, case.submission_type):
                return case
    return None


def _patients(session: Session, board: Board, answers: SubmitAnswers) -> list[Patient]:
    """Give whom the answers mean: by the number, or without one by name and date of birth."""
    if identity.is_not_assigned(answers.mrn):
        name = identity.search_name(answers.family_name, answers.given_name)
        return patients.without_number(session, board, name, answers.birth_date) if answers.birth_date else []
    found = patients.by_number(session, board, answers.mrn_issuer, answers.mrn)
    if found is None or not identifying.is_same(found, answers):
        return []
    return [session.get_one(Patient, found.same_as_id) if found.same_as_id else found]


def _key(patient: Patient, question: str, family: str | None, reason: str | None) -> str:
    """Give the key of a question about a patient."""
    return intake.intake_key({
        "mrn": patient.mrn or "", "mrn_issuer": patient.mrn_issuer, "family_name": patient.family_name,
        "given_name": patient.given_name, "birth_date": patient.birth_date, "question": question,
        "net_family": family or "", "submission_type": reason or ""})
