"""When one member is needed at one meeting."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from tumorboard.models import Board, Docket, DocketBlock, DocketItem, Meeting
from tumorboard.vocabulary.workflow import MeetingStatus

NOT_HELD = (MeetingStatus.SKIPPED, MeetingStatus.MOVED)


@dataclass(frozen=True, slots=True)
class Needed:
    """From when until when, at which meeting, by which revision; 0 is a docket that is not published."""

    meeting_id: UUID
    revision: int
    starts_at: datetime
    ends_at: datetime


def by(session: Session, board: Board, on: date, member_id: UUID, *, stays: bool) -> Needed | None:
    """Give the block of a member by the newest revision, or by the provisional docket before there is one.

    Who stays the whole meeting is needed until its last case ends.
    """
    row = session.execute(
        select(Meeting, Docket, DocketBlock)
        .join(Docket, Docket.meeting_id == Meeting.id)
        .outerjoin(DocketBlock, and_(DocketBlock.docket_id == Docket.id, DocketBlock.member_id == member_id))
        .where(Meeting.board_id == board.id, Meeting.local_date == on, Meeting.status.not_in(NOT_HELD))
        .order_by(func.coalesce(Docket.revision, 0).desc(), Docket.build.desc()).limit(1)).first()
    if row is None:
        return None
    meeting, docket, block = row
    begins, ends = (block.from_min, block.to_min) if block else (0, _ends(session, docket) if stays else 0)
    if not ends:
        return None
    return Needed(meeting.id, docket.revision or 0, meeting.starts_at + timedelta(minutes=begins),
                  meeting.starts_at + timedelta(minutes=ends))


def _ends(session: Session, docket: Docket) -> int:
    """Tell when the last case ends, in minutes after the start; 0 where there is none."""
    return session.scalar(select(func.max(DocketItem.start_min + DocketItem.minutes)).where(
        DocketItem.docket_id == docket.id)) or 0
