"""Changing the calendar: skipping a meeting, holding it after all, making it longer; the board's own days."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tumorboard.domain import meeting_flow
from tumorboard.domain.errors import AnswerRefused, MoveRefused
from tumorboard.domain.times import weekday
from tumorboard.models import Board, BoardHoliday, Meeting, Member
from tumorboard.queries import meetings
from tumorboard.services import notices, placing_meetings
from tumorboard.services.checking import expect_version
from tumorboard.services.record import record
from tumorboard.vocabulary.workflow import MeetingStatus

MOST = 200
MOST_NAME = 120
NOT_FROZEN = (MeetingStatus.PLANNED, MeetingStatus.OPEN)


def skip(session: Session, meeting: Meeting, reason: str, *, seen: int, by: Member, now: datetime) -> Meeting:
    """Call a meeting off with a reason; cases that it might have heard stay in the pool for the next one."""
    expect_version(meeting, seen, "this meeting")
    status = meeting_flow.move(meeting.status, "skip")
    words = reason.strip()
    if not words or len(words) > MOST:
        raise AnswerRefused({"reason": f"Say why in a few words (at most {MOST} characters), like Thanksgiving."})
    meeting.status, meeting.skip_reason = status, words
    record(session, meeting, "meeting.skipped", by=by, at=now)
    session.flush()
    notices.meeting_called_off(session, meeting, by=by, now=now)
    return meeting


def reinstate(session: Session, meeting: Meeting, *, seen: int, by: Member, now: datetime) -> Meeting:
    """Hold a skipped meeting after all, or a moved one on its old date, as long as its time has not come."""
    expect_version(meeting, seen, "this meeting")
    status = meeting_flow.move(meeting.status, "reinstate")
    if meeting.starts_at <= now:
        raise MoveRefused("The time of this meeting has passed, so it stays skipped.")
    board = session.get_one(Board, meeting.board_id)
    other = _moved_to(session, board, meeting)
    try:
        placing_meetings.expect_free(session, board, meeting, {other.id} if other else ())
    except AnswerRefused as problem:
        raise MoveRefused(problem.message) from problem
    meeting.status, meeting.skip_reason = status, None
    meeting.moved_to_on, meeting.moved_reason = None, None
    if other is not None:
        other.status = meeting_flow.move(other.status, "skip")
        other.skip_reason = f"Moved back to {weekday(meeting.local_date)}"
        record(session, other, "meeting.skipped", by=by, at=now)
        placing_meetings.follow(session, other, meeting, by=by, now=now)
    record(session, meeting, "meeting.reinstated", by=by, at=now)
    session.flush()
    notices.meeting_held_after_all(session, meeting, by=by, now=now)
    return meeting


def change_minutes(session: Session, meeting: Meeting, minutes: int, *, seen: int, by: Member, now: datetime
                   ) -> Meeting:
    """Make one meeting longer or shorter, before its docket is frozen."""
    expect_version(meeting, seen, "this meeting")
    if meeting.status not in NOT_FROZEN:
        raise MoveRefused("The docket of this meeting is fixed, so its length stays.")
    problems = placing_meetings.minutes_problem(minutes, meeting.reserve_minutes)
    if problems:
        raise AnswerRefused(problems)
    before, meeting.minutes = meeting.minutes, minutes
    record(session, meeting, "meeting.minutes_changed", by=by, at=now, before=before, minutes=minutes)
    session.flush()
    return meeting


def add_day(session: Session, board: Board, day: date | None, name: str, *, by: Member, now: datetime) -> BoardHoliday:
    """Enter a day on which this board would rather not meet; its meeting is pointed out, not skipped."""
    problems, words = {}, name.strip()
    if day is None or day < now.astimezone(board.tz).date():
        problems["day"] = "Enter a day that lies ahead, for example 2026-12-25."
    elif session.scalar(select(BoardHoliday.id).where(BoardHoliday.board_id == board.id, BoardHoliday.day == day)):
        problems["day"] = f"{weekday(day)} is entered already."
    if not 0 < len(words) <= MOST_NAME:
        problems["name"] = f"Name the day in at most {MOST_NAME} characters, like Department retreat."
    if problems or day is None:
        raise AnswerRefused(problems)
    row = BoardHoliday(board_id=board.id, day=day, name=words)
    session.add(row)
    record(session, by, "board.day_added", by=by, at=now, day=day.isoformat())
    session.flush()
    return row


def remove_day(session: Session, row: BoardHoliday, *, by: Member, now: datetime) -> None:
    """Take one of the board's own days out again."""
    session.delete(row)
    record(session, by, "board.day_removed", by=by, at=now, day=row.day.isoformat())
    session.flush()


def _moved_to(session: Session, board: Board, meeting: Meeting) -> Meeting | None:
    """Give the meeting that stands for a moved one; raise MoveRefused where it is too late to move it back."""
    if meeting.moved_to_on is None:
        return None
    other = meetings.on(session, board, meeting.moved_to_on)
    if meeting.frozen_at is not None or other.status not in NOT_FROZEN:
        raise MoveRefused("A docket of this meeting was fixed already. Move the other meeting, or skip it.")
    return other
