"""The order of a running meeting: a case is taken next, or put off to the end; what was discussed stays."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from tumorboard.domain import pace
from tumorboard.domain.errors import MoveRefused
from tumorboard.models import Discussion, Meeting, Member
from tumorboard.queries import discussions
from tumorboard.services import meeting_room
from tumorboard.services.record import record
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus


def promote(session: Session, meeting: Meeting, discussion: Discussion, *, by: Member, now: datetime) -> None:
    """Take a case next."""
    waiting = _waiting(session, meeting, discussion)
    _put(waiting, [discussion, *(each for each in waiting if each is not discussion)])
    _note(session, meeting, discussion, "discussion.promoted", by, now)


def skip(session: Session, meeting: Meeting, discussion: Discussion, *, by: Member, now: datetime) -> None:
    """Put a case off to the end of the meeting."""
    waiting = _waiting(session, meeting, discussion)
    _put(waiting, [*(each for each in waiting if each is not discussion), discussion])
    _note(session, meeting, discussion, "discussion.skipped", by, now)


def put_off(session: Session, meeting: Meeting, discussion: Discussion, *, by: Member, now: datetime) -> None:
    """Put the case at hand off to the end: whoever is needed is not here yet. Its clock stops; others go first."""
    meeting_room.put_back(session, discussion, by=by, now=now)
    if len(_waiting(session, meeting, discussion)) == 1:
        raise MoveRefused("No other case waits, so this one cannot be put off. If it is not discussed, say that it "
                          "was not reached.")
    skip(session, meeting, discussion, by=by, now=now)


def _waiting(session: Session, meeting: Meeting, discussion: Discussion) -> list[Discussion]:
    """List what has not begun, in its order; only that can change places."""
    if meeting.status is not MeetingStatus.IN_SESSION:
        raise MoveRefused("The order changes in the room while the meeting is in session. Before it, use the docket.")
    found = [each for each in discussions.of(session, meeting.id)
             if each.opened_at is None and each.outcome is None and each.minutes
             and each.case.status is CaseStatus.LISTED]
    if discussion not in found:
        raise MoveRefused("This case has begun already, so it keeps its place.")
    return found


def _put(before: Sequence[Discussion], after: Sequence[Discussion]) -> None:
    """Give the places of the waiting cases out anew, with the times that follow."""
    places = [each.position for each in before]
    starts = pace.retimed([(each.start_min, each.minutes) for each in before], [before.index(each) for each in after])
    for each, place, start in zip(after, places, starts, strict=True):
        if (each.position, each.start_min) != (place, start):
            each.position, each.start_min, each.version = place, start, each.version + 1


def _note(session: Session, meeting: Meeting, discussion: Discussion, kind: str, by: Member, now: datetime) -> None:
    """Leave the event, and let every screen know."""
    meeting.version += 1
    record(session, discussion.case, kind, by=by, at=now)
    session.flush()
