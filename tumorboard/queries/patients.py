"""Patients: by number, by name, and with their whole course."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from tumorboard.domain import identity
from tumorboard.domain.access import Actor
from tumorboard.domain.errors import NotFound
from tumorboard.models import Board, Case, Discussion, Patient
from tumorboard.queries import cases


def by_number(session: Session, board: Board, issuer: str, mrn: str) -> Patient | None:
    """Give the patient who has this number of this hospital, by default the board's.

    Nobody's number holds a character that cannot be shown.
    """
    number = identity.clean_mrn(mrn)
    if not number.isprintable() or not issuer.isprintable():
        return None
    return session.scalar(select(Patient).where(
        Patient.board_id == board.id, Patient.mrn_issuer == (issuer or board.hospital), Patient.mrn == number))


def get(session: Session, board: Board, patient_id: UUID) -> Patient:
    """Give one patient; raise NotFound."""
    found = session.scalar(select(Patient).where(Patient.id == patient_id, Patient.board_id == board.id))
    if found is None:
        raise NotFound("patient")
    return found


def alike(session: Session, board: Board, patient: Patient) -> list[Patient]:
    """List other records that may be the same person: the same number disputed, or the same name and birth date."""
    same_person = (Patient.search_name == patient.search_name) & (Patient.birth_date == patient.birth_date)
    conditions = [same_person]
    if patient.disputed_mrn:
        conditions.append((Patient.mrn == patient.disputed_mrn) & (Patient.mrn_issuer == patient.mrn_issuer))
    return list(session.scalars(
        select(Patient).where(Patient.board_id == board.id, Patient.id != patient.id, Patient.same_as_id.is_(None),
                              or_(*conditions)).order_by(Patient.search_name)))


def born_on(session: Session, board: Board, number: tuple[str, str], birth_date: date) -> Patient | None:
    """Give the patient only where issuer, number and birth date agree; for readers who may not read all cases."""
    found = by_number(session, board, *number)
    return found if found is not None and found.birth_date == birth_date else None


def without_number(session: Session, board: Board, name: str, born: date) -> list[Patient]:
    """List the patients of this folded name and birth date whose number is not assigned."""
    return list(session.scalars(select(Patient).where(
        Patient.board_id == board.id, Patient.mrn.is_(None), Patient.same_as_id.is_(None),
        Patient.search_name == name, Patient.birth_date == born)))


def cases_of(session: Session, actor: Actor, patient: Patient) -> list[Case]:
    """List the cases of a patient that a reader may see, the first one first."""
    return list(session.scalars(
        select(Case).where(Case.patient_id == patient.id, Case.board_id == patient.board_id, cases.visible_to(actor))
        .options(joinedload(Case.responsible), selectinload(Case.needs)).order_by(Case.started_at, Case.number)))


def discussions_of(session: Session, case_ids: Collection[UUID]) -> list[Discussion]:
    """List what came of these cases at every meeting."""
    return list(session.scalars(
        select(Discussion).where(Discussion.case_id.in_(case_ids)).options(joinedload(Discussion.meeting))))
