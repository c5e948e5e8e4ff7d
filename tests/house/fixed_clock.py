"""The pages of a test's board believe that it is NOW, whenever the tests run: by the clock of a demo."""

import math

from sqlalchemy.orm import Session

from tests.factories import NOW
from tumorboard import clock
from tumorboard.models import Board, DemoClock

# By the clock of the machine, which sessions and heartbeats live by.
REAL = clock.real_now()


def set_clock(session: Session, board: Board) -> None:
    """Let the board's clock run so far ahead, or behind, that it shows NOW: the first second of a minute."""
    ahead = math.ceil((NOW - clock.real_now()).total_seconds())
    session.add(DemoClock(board_id=board.id, ahead_seconds=ahead))
