"""Who sits on the board, who deputizes and who answered for the coming meetings."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from tumorboard.models import Availability, Board, Docket, DocketItem, Meeting, Member
from tumorboard.queries.members import WITH_SEATS
from tumorboard.vocabulary.workflow import MeetingStatus

NOT_HELD = (MeetingStatus.SKIPPED, MeetingStatus.MOVED)


def by_username(session: Session, board: Board) -> dict[str, Member]:
    """Map every user name in small letters to its member, system members included."""
    found = session.scalars(select(Member).where(Member.board_id == board.id).options(*WITH_SEATS))
    return {member.username.lower(): member for member in found}


def next_meeting(session: Session, board: Board, now: datetime) -> Meeting | None:
    """Give the next meeting that has not begun and will be held, if one is planned."""
    return session.scalars(
        select(Meeting).where(Meeting.board_id == board.id, Meeting.starts_at > now, Meeting.status.not_in(NOT_HELD))
        .order_by(Meeting.starts_at).limit(1)).first()


@dataclass(slots=True)
class Load:
    """How many cases a meeting's newest docket has, and how many of them need each seat."""

    cases: int = 0
    needs: Counter[str] = field(default_factory=Counter)


def loads(session: Session, meeting_ids: Collection[UUID]) -> dict[UUID, Load]:
    """Count the docketed cases of meetings and the seats that these need, in one read."""
    newest = (select(Docket.meeting_id, func.max(Docket.build).label("build"))
              .where(Docket.meeting_id.in_(meeting_ids)).group_by(Docket.meeting_id).subquery())
    rows = session.execute(
        select(Docket.meeting_id, DocketItem.needs)
        .join(newest, and_(newest.c.meeting_id == Docket.meeting_id, newest.c.build == Docket.build))
        .join(DocketItem, DocketItem.docket_id == Docket.id))
    found = {meeting_id: Load() for meeting_id in meeting_ids}
    for meeting_id, needs in rows:
        found[meeting_id].cases += 1
        found[meeting_id].needs.update(needs)
    return found


def answer_of(session: Session, meeting: Meeting, member_id: UUID) -> Availability | None:
    """Give what a member answered for a meeting; None where they have not."""
    return session.scalar(
        select(Availability).where(Availability.meeting_id == meeting.id, Availability.member_id == member_id))
