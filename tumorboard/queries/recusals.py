"""Who stepped out of which case of a meeting."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tumorboard.models import Discussion, Member, Recusal


def of(session: Session, discussion_id: UUID) -> list[Recusal]:
    """List who stepped out of a case, the first one first."""
    return list(session.scalars(select(Recusal).where(Recusal.discussion_id == discussion_id)
                                .options(joinedload(Recusal.member).selectinload(Member.specialty_rows))
                                .order_by(Recusal.at, Recusal.id)))


def of_meeting(session: Session, meeting_id: UUID) -> dict[UUID, list[Recusal]]:
    """List by discussion who stepped out of each case of a meeting."""
    found: dict[UUID, list[Recusal]] = {}
    for row in session.scalars(
            select(Recusal).join(Discussion, Discussion.id == Recusal.discussion_id)
            .where(Discussion.meeting_id == meeting_id).options(joinedload(Recusal.member))
            .order_by(Recusal.at, Recusal.id)):
        found.setdefault(row.discussion_id, []).append(row)
    return found


def own(session: Session, discussion_id: UUID, member_id: UUID) -> Recusal | None:
    """Give the stepping out of one member from a case; None where they take part."""
    return session.scalar(select(Recusal).where(Recusal.discussion_id == discussion_id,
                                                Recusal.member_id == member_id))
