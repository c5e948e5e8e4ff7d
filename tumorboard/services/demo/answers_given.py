"""Who of the fictional board said that they come."""

from collections.abc import Mapping, Sequence
from datetime import time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from tumorboard.models import Availability, Board, Member
from tumorboard.queries import meetings
from tumorboard.services.demo.days import Days
from tumorboard.vocabulary.people import Answer


def load(session: Session, board: Board, people: Mapping[str, Member], rows: Sequence[Mapping[str, Any]], days: Days
         ) -> None:
    """Store every answer of the data for the meetings that are planned."""
    planned = {each.local_date: each for each in meetings.after(session, board, days.reference, 12)}
    for row in rows:
        meeting = planned.get(days.day(row["day"]))
        if meeting is None:
            continue
        session.add(Availability(
            meeting_id=meeting.id, member_id=people[row["person"]].id, answer=Answer(row["status"]),
            deputy_id=people[row["deputy"]].id if row.get("deputy") else None, from_time=_time(row.get("from_time")),
            until_time=_time(row.get("until_time")), answered_at=meeting.freeze_at - timedelta(days=3)))
    session.flush()


def _time(text: str | None) -> time | None:
    """Read a local time."""
    return time.fromisoformat(text) if text else None
