"""The blueprint of the room, and the meeting behind an address."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from flask import Blueprint, url_for

from tumorboard.db import db, transaction
from tumorboard.queries import discussions, meetings
from tumorboard.web.context import current_board
from tumorboard.web.day_address import read_date

bp = Blueprint("room", __name__, url_prefix="/meetings/<local_date>/room")


def meeting_on(session: Any, local_date: str) -> Any:
    """Give the meeting of a date."""
    return meetings.on(session, current_board(), read_date(local_date))


@contextmanager
def changing(local_date: str, case_id: UUID) -> Iterator[tuple[Any, Any]]:
    """Give the session of a transaction that has the meeting to itself, and the discussion of the case in it."""
    meeting_id = meeting_on(db.session(), local_date).id
    with transaction() as session:
        meetings.locked(session, meeting_id)
        yield session, discussions.get(session, meeting_id, case_id)


def way_to(meeting: Any, discussion: Any) -> str:
    """Give the address of a case of this meeting, or of closing where none is left."""
    on = meeting.local_date.isoformat()
    if discussion is None:
        return url_for("room.closing", local_date=on)
    return url_for("room.case", local_date=on, case_id=discussion.case_id)
