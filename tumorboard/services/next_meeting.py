"""A meeting and the one after it, as people call their days."""

from sqlalchemy.orm import Session

from tumorboard.domain.lanes import Week
from tumorboard.domain.times import weekday
from tumorboard.models import Board, Meeting
from tumorboard.queries import room


def week_of(session: Session, board: Board, meeting: Meeting) -> Week:
    """Name the meeting and the next one that will be held."""
    later = room.later(session, board, meeting)
    return Week(meeting.status, weekday(meeting.local_date),
                weekday(later[0].local_date) if later else "the next meeting")
