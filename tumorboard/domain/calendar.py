"""When the board meets, freezes and publishes: local-date arithmetic first, then the zone.

Adding 168 hours would move the meeting by an hour twice a year. Board times lie between 05:00 and 22:00,
where no zone repeats or skips an hour.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

# A meeting that nobody closed no longer stands before the next one when its morning is over.
MORNING = timedelta(hours=5)
EARLIEST, LATEST = time(5, 0), time(22, 0)
WEEKS_AHEAD = 12


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The week of a board: weekday 0 is Monday; cut-off and publishing fall on the same day before the meeting."""

    zone: ZoneInfo
    weekday: int
    starts: time
    cutoff_days_before: int
    cutoff: time
    publish: time


@dataclass(frozen=True, slots=True)
class Times:
    """The instants of one meeting, in UTC."""

    freeze_at: datetime
    publish_at: datetime
    starts_at: datetime


def next_date(on: date, weekday: int) -> date:
    """Give the first such weekday on or after a day."""
    return on + timedelta(days=(weekday - on.weekday()) % 7)


def instant(on: date, at: time, zone: ZoneInfo) -> datetime:
    """Turn a local day and time into an instant in UTC."""
    return datetime.combine(on, at, zone).astimezone(UTC)


def times(on: date, rhythm: Rhythm) -> Times:
    """Give the instants of the meeting on a local date."""
    before = on - timedelta(days=rhythm.cutoff_days_before)
    return Times(
        freeze_at=instant(before, rhythm.cutoff, rhythm.zone),
        publish_at=instant(before, rhythm.publish, rhythm.zone),
        starts_at=instant(on, rhythm.starts, rhythm.zone),
    )


def coming_dates(now: datetime, rhythm: Rhythm, weeks: int = WEEKS_AHEAD) -> list[date]:
    """List the meeting dates of the coming weeks, the first being today's if today is the day."""
    first = next_date(now.astimezone(rhythm.zone).date(), rhythm.weekday)
    return [first + timedelta(weeks=week) for week in range(weeks)]


def times_at(on: date, starts: time, cutoff_days_before: int, rhythm: Rhythm) -> Times:
    """Give the instants of a meeting that keeps its own start and cut-off day; the hours of the cut-off stay."""
    return times(on, replace(rhythm, starts=starts, cutoff_days_before=cutoff_days_before))


def not_before(told: Times, now: datetime) -> Times:
    """Let no cut-off lie in the past: what is too late for its own is taken now, and published after it."""
    freeze = max(told.freeze_at, now)
    return Times(freeze, max(told.publish_at, freeze), told.starts_at)


def overlap(one: Times, other: Times) -> bool:
    """Tell whether two meetings are in each other's way: from cut-off to the end of its morning each needs the board.

    One docket is worked on at a time, and what a meeting did not reach must be back before the next one's cut-off.
    """
    return one.freeze_at < other.starts_at + MORNING and other.freeze_at < one.starts_at + MORNING


def longest_wait(meetings: Sequence[Times]) -> timedelta:
    """Give the longest time from just after a cut-off to the next meeting that still takes the case; 0 with one.

    Wednesday noon and Friday 7:00 every week give 8.8 days, with one skipped week 15.8, with two 22.8.
    """
    ahead = sorted(meetings, key=lambda each: each.freeze_at)
    return max((after.starts_at - before.freeze_at for before, after in pairwise(ahead)), default=timedelta(0))


def problems(rhythm: Rhythm) -> dict[str, str]:
    """Say in words what is wrong with a board's week, by setting; empty where nothing is."""
    found = {}
    for name, at in (("starts", rhythm.starts), ("cutoff", rhythm.cutoff), ("publish", rhythm.publish)):
        if not EARLIEST <= at <= LATEST:
            found[name] = "Choose a time between 5:00 am and 10:00 pm, where clock changes cannot reach it."
    if rhythm.publish < rhythm.cutoff:
        found["publish"] = "The docket is published after the cut-off: choose a later time."
    if not 1 <= rhythm.cutoff_days_before <= 5:
        found["cutoff_days_before"] = "The cut-off lies one to five days before the meeting."
    return found
