"""Skipping a meeting, and reinstating one."""

from datetime import datetime

from sqlalchemy.orm import Session

from tumorboard.domain import meeting_flow
from tumorboard.domain.errors import AnswerRefused, MoveRefused
from tumorboard.models import Meeting, Member
from tumorboard.services.checking import expect_version
from tumorboard.services.record import record

MOST = 200


def skip(session: Session, meeting: Meeting, reason: str, *, seen: int, by: Member, now: datetime) -> Meeting:
    """Call a meeting off with a reason; cases that it might have heard stay in the pool for the next one."""
    expect_version(meeting, seen, "this meeting")
    status = meeting_flow.move(meeting.status, "skip")
    words = reason.strip()
    if not words or len(words) > MOST:
        raise AnswerRefused({"reason": f"Say why in a few words (at most {MOST} characters), like Thanksgiving."})
    meeting.status, meeting.skip_reason = status, words
    record(session, meeting, "meeting.skipped", by=by, at=now)
    session.flush()
    return meeting


def reinstate(session: Session, meeting: Meeting, *, seen: int, by: Member, now: datetime) -> Meeting:
    """Hold a skipped meeting after all, as long as its time has not come."""
    expect_version(meeting, seen, "this meeting")
    status = meeting_flow.move(meeting.status, "reinstate")
    if meeting.starts_at <= now:
        raise MoveRefused("The time of this meeting has passed, so it stays skipped.")
    meeting.status, meeting.skip_reason = status, None
    record(session, meeting, "meeting.reinstated", by=by, at=now)
    session.flush()
    return meeting
