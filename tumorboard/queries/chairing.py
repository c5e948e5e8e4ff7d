"""Who is named chair of a meeting."""

from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from tumorboard.domain.meeting_flow import UNFINISHED
from tumorboard.models import Discussion, Meeting, Recommendation


def is_named_chair(session: Session, member_id: UUID) -> bool:
    """Tell whether a member is named chair of a meeting that is under way, or whose records still wait to be signed."""
    unsigned = exists().where(Discussion.meeting_id == Meeting.id, Recommendation.discussion_id == Discussion.id,
                              Recommendation.signed_at.is_(None))
    found = session.scalar(select(Meeting.id).where(
        Meeting.chair_id == member_id, or_(Meeting.status.in_(UNFINISHED), unsigned)).limit(1))
    return found is not None
