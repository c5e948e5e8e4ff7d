"""The board's own days without a meeting."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tumorboard.domain.errors import NotFound
from tumorboard.models import Board, BoardHoliday


def ahead(session: Session, board: Board, from_date: date) -> list[BoardHoliday]:
    """List the board's own days from a date on."""
    return list(session.scalars(
        select(BoardHoliday).where(BoardHoliday.board_id == board.id, BoardHoliday.day >= from_date)
        .order_by(BoardHoliday.day)))


def get(session: Session, board: Board, holiday_id: UUID) -> BoardHoliday:
    """Give one of the board's own days; raise NotFound."""
    found = session.get(BoardHoliday, holiday_id)
    if found is None or found.board_id != board.id:
        raise NotFound("day")
    return found
