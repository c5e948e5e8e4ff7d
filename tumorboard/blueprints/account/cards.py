"""What the pages of the door and of one's own account show."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tumorboard.domain import calendar
from tumorboard.services import founding


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One place where the member is signed in."""

    id: UUID
    begun_at: datetime
    seen_at: datetime
    is_this: bool


def next_times(board: Any, now: datetime) -> calendar.Times:
    """Give the times of the next meeting by the calendar alone, while none is planned yet."""
    rhythm = founding.rhythm(board)
    coming = (calendar.times(on, rhythm) for on in calendar.coming_dates(now, rhythm, 2))
    return next(times for times in coming if times.starts_at > now)


def open_sessions(rows: list[Any], this_id: UUID, *, ahead: timedelta) -> list[OpenSession]:
    """List where the member is signed in, this browser first, in the time of the board, which a demo runs ahead."""
    found = [OpenSession(row.id, row.created_at + ahead, row.last_seen_at + ahead, row.id == this_id) for row in rows]
    return sorted(found, key=lambda each: not each.is_this)
