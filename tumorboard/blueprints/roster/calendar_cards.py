"""The calendar in words: which coming days are no ordinary ones, and how long a case may wait because of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any

from tumorboard.domain import calendar, holidays
from tumorboard.domain.calendar import Rhythm, Times
from tumorboard.domain.meeting_flow import allowed
from tumorboard.vocabulary.workflow import MeetingStatus
from tumorboard.web.wording import weekday

# Holidays are pointed out half a year ahead, before the meetings of their weeks are planned.
WEEKS_SEEN = 26
NOT_HELD = frozenset({MeetingStatus.SKIPPED, MeetingStatus.MOVED})


@dataclass(frozen=True, slots=True)
class Point:
    """Days that follow one another in the calendar and are no ordinary ones."""

    days: tuple[date, ...]
    words: str
    wait: str
    remedy: str


def names(days: Iterable[date], own: Mapping[date, str]) -> dict[date, str]:
    """Name the days that are a holiday, follow Thanksgiving, or are the board's own."""
    told = {day: own.get(day) or holidays.concern(day) for day in days}
    return {day: name for day, name in told.items() if name}


def points(meetings: Sequence[Any], own: Mapping[date, str], rhythm: Rhythm, now: datetime) -> list[Point]:
    """Point out the coming days on which a meeting is planned, or will be, and few would come."""
    known = {each.local_date: each for each in meetings}
    coming = [day for day in calendar.coming_dates(now, rhythm, WEEKS_SEEN) if day not in known]
    held = {day: each for day, each in known.items() if each.status not in NOT_HELD}
    times = {day: Times(each.freeze_at, each.publish_at, each.starts_at) for day, each in held.items()}
    times |= {day: calendar.times(day, rhythm) for day in coming}
    named = names(times, own)
    fixed = frozenset(day for day, each in held.items() if "skip" not in allowed(each.status))
    return [_point(run, named, times, rhythm, fixed) for run in holidays.runs(times, named)]


def days_words(wait: timedelta) -> str:
    """Write a wait in whole days, a begun one with them: 23 days."""
    return f"{ceil(wait / timedelta(days=1))} days"


def _point(run: Sequence[date], named: Mapping[date, str], times: Mapping[date, Times], rhythm: Rhythm,
           fixed: frozenset[date]) -> Point:
    """Write one run of days, and the longest wait where nobody meets on any of them."""
    before = max((day for day in times if day < run[0]), default=None)
    after = min((day for day in times if day > run[-1]), default=None)
    near = [times[before] if before else calendar.times(run[0] - timedelta(weeks=1), rhythm),
            times[after] if after else calendar.times(run[-1] + timedelta(weeks=1), rhythm)]
    words = [f"{weekday(day)} is {named[day]}" for day in run]
    it = "it" if len(run) == 1 else "them"
    return Point(tuple(run), " and ".join(words), days_words(calendar.longest_wait(near)),
                 f"Skip or move {it} early" if not fixed & set(run) else f"Past its cut-off, {it} can only be moved")
