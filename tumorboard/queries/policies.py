"""The versions of a board's policy, and the cases that a new one would judge anew."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tumorboard.domain.case_flow import UNDER_REVIEW
from tumorboard.models import Board, BoardPolicy, Case
from tumorboard.queries.dockets import TO_JUDGE


def newest(session: Session, board_id: UUID) -> BoardPolicy | None:
    """Give the version in force."""
    return session.scalar(
        select(BoardPolicy).where(BoardPolicy.board_id == board_id).order_by(BoardPolicy.number.desc()).limit(1))


def versions(session: Session, board: Board) -> list[BoardPolicy]:
    """List every version, the newest first."""
    return list(session.scalars(
        select(BoardPolicy).where(BoardPolicy.board_id == board.id).options(joinedload(BoardPolicy.set_by))
        .order_by(BoardPolicy.number.desc())))


def undecided(session: Session, board: Board) -> list[Case]:
    """List the cases that are sent and not yet discussed, with what the rules read of them."""
    return list(session.scalars(
        select(Case).where(Case.board_id == board.id, Case.status.in_(UNDER_REVIEW))
        .options(*TO_JUDGE).order_by(Case.tier, Case.due_on, Case.number)))
