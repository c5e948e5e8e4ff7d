"""The blueprint of the room, and the meeting behind an address."""

from datetime import date
from typing import Any

from flask import Blueprint, url_for

from tumorboard.domain.errors import NotFound
from tumorboard.queries import meetings
from tumorboard.web.context import current_board

bp = Blueprint("room", __name__, url_prefix="/meetings/<local_date>/room")


def read_date(local_date: str) -> date:
    """Read the date of an address, written as 2026-11-20; any other writing is no address."""
    try:
        on = date.fromisoformat(local_date)
    except ValueError:
        raise NotFound("meeting") from None
    if on.isoformat() != local_date:
        raise NotFound("meeting")
    return on


def meeting_on(session: Any, local_date: str) -> Any:
    """Give the meeting of a date."""
    return meetings.on(session, current_board(), read_date(local_date))


def way_to(meeting: Any, discussion: Any) -> str:
    """Give the address of a case of this meeting, or of closing where none is left."""
    on = meeting.local_date.isoformat()
    if discussion is None:
        return url_for("room.closing", local_date=on)
    return url_for("room.case", local_date=on, case_id=discussion.case_id)
