"""Letters and minutes of the small board: some wait for their release, and one went out."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories import NOW
from tumorboard.models import PaperRelease
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import MeetingStatus


def store_released(session: Session, found: Any) -> None:
    """Queue the letter on every version and the minutes of the closed meeting; the last letter went out."""
    coordinator, held = found.members[Role.COORDINATOR].id, {each.id: each.meeting_id for each in found.discussions}
    for version in found.records:
        is_out = version is found.records[-1]
        session.add(PaperRelease(
            meeting_id=held[version.discussion_id], recommendation_id=version.id, queued_at=NOW,
            released_at=NOW if is_out else None, released_by_id=coordinator if is_out else None))
    session.add(PaperRelease(meeting_id=found.meetings[MeetingStatus.CLOSED].id, queued_at=NOW))
