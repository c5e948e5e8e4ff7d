"""The reminder of the day before, at most one a day for each member."""

from datetime import datetime

from tumorboard.db import reading, transaction
from tumorboard.queries import boards
from tumorboard.services import notices


def remind(now: datetime) -> int:
    """Remind who owes something tomorrow; look first, because most ticks have nothing to say."""
    with reading() as session:
        found = boards.find(session)
        if found is None or not notices.owing(session, found.board, now=now):
            return 0
    with transaction() as session:
        return notices.remind(session, found.board, now=now)
