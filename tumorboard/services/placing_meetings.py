"""Placing a meeting on another date, or an extra one beside the weekly ones."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from tumorboard.domain import calendar, case_flow, meeting_flow
from tumorboard.domain.calendar import EARLIEST, LATEST, Times
from tumorboard.domain.errors import AnswerRefused
from tumorboard.domain.times import clock_time, weekday
from tumorboard.models import Board, Case, Meeting, Member
from tumorboard.queries import dockets, meetings
from tumorboard.services import appraising, board_policy, docketing, notices
from tumorboard.services.checking import expect_version
from tumorboard.services.founding import rhythm
from tumorboard.services.record import record
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus

LEAST_MINUTES, MOST_MINUTES = 15, 150
MOST_WORDS = 200
FARTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Place:
    """When a meeting is to be held: its day and start, and how many days before its cut-off lies."""

    day: date
    starts: time
    cutoff_days_before: int


@dataclass(frozen=True, slots=True)
class Moving:
    """Where a meeting is to go and why, and the version of it that the writer saw."""

    to: Place
    reason: str
    seen: int


def move(session: Session, meeting: Meeting, wanted: Moving, *, by: Member, now: datetime) -> Meeting:
    """Hold a meeting on another date; its cases follow, a published docket goes back to the pool ahead of the others.

    The old row stays and says where the meeting went. A cut-off that would have passed is taken at once.
    """
    expect_version(meeting, wanted.seen, "this meeting")
    to, words = wanted.to, wanted.reason.strip()
    status, was = meeting_flow.move(meeting.status, "move"), meeting.status
    board = session.get_one(Board, meeting.board_id)
    times = calendar.not_before(calendar.times_at(to.day, to.starts, to.cutoff_days_before, rhythm(board)), now)
    problems = _problems(session, board, to, times, now, {meeting.id})
    if not 0 < len(words) <= MOST_WORDS:
        problems["reason"] = f"Say why in a few words (at most {MOST_WORDS} characters), like Christmas."
    if problems:
        raise AnswerRefused(problems)
    new = _row(board, to.day, times, meeting.minutes, meeting.reserve_minutes)
    new.room, new.video_link, new.chair_id, new.is_extra = (
        meeting.room, meeting.video_link, meeting.chair_id, meeting.is_extra)
    session.add(new)
    meeting.status, meeting.moved_to_on, meeting.moved_reason = status, to.day, words
    session.flush()
    record(session, new, "meeting.planned", by=by, at=now, once=f"planned {to.day}")
    record(session, meeting, "meeting.moved", by=by, at=now, to=to.day.isoformat())
    follow(session, meeting, new, by=by, now=now)
    if was is MeetingStatus.OPEN and _is_first(session, board, new):
        docketing.open_docket(session, new, by=by, now=now)
    notices.meeting_moved(session, new, meeting.starts_at, by=by, now=now)
    session.flush()
    return new


def add_extra(session: Session, board: Board, at: Place, minutes: int, *, by: Member, now: datetime) -> Meeting:
    """Plan an extra session with a cut-off and a docket of its own."""
    times = calendar.times_at(at.day, at.starts, at.cutoff_days_before, rhythm(board))
    problems = _problems(session, board, at, times, now, set())
    if not problems and times.freeze_at <= now:
        problems["day"] = (f"Its cut-off, {weekday(times.freeze_at.astimezone(board.tz).date())}, would have passed. "
                           "Choose a later day, or a cut-off fewer days before.")
    reserve = board_policy.in_force(session, board).reserve_minutes
    problems |= minutes_problem(minutes, reserve)
    if problems:
        raise AnswerRefused(problems)
    meeting = _row(board, at.day, times, minutes, reserve)
    meeting.is_extra = True
    session.add(meeting)
    session.flush()
    record(session, meeting, "meeting.extra", by=by, at=now, once=f"planned {at.day}")
    notices.meeting_added(session, meeting, by=by, now=now)
    session.flush()
    return meeting


def minutes_problem(minutes: int, reserve: int) -> dict[str, str]:
    """Say how long a meeting may be; the minutes kept for emergencies must leave some for the others."""
    least = max(LEAST_MINUTES, reserve + 1)
    if least <= minutes <= MOST_MINUTES:
        return {}
    return {"minutes": f"Enter a whole number from {least} to {MOST_MINUTES}."}


def expect_free(session: Session, board: Board, meeting: Meeting, but: Collection[UUID] = ()) -> None:
    """Raise AnswerRefused where a meeting that comes back would be in the way of another."""
    times = Times(meeting.freeze_at, meeting.publish_at, meeting.starts_at)
    found = _in_the_way(session, board, times, {meeting.id, *but})
    if found is not None:
        raise AnswerRefused({"reason": _way_words(found, board)})


def follow(session: Session, old: Meeting, new: Meeting, *, by: Member, now: datetime) -> None:
    """Let the cases go with their meeting: those promised for its date, and those on its published docket."""
    board = session.get_one(Board, old.board_id)
    values, today = board_policy.in_force(session, board).values, now.astimezone(board.tz).date()
    published = dockets.published(session, old.id)
    listed = {row.case_id for row in published.candidates} if published else set()
    for case in session.scalars(
            select(Case).where(Case.board_id == board.id, Case.status.in_(case_flow.UNDER_REVIEW))
            .where((Case.promised_on == old.local_date) | Case.id.in_(listed))
            .options(joinedload(Case.patient), selectinload(Case.needs))):
        if case.promised_on == old.local_date:
            case.promised_on = new.local_date
        if case.status is CaseStatus.LISTED and case.id in listed:
            case.status = case_flow.move(case.status, "return")
            case.times_carried_over += 1
            record(session, case, "case.carried_over", by=by, at=now, meeting=old.local_date.isoformat())
        appraising.appraise(case, case.patient, board, today, values)
    session.flush()


def _row(board: Board, day: date, times: Times, minutes: int, reserve: int) -> Meeting:
    """Make a planned meeting with its own times."""
    return Meeting(board_id=board.id, local_date=day, freeze_at=times.freeze_at, publish_at=times.publish_at,
                   starts_at=times.starts_at, minutes=minutes, reserve_minutes=reserve, room=board.room,
                   video_link=board.video_link, status=MeetingStatus.PLANNED)


def _problems(session: Session, board: Board, at: Place, times: Times, now: datetime, but: set[UUID]
              ) -> dict[str, str]:
    """Say by field why a meeting cannot be held there."""
    found = {}
    if not EARLIEST <= at.starts <= LATEST:
        found["starts"] = "Choose a time between 5:00 am and 10:00 pm, where clock changes cannot reach it."
    if not 1 <= at.cutoff_days_before <= 5:
        found["cutoff_days_before"] = "The cut-off lies one to five days before the meeting."
    if times.starts_at <= now or times.starts_at - now > FARTHEST:
        found["day"] = "Choose a day that lies ahead, within a year."
    elif at.day in meetings.dates(session, board):
        found["day"] = f"{weekday(at.day)} is taken by another meeting, held or not. Choose another day."
    elif (crossed := _in_the_way(session, board, times, but)) is not None:
        found["day"] = _way_words(crossed, board)
    return found


def _in_the_way(session: Session, board: Board, times: Times, but: set[UUID]) -> Meeting | None:
    """Find a meeting between whose cut-off and end this one would fall, or the other way round."""
    return next((each for each in meetings.unfinished(session, board) if each.id not in but and calendar.overlap(
        times, Times(each.freeze_at, each.publish_at, each.starts_at))), None)


def _way_words(other: Meeting, board: Board) -> str:
    """Name the other meeting, and when it is not prepared or held."""
    at = other.freeze_at.astimezone(board.tz)
    return (f"This is too close to the meeting on {weekday(other.local_date)}, whose cut-off is {weekday(at.date())}, "
            f"{clock_time(at)}. Be over five hours before that, or have the cut-off after that meeting.")


def _is_first(session: Session, board: Board, meeting: Meeting) -> bool:
    """Tell whether this is the next meeting to be worked on."""
    return meetings.unfinished(session, board)[0].id == meeting.id
