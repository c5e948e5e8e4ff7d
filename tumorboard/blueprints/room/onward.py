"""On to the next case: its clock starts when the one before it is done with."""

from datetime import datetime
from typing import Any

from tumorboard.blueprints.room import cards
from tumorboard.queries import discussions
from tumorboard.services import meeting_room
from tumorboard.vocabulary.workflow import Lane


def begin_next(session: Any, meeting: Any, position: int, *, by: Any, now: datetime) -> Any:
    """Start the clock of the next case after a place, and give it; what is only listed needs none."""
    after = cards.following(discussions.of(session, meeting.id), position)
    if after is not None and after.case.lane is Lane.DISCUSS:
        meeting_room.open_case(session, discussions.get(session, meeting.id, after.case_id), by=by, now=now)
    return after
