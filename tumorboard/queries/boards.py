"""The board, its clock and the scheduler's sign of life."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tumorboard.models import Board, DemoClock, Heartbeat


def find_with_clock(session: Session) -> tuple[Board, int | None] | None:
    """Give the board and, on a demo database, how far its clock runs ahead in seconds."""
    row = session.execute(select(Board, DemoClock.ahead_seconds).outerjoin(DemoClock)).first()
    return (row[0], row[1]) if row else None


def demo_reference(session: Session, board: Board) -> str | None:
    """Give the Friday around which a demo was built; None on a real database."""
    return session.scalar(select(DemoClock.reference_on).where(DemoClock.board_id == board.id))


def last_tick(session: Session, board: Board) -> datetime | None:
    """Tell when the scheduler last ticked, in real time."""
    return session.scalar(select(Heartbeat.ticked_at).where(Heartbeat.board_id == board.id))
