"""Meetings of a board: by date, the coming ones, and who answered for them."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tumorboard.domain.errors import NotFound
from tumorboard.domain.meeting_flow import UNFINISHED
from tumorboard.models import Availability, Board, Meeting
from tumorboard.vocabulary.workflow import MeetingStatus


def on(session: Session, board: Board, local_date: date) -> Meeting:
    """Give the meeting of a date; raise NotFound."""
    found = session.scalar(
        select(Meeting).where(Meeting.board_id == board.id, Meeting.local_date == local_date)
        .options(joinedload(Meeting.chair)))
    if found is None:
        raise NotFound("meeting")
    return found


def get(session: Session, meeting_id: UUID) -> Meeting:
    """Give a meeting by its id."""
    return session.scalars(select(Meeting).where(Meeting.id == meeting_id).options(joinedload(Meeting.chair))).one()


def locked(session: Session, meeting_id: UUID) -> Meeting:
    """Give a meeting that nobody else may write until this transaction ends."""
    return session.scalars(
        select(Meeting).where(Meeting.id == meeting_id).with_for_update().execution_options(populate_existing=True)
    ).one()


def unfinished(session: Session, board: Board) -> list[Meeting]:
    """List the meetings that are neither closed nor skipped, in the order of their dates."""
    done = (MeetingStatus.CLOSED, MeetingStatus.SKIPPED, MeetingStatus.MOVED)
    return list(session.scalars(
        select(Meeting).where(Meeting.board_id == board.id, Meeting.status.not_in(done))
        .options(joinedload(Meeting.chair)).order_by(Meeting.local_date)))


def coming(session: Session, board: Board) -> Meeting | None:
    """Give the meeting that is being prepared or held; the latest begun where an older one was left open."""
    begun = [each for each in unfinished(session, board) if each.status in UNFINISHED]
    if begun:
        return begun[-1]
    planned = unfinished(session, board)
    return planned[0] if planned else None


def left_open(session: Session, board: Board, coming_one: Meeting) -> list[Meeting]:
    """List earlier meetings that were published but never closed."""
    return [each for each in unfinished(session, board) if each.local_date < coming_one.local_date]


def after(session: Session, board: Board, from_date: date, limit: int) -> list[Meeting]:
    """List the next meetings from a date on, skipped ones included."""
    return list(session.scalars(
        select(Meeting).where(Meeting.board_id == board.id, Meeting.local_date >= from_date)
        .order_by(Meeting.local_date).limit(limit)))


def past(session: Session, board: Board, before: date, limit: int) -> list[Meeting]:
    """List earlier meetings, the latest first."""
    return list(session.scalars(
        select(Meeting).where(Meeting.board_id == board.id, Meeting.local_date < before)
        .options(joinedload(Meeting.chair)).order_by(Meeting.local_date.desc()).limit(limit)))


def held_around(session: Session, board: Board, on: date, days: int) -> list[Meeting]:
    """List the meetings that were or will be held within so many days of a date, that of the date included."""
    off = (MeetingStatus.SKIPPED, MeetingStatus.MOVED)
    return list(session.scalars(
        select(Meeting).where(Meeting.board_id == board.id, Meeting.local_date >= on - timedelta(days=days),
                              Meeting.local_date <= on + timedelta(days=days),
                              (Meeting.status.not_in(off)) | (Meeting.local_date == on))
        .order_by(Meeting.local_date)))


def dates(session: Session, board: Board) -> set[date]:
    """List every date that has a meeting row, whatever its state."""
    return set(session.scalars(select(Meeting.local_date).where(Meeting.board_id == board.id)))


def answers(session: Session, meeting_ids: Collection[UUID]) -> list[Availability]:
    """List every answer for these meetings."""
    return list(session.scalars(select(Availability).where(Availability.meeting_id.in_(meeting_ids))))
