"""The pages of the house's boards believe that it is NOW, whenever the tests run: by the clock of a demo."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from tests.factories import NOW
from tumorboard.models import Board, DemoClock

REAL = datetime.now(UTC)


def set_clock(session: Session, board: Board) -> None:
    """Let the board's clock run so far ahead, or behind, that it shows NOW."""
    ahead = int((NOW - REAL).total_seconds())
    session.add(DemoClock(board_id=board.id, ahead_seconds=ahead))
