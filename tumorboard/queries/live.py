"""What everybody who follows a meeting sees, and the state that changes whenever it does."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, String, bindparam, func, select, type_coerce
from sqlalchemy.orm import Session

from tumorboard.models import (
    Attendance,
    Board,
    DemoClock,
    Discussion,
    Docket,
    DocketItem,
    Meeting,
    Member,
    MemberRole,
    Recommendation,
    SignIn,
)
from tumorboard.queries import dockets, members
from tumorboard.vocabulary.people import Role


def _sum(of: Any, *where: Any) -> Any:
    """Add up what grows with every change of a meeting's rows."""
    return select(func.sum(of)).where(*where).correlate(Meeting).scalar_subquery()


# Asked by sixty scripts every two seconds, so both statements are put together once.
MOVES = (
    Meeting.id, Meeting.version, Meeting.status,
    _sum(Discussion.version, Discussion.meeting_id == Meeting.id),
    select(func.max(Discussion.opened_at)).where(Discussion.meeting_id == Meeting.id).correlate(Meeting)
    .scalar_subquery(),
    _sum(Recommendation.version, Recommendation.discussion_id == Discussion.id, Discussion.meeting_id == Meeting.id),
    _sum(Attendance.version, Attendance.meeting_id == Meeting.id),
)
STATE = select(*MOVES).where(Meeting.board_id == bindparam("board"), Meeting.local_date == bindparam("on"))
BEGUN = (SignIn.session_version, SignIn.created_at, SignIn.last_seen_at)
ROLES = select(func.aggregate_strings(type_coerce(MemberRole.role, String), " ")).where(
    MemberRole.member_id == Member.id).correlate(Member).scalar_subquery()
FOLLOWER = (
    select(*BEGUN, Member.session_version, Member.id, ROLES, DemoClock.ahead_seconds, *MOVES)
    .join_from(SignIn, Member, SignIn.member_id == Member.id)
    .join(Meeting, Meeting.board_id == Member.board_id).outerjoin(DemoClock, DemoClock.board_id == Member.board_id)
    .where(SignIn.token_hash == bindparam("hash_"), *members.NOT_ENDED, Meeting.local_date == bindparam("on")))


class SignedIn(NamedTuple):
    """As much of a session as tells whether it still counts."""

    session_version: int
    created_at: datetime
    last_seen_at: datetime


class Follower(NamedTuple):
    """Somebody who follows a meeting: by which session, in which roles, and the state that the meeting is in.

    `ahead` is how many seconds a demo's clock runs ahead.
    """

    sign_in: SignedIn
    version_now: int
    member_id: UUID
    roles: frozenset[Role]
    ahead: int
    state: tuple[Any, ...]


def state(session: Session, board: Board, local_date: date) -> tuple[Any, ...] | None:
    """Give what changes whenever the live pages of this meeting do, in one query; None where there is no meeting."""
    row = session.execute(STATE, {"board": board.id, "on": local_date}).first()
    return tuple(row) if row else None


def follower(connection: Connection, token_hash: str, local_date: date) -> Follower | None:
    """Give who follows a meeting by a session, and its state, in one query that loads no object; None where none is."""
    row = connection.execute(FOLLOWER, {"hash_": token_hash, "on": local_date}).first()
    if row is None:
        return None
    roles = frozenset(Role(each) for each in (row[5] or "").split())
    return Follower(SignedIn(*row[:3]), row[3], row[4], roles, row[6] or 0, tuple(row[7:]))


def people(session: Session, meeting_id: UUID) -> dict[UUID, list[str]]:
    """Give by case the members whom the newest published docket places on it."""
    number = dockets.last_revision(session, meeting_id)
    found = session.execute(select(DocketItem.case_id, DocketItem.people).join(
        Docket, Docket.id == DocketItem.docket_id).where(
        Docket.meeting_id == meeting_id, Docket.revision == number))
    return {case_id: list(names) for case_id, names in found}
