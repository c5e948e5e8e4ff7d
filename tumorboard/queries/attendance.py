"""Who was noted at a meeting, with seats and names."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tumorboard.models import Attendance, Member


def of(session: Session, meeting_id: UUID) -> list[Attendance]:
    """List everybody who was noted, with their seats, in the order of coming."""
    return list(session.scalars(
        select(Attendance).where(Attendance.meeting_id == meeting_id)
        .options(joinedload(Attendance.member).selectinload(Member.specialty_rows))
        .order_by(Attendance.arrived_at, Attendance.id)))


def present(session: Session, meeting_id: UUID) -> list[Attendance]:
    """List who is in the room or on the video now."""
    return [each for each in of(session, meeting_id) if each.left_at is None]


def attended(session: Session, meeting_id: UUID) -> list[UUID]:
    """List the members who were noted at any time."""
    return list(session.scalars(select(Attendance.member_id).where(
        Attendance.meeting_id == meeting_id, Attendance.member_id.is_not(None)).distinct()))


def names(session: Session, member_ids: Collection[UUID | None]) -> dict[UUID | None, str]:
    """Map members to their names."""
    rows = session.execute(select(Member.id, Member.name).where(Member.id.in_([each for each in member_ids if each])))
    return {member_id: name for member_id, name in rows}
