"""The scheduler's sign of life."""

from datetime import datetime

from sqlalchemy.orm import Session

from tumorboard.models import Heartbeat
from tumorboard.queries import boards


def beat(session: Session, *, host: str, now: datetime) -> None:
    """Note when the scheduler ticked, in real time, so that pages can tell how long ago that was."""
    board_id = boards.lock(session)
    row = session.get(Heartbeat, board_id)
    if row is None:
        session.add(Heartbeat(board_id=board_id, ticked_at=now, host=host))
    elif row.ticked_at < now:
        row.ticked_at, row.host = now, host
    session.flush()
