"""Patients: found again by their number, never created twice, corrected by the coordinator."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tumorboard.domain import identity
from tumorboard.domain.errors import AnswerRefused
from tumorboard.domain.identity import Correction
from tumorboard.domain.submitting import SubmitAnswers
from tumorboard.models import Board, Member, Patient
from tumorboard.queries import boards
from tumorboard.queries import patients as queries
from tumorboard.services.checking import expect_version
from tumorboard.services.record import record

FIELDS = ("mrn_issuer", "family_name", "given_name", "birth_date", "sex", "died_on")
TAKEN = "Another record has this number already. Find it by the number under Cases, and compare the two."


def find_or_create(session: Session, board: Board, answers: SubmitAnswers, *, by: Member, now: datetime) -> Patient:
    """Give the patient of these answers. A number that belongs to somebody else is kept as disputed, not taken."""
    issuer = answers.mrn_issuer or board.hospital
    number = None if identity.is_not_assigned(answers.mrn) else identity.clean_mrn(answers.mrn)
    stored = _known(session, board, issuer, number) if number else None
    if stored is not None and is_same(stored, answers):
        # A record that was entered twice points to the one that is used.
        return session.get_one(Patient, stored.same_as_id) if stored.same_as_id else stored
    if answers.birth_date is None:
        raise AnswerRefused({"birth_date": "Enter the date of birth, for example 1968-03-14."})
    patient = Patient(
        board_id=board.id, mrn_issuer=issuer, mrn=None if stored else number, disputed_mrn=number if stored else None,
        family_name=answers.family_name, given_name=answers.given_name, birth_date=answers.birth_date,
        sex=answers.sex, search_name=identity.search_name(answers.family_name, answers.given_name))
    session.add(patient)
    session.flush()
    record(session, patient, "patient.disputed" if stored else "patient.created", by=by, at=now)
    return patient


def _known(session: Session, board: Board, issuer: str, number: str) -> Patient | None:
    """Give the patient of a number, also one whom somebody else is entering at this moment."""
    found = queries.by_number(session, board, issuer, number)
    if found is not None:
        return found
    boards.lock(session)
    return queries.by_number(session, board, issuer, number)


def correct(
    session: Session, patient: Patient, correction: Correction, *, seen: int, by: Member, now: datetime
) -> None:
    """Correct a patient's identity; who did it and what was changed stays on record, without the old values."""
    expect_version(patient, seen, "this patient’s identity")
    board = session.get_one(Board, patient.board_id)
    problems = identity.problems(correction, now.astimezone(board.tz).date())
    number = None if identity.is_not_assigned(correction.mrn) else identity.clean_mrn(correction.mrn)
    holder = queries.by_number(session, board, correction.mrn_issuer, number) if number else None
    if holder is not None and holder.id != patient.id:
        problems["mrn"] = TAKEN
    if problems:
        raise AnswerRefused(problems)
    changed = _change(patient, correction, number)
    record(session, patient, "patient.corrected", by=by, at=now, fields=changed)
    try:
        session.flush()
    except IntegrityError:
        # Somebody gave the number to another record at the same moment.
        raise AnswerRefused({"mrn": TAKEN}) from None


def _change(patient: Patient, correction: Correction, number: str | None) -> list[str]:
    """Write the corrected identity into the row, and name what changed."""
    changed = [name for name in FIELDS if getattr(patient, name) != getattr(correction, name)]
    for name in changed:
        setattr(patient, name, getattr(correction, name))
    if number != patient.mrn:
        changed.append("mrn")
        patient.mrn = number
    if number is not None:
        # The dispute is settled: the coordinator knows this patient's own number.
        patient.disputed_mrn = None
    patient.search_name = identity.search_name(patient.family_name, patient.given_name)
    return changed


def is_same(stored: Patient, answers: SubmitAnswers) -> bool:
    """Compare the stored identity with the typed one."""
    mine = identity.Identity(stored.family_name, stored.given_name, stored.birth_date)
    typed = identity.Identity(answers.family_name, answers.given_name, answers.birth_date)
    return identity.match(mine, typed) is identity.Match.SAME
