"""What everybody who follows a meeting sees, and the state that changes whenever it does."""

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from tumorboard.models import Attendance, Board, Discussion, Docket, DocketItem, Meeting, Recommendation
from tumorboard.queries import dockets


def _sum(of: Any, *where: Any) -> Any:
    """Add up what grows with every change of a meeting's rows."""
    return select(func.sum(of)).where(*where).correlate(Meeting).scalar_subquery()


# Asked by sixty scripts every two seconds, so put together once.
STATE = select(
    Meeting.id, Meeting.version, Meeting.status,
    _sum(Discussion.version, Discussion.meeting_id == Meeting.id),
    select(func.max(Discussion.opened_at)).where(Discussion.meeting_id == Meeting.id).correlate(Meeting)
    .scalar_subquery(),
    _sum(Recommendation.version, Recommendation.discussion_id == Discussion.id, Discussion.meeting_id == Meeting.id),
    _sum(Attendance.version, Attendance.meeting_id == Meeting.id),
).where(Meeting.board_id == bindparam("board"), Meeting.local_date == bindparam("on"))


def state(session: Session, board: Board, local_date: Any) -> tuple[Any, ...] | None:
    """Give what changes whenever the live pages of this meeting do, in one query; None where there is no meeting."""
    row = session.execute(STATE, {"board": board.id, "on": local_date}).first()
    return tuple(row) if row else None


def people(session: Session, meeting_id: UUID) -> dict[UUID, list[str]]:
    """Give by case the members whom the newest published docket places on it."""
    number = dockets.last_revision(session, meeting_id)
    found = session.execute(select(DocketItem.case_id, DocketItem.people).join(
        Docket, Docket.id == DocketItem.docket_id).where(
        Docket.meeting_id == meeting_id, Docket.revision == number))
    return {case_id: list(names) for case_id, names in found}
