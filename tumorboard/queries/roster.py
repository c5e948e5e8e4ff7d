"""Who sits on the board, who deputizes and who answered for the coming meetings."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tumorboard.models import Board, Meeting, Member
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
