"""Records of one person that were joined, and those parted again."""

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from tumorboard.domain import identity
from tumorboard.domain.errors import NotFound
from tumorboard.models import Board, Patient, PatientMerge

MOST = 12
WHOLE = (joinedload(PatientMerge.by), joinedload(PatientMerge.parted_by), selectinload(PatientMerge.moved))


def standing(session: Session, patient_id: UUID) -> PatientMerge:
    """Give the joining by which a record points to another one; raise NotFound."""
    found = session.scalar(select(PatientMerge).where(
        PatientMerge.patient_id == patient_id, PatientMerge.parted_at.is_(None)).options(*WHOLE))
    if found is None:
        raise NotFound("joining of two records")
    return found


def about(session: Session, patient_id: UUID) -> list[PatientMerge]:
    """List every joining of a record with others, the newest first, also what was parted again."""
    return list(session.scalars(select(PatientMerge).where(
        or_(PatientMerge.patient_id == patient_id, PatientMerge.used_id == patient_id))
        .options(*WHOLE).order_by(PatientMerge.at.desc(), PatientMerge.id)))


def pointing_to(session: Session, patient: Patient) -> list[Patient]:
    """List the records that point to this one."""
    return list(session.scalars(select(Patient).where(Patient.same_as_id == patient.id).order_by(Patient.id)))


def joined_into(session: Session, patient: Patient) -> list[Patient]:
    """List the records that were joined into this one and never parted from it, wherever they point by now."""
    return list(session.scalars(select(Patient).join(PatientMerge, PatientMerge.patient_id == Patient.id).where(
        PatientMerge.used_id == patient.id, PatientMerge.parted_at.is_(None)).order_by(Patient.id)))


def others(session: Session, board: Board, patient: Patient, typed: str) -> list[Patient]:
    """List other records by number or by the beginning of names, for whoever compares two."""
    words, number = identity.fold(typed).split(), identity.clean_mrn(typed)
    meant = [Patient.mrn == number, Patient.disputed_mrn == number]
    if words:
        every = [or_(Patient.search_name.startswith(word, autoescape=True),
                     Patient.search_name.contains(f" {word}", autoescape=True)) for word in words]
        named = select(Patient.id).where(*every)
        meant.append(Patient.id.in_(named))
    return list(session.scalars(select(Patient).where(
        Patient.board_id == board.id, Patient.id != patient.id, Patient.same_as_id.is_(None), or_(*meant))
        .order_by(Patient.search_name, Patient.id).limit(MOST)))
