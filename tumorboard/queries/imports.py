"""What is stored of the people and referrals that a list names, and the record of an import."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tumorboard.domain.errors import NotFound
from tumorboard.models import Board, Case, CaseEvent, Patient
from tumorboard.vocabulary.workflow import CaseStatus

IMPORTED = "cases.imported"
NOT_STANDING = (CaseStatus.DRAFT, CaseStatus.WITHDRAWN)


def numbered(session: Session, board: Board, mrns: Collection[str]) -> list[Patient]:
    """List the patients who have one of these numbers, of whatever hospital."""
    return list(session.scalars(select(Patient).where(Patient.board_id == board.id, Patient.mrn.in_(mrns))))


def named(session: Session, board: Board, names: Collection[str]) -> list[tuple[str, date]]:
    """List folded name and birth date of the patients who have one of these names."""
    rows = session.execute(select(Patient.search_name, Patient.birth_date).where(
        Patient.board_id == board.id, Patient.same_as_id.is_(None), Patient.search_name.in_(names)))
    return [(row[0], row[1]) for row in rows]


def stored_keys(session: Session, board: Board, keys: Collection[str]) -> set[str]:
    """Give those of these referral keys under which a case is stored, whatever became of it."""
    return {key for key in session.scalars(
        select(Case.intake_key).where(Case.board_id == board.id, Case.intake_key.in_(keys))) if key}


def standing(session: Session, board: Board, patient_ids: Collection[UUID]) -> list[tuple[Case, Patient]]:
    """List the cases of these patients that stand, with the patient, to tell what was already asked by hand."""
    rows = session.execute(select(Case, Patient).join(Case.patient).where(
        Case.board_id == board.id, Case.patient_id.in_(patient_ids), Case.status.not_in(NOT_STANDING)))
    return [(row[0], row[1]) for row in rows]


def record_of(session: Session, board: Board, event_id: UUID) -> CaseEvent:
    """Give the record of one import with the member who did it; raise NotFound."""
    found = session.scalar(
        select(CaseEvent).where(CaseEvent.id == event_id, CaseEvent.board_id == board.id, CaseEvent.kind == IMPORTED)
        .options(joinedload(CaseEvent.by)))
    if found is None:
        raise NotFound("import")
    return found


def made(session: Session, board: Board, case_ids: Collection[UUID]) -> dict[str, Case]:
    """Give the cases that an import made, with their patients, by id."""
    cases = session.scalars(select(Case).where(Case.board_id == board.id, Case.id.in_(case_ids))
                            .options(joinedload(Case.patient)))
    return {str(case.id): case for case in cases}
