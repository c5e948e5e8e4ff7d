"""What everybody who follows a meeting sees, and the state that changes whenever it does."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tumorboard.models import Attendance, Board, Discussion, Docket, DocketItem, Meeting, Recommendation
from tumorboard.queries import dockets


def state(session: Session, board: Board, local_date: Any) -> tuple[Any, ...] | None:
    """Give what changes whenever the live pages of this meeting do, in one query; None where there is no meeting."""
    rows = (select(func.sum(Discussion.version)).where(Discussion.meeting_id == Meeting.id).correlate(Meeting)
            .scalar_subquery())
    begun: Any = (select(func.max(Discussion.opened_at)).where(Discussion.meeting_id == Meeting.id)
                  .correlate(Meeting).scalar_subquery())
    texts = (select(func.sum(Recommendation.version)).join(Recommendation.discussion)
             .where(Discussion.meeting_id == Meeting.id).correlate(Meeting).scalar_subquery())
    here = (select(func.sum(Attendance.version)).where(Attendance.meeting_id == Meeting.id).correlate(Meeting)
            .scalar_subquery())
    row = session.execute(select(Meeting.version, Meeting.status, rows, begun, texts, here).where(
        Meeting.board_id == board.id, Meeting.local_date == local_date)).first()
    return tuple(row) if row else None


def people(session: Session, meeting_id: UUID) -> dict[UUID, list[str]]:
    """Give by case the members whom the newest published docket places on it."""
    number = dockets.last_revision(session, meeting_id)
    found = session.execute(select(DocketItem.case_id, DocketItem.people).join(
        Docket, Docket.id == DocketItem.docket_id).where(
        Docket.meeting_id == meeting_id, Docket.revision == number))
    return {case_id: list(names) for case_id, names in found}
