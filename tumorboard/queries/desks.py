"""What waits on a member's desk: asks of the board, changes asked for, meetings left open, identities to check."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tumorboard.models import Availability, Board, Case, Message, Patient
from tumorboard.vocabulary.workflow import CaseStatus, MessageKind


def asked_back(session: Session, board: Board, member_id: UUID) -> list[Case]:
    """List the member's cases that the coordinator sent back."""
    return list(session.scalars(
        select(Case).where(Case.board_id == board.id, Case.status == CaseStatus.ASKED,
                           (Case.submitter_id == member_id) | (Case.responsible_id == member_id))
        .options(joinedload(Case.patient)).order_by(Case.due_on, Case.number)))


def changes_asked(session: Session, board: Board) -> list[tuple[Message, Case]]:
    """List what submitters asked the coordinator to change after the freeze."""
    rows = session.execute(
        select(Message, Case).join(Case, Case.id == Message.case_id).where(
            Case.board_id == board.id, Message.kind == MessageKind.CHANGE, Message.settled_at.is_(None))
        .options(joinedload(Case.patient), joinedload(Message.by)).order_by(Message.at))
    return [(row[0], row[1]) for row in rows]


def disputed(session: Session, board: Board) -> list[Patient]:
    """List patients whose number belongs to another record."""
    return list(session.scalars(
        select(Patient).where(Patient.board_id == board.id, Patient.disputed_mrn.is_not(None),
                              Patient.same_as_id.is_(None)).order_by(Patient.search_name)))


def answers_of(session: Session, member_id: UUID, meeting_ids: list[UUID]) -> dict[UUID, Availability]:
    """Give a member's answers by meeting."""
    rows = session.scalars(select(Availability).where(
        Availability.member_id == member_id, Availability.meeting_id.in_(meeting_ids)))
    return {row.meeting_id: row for row in rows}
