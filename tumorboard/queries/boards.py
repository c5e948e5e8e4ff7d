"""The board, its clock and the scheduler's sign of life."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tumorboard.models import Board, DemoClock, Heartbeat


class Found(NamedTuple):
    """The board, how far a demo's clock runs ahead in seconds (None: no demo), and when the scheduler last ticked."""

    board: Board
    ahead: int | None
    ticked_at: datetime | None


# Asked by every request, so put together once.
FIND = select(Board, DemoClock.ahead_seconds, Heartbeat.ticked_at).outerjoin(DemoClock).outerjoin(Heartbeat)


def find(session: Session) -> Found | None:
    """Give the board of this database with its clocks; None where it holds none."""
    row = session.execute(FIND).first()
    return Found(row[0], row[1], row[2]) if row else None


def lock(session: Session) -> UUID:
    """Let nobody else plan for the board until this transaction ends, and give its id; new cases need not wait."""
    return session.scalars(select(Board.id).with_for_update(key_share=True)).one()
