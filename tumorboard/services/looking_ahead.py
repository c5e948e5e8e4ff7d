"""What a change of the calendar would mean: whose promise breaks, how long one may wait, and what would help."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tumorboard.domain import calendar, holidays, promises
from tumorboard.domain.calendar import Times
from tumorboard.domain.docket import ComingMeeting, Waiting
from tumorboard.models import Board, Case, Meeting
from tumorboard.queries import meetings, waits
from tumorboard.services import board_policy
from tumorboard.services.founding import rhythm
from tumorboard.services.placing_meetings import MOST_MINUTES
from tumorboard.vocabulary.workflow import MeetingStatus

# Five weeks after the change every routine case would have had its turn.
LOOK, NEIGHBOURS = timedelta(weeks=5), 60
WEEK = timedelta(weeks=1)
STEP_MINUTES = 15
# Where an extra session is tried first, in days from the meeting that falls out.
TRIED = (-3, -2, 3, -1, 4, -4, 5)
WORKDAYS = 5


@dataclass(frozen=True, slots=True)
class Broken:
    """A case whose due day is kept today and would be broken: when it is seen with and without the change."""

    case: Case
    before: date
    after: date | None


@dataclass(frozen=True, slots=True)
class Extra:
    """An extra session that would help, and how many promises it keeps."""

    day: date
    kept: int


@dataclass(frozen=True, slots=True)
class Longer:
    """A meeting before that would help if it had so many minutes, and how many promises that keeps."""

    meeting: Meeting
    minutes: int
    kept: int


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a change would mean."""

    broken: tuple[Broken, ...]
    wait_before: timedelta
    wait_after: timedelta
    extra: Extra | None = None
    longer: Longer | None = None


@dataclass(frozen=True, slots=True)
class _Scene:
    """The waiting cases, and the calendar with and without the change."""

    waiting: Mapping[UUID, Waiting]
    before: Sequence[ComingMeeting]
    after: Sequence[ComingMeeting]

    def broken(self) -> dict[UUID, tuple[date, date | None]]:
        """Name the promises that break."""
        return promises.broken(self.waiting, self.before, self.after)

    def kept_by(self, after: Sequence[ComingMeeting]) -> int:
        """Count the promises that another calendar keeps after all."""
        return len(self.broken()) - len(promises.broken(self.waiting, self.before, after))


def of_skip(session: Session, board: Board, meeting: Meeting, *, now: datetime) -> Prospect:
    """Look at the weeks without a meeting, and at what would keep the promises that break."""
    before = _calendar(session, board, meeting, now)
    scene = _Scene(waits.backlog(session, board, _today(board, now)), before,
                   promises.without(before, meeting.local_date))
    wait_before, wait_after = _waits(session, board, meeting, None)
    return Prospect(_named(session, scene), wait_before, wait_after, _extra(session, board, meeting, scene, now),
                    _longer(session, board, meeting, scene))


def of_move(session: Session, board: Board, meeting: Meeting, day: date, times: Times, *, now: datetime) -> Prospect:
    """Look at the weeks with a meeting on another day."""
    before = _calendar(session, board, meeting, now, day)
    cut_off_on = times.freeze_at.astimezone(board.tz).date()
    moved = [replace(each, on=day, cut_off_on=cut_off_on) if each.on == meeting.local_date else each for each in before]
    scene = _Scene(waits.backlog(session, board, _today(board, now)), before, moved)
    return Prospect(_named(session, scene), *_waits(session, board, meeting, times))


def _calendar(session: Session, board: Board, meeting: Meeting, now: datetime, other: date = date.min
              ) -> list[ComingMeeting]:
    """List the meetings from today until some weeks after the change."""
    policy = board_policy.in_force(session, board)
    return waits.coming(session, board, policy, _today(board, now), max(meeting.local_date, other) + LOOK)


def _today(board: Board, now: datetime) -> date:
    return now.astimezone(board.tz).date()


def _named(session: Session, scene: _Scene) -> tuple[Broken, ...]:
    """Give the cases whose promise breaks, the earliest due first."""
    found = scene.broken()
    rows = session.scalars(select(Case).where(Case.id.in_(found)).options(joinedload(Case.patient))
                           .order_by(Case.tier, Case.due_on, Case.number))
    return tuple(Broken(case, *found[case.id]) for case in rows)


def _waits(session: Session, board: Board, meeting: Meeting, instead: Times | None) -> tuple[timedelta, timedelta]:
    """Give the longest wait around a meeting as it stands, and with its other times, or without it."""
    around = {each.local_date: Times(each.freeze_at, each.publish_at, each.starts_at)
              for each in meetings.held_around(session, board, meeting.local_date, NEIGHBOURS)}
    on, own = meeting.local_date, Times(meeting.freeze_at, meeting.publish_at, meeting.starts_at)
    # Before the first meeting and after the last that are planned, the board keeps its week.
    before = max((day for day in around if day < on), default=on - WEEK)
    after = min((day for day in around if day > on), default=on + WEEK)
    others = [around.get(day) or calendar.times(day, rhythm(board)) for day in (before, after)]
    return calendar.longest_wait([*others, own]), calendar.longest_wait([*others, *([instead] if instead else [])])


def _extra(session: Session, board: Board, meeting: Meeting, scene: _Scene, now: datetime) -> Extra | None:
    """Find the workday near the meeting on which an extra session could be held."""
    others = [Times(each.freeze_at, each.publish_at, each.starts_at)
              for each in meetings.unfinished(session, board) if each.id != meeting.id]
    taken, week_of = meetings.dates(session, board), rhythm(board)
    for days in TRIED:
        day = meeting.local_date + timedelta(days=days)
        times = calendar.times(day, week_of)
        if day.weekday() >= WORKDAYS or day in taken or holidays.concern(day) or times.freeze_at <= now:
            continue
        if not any(calendar.overlap(times, each) for each in others):
            own = next((each for each in scene.before if each.on == meeting.local_date), None)
            room = own.minutes if own else meeting.minutes
            extra = ComingMeeting(day, times.freeze_at.astimezone(board.tz).date(), room, False)
            return Extra(day, scene.kept_by([*scene.after, extra]))
    return None


def _longer(session: Session, board: Board, meeting: Meeting, scene: _Scene) -> Longer | None:
    """Find how much longer the meeting before would have to be; what helps no more is not asked for."""
    earlier = [each for each in meetings.unfinished(session, board) if each.local_date < meeting.local_date
               and each.status in (MeetingStatus.OPEN, MeetingStatus.PLANNED)]
    if not earlier or earlier[-1].minutes >= MOST_MINUTES:
        return None
    last = earlier[-1]
    steps = range(STEP_MINUTES, MOST_MINUTES - last.minutes + 1, STEP_MINUTES)
    tried = [(scene.kept_by(promises.longer(scene.after, last.local_date, more)), -more) for more in steps]
    kept, more = max(tried, default=(0, -min(STEP_MINUTES, MOST_MINUTES - last.minutes)))
    return Longer(last, last.minutes - more, kept)
