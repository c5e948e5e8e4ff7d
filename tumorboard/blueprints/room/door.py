"""The blueprint of the room, and the meeting behind an address."""

from typing import Any

from flask import Blueprint, url_for

from tumorboard.queries import meetings
from tumorboard.web.context import current_board
from tumorboard.web.day_address import read_date

bp = Blueprint("room", __name__, url_prefix="/meetings/<local_date>/room")


def meeting_on(session: Any, local_date: str) -> Any:
    """Give the meeting of a date."""
    return meetings.on(session, current_board(), read_date(local_date))


def way_to(meeting: Any, discussion: Any) -> str:
    """Give the address of a case of this meeting, or of closing where none is left."""
    on = meeting.local_date.isoformat()
    if discussion is None:
        return url_for("room.closing", local_date=on)
    return url_for("room.case", local_date=on, case_id=discussion.case_id)
