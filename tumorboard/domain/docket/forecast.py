"""How long a case will wait in the coming weeks at the present load, skipped meetings included."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from heapq import merge
from itertools import chain, count
from math import ceil

TIERS = (0, 1, 2, 3)
EMERGENCY = 0
WORKDAYS = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case ready for a meeting; it waits from `ready_on`."""

    tier: int
    minutes: int
    ready_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class ComingMeeting:
    """A coming meeting: minutes for discussion, and the last day on which a case may become ready for it."""

    on: date
    cut_off_on: date
    minutes: int
    is_skipped: bool


@dataclass(frozen=True, slots=True)
class Stream:
    """What comes in for one tier: `cases` in `days` days, of so many minutes each, due after `target_days`."""

    cases: int
    days: int
    minutes: int
    target_days: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is known today: who waits, which meetings come, and what has been coming in by tier (0 to 3)."""

    today: date
    backlog: tuple[Waiting, ...]
    meetings: tuple[ComingMeeting, ...]
    streams: Mapping[int, Stream]


@dataclass(frozen=True, slots=True)
class TierForecast:
    tier: int
    seen: int
    median_days: int
    longest_days: int
    late: int  # seen after their due date, or still waiting past it at the last meeting
    left: int  # still waiting after the last meeting


@dataclass(frozen=True, slots=True)
class MeetingForecast:
    meeting: ComingMeeting
    cases: int
    minutes: int
    waiting: int  # cases that are there on that day and go on waiting


@dataclass(frozen=True, slots=True)
class Forecast:
    load_percent: int | None  # minutes coming in for every hundred minutes of meeting, backlog apart; None: no meeting
    tiers: tuple[TierForecast, ...]
    meetings: tuple[MeetingForecast, ...] = ()


def forecast(outlook: Outlook) -> Forecast:
    """Play the coming meetings through, first fit by emergency and due date, skipped meetings included.

    Arrivals are spread evenly over the days after today; waits are whole days from ready to discussed.
    """
    ahead = sorted(outlook.meetings, key=lambda meeting: meeting.on)
    last_day = ahead[-1].on if ahead else outlook.today
    crowd, line = _Crowd(outlook, last_day), _Line(outlook, last_day)
    seen: list[tuple[Waiting, date]] = []
    held: list[MeetingForecast] = []
    for meeting in ahead:
        taken = line.hold(meeting)
        seen += [(case, meeting.on) for case in taken]
        held.append(MeetingForecast(meeting, len(taken), sum(case.minutes for case in taken),
                                    crowd.ready_by(meeting.on) - len(seen)))
    tiers = tuple(_tier(tier, [each for each in seen if each[0].tier == tier], crowd) for tier in TIERS)
    return Forecast(load_percent(outlook), tiers, tuple(held))


def usual_extra(outlook: Outlook) -> ComingMeeting | None:
    """Give the extra meeting that would be tried first: a workday before a skipped meeting, else after the next one.

    It is as long as the longest meeting held; None where no meeting is held at all.
    """
    held = sorted((each for each in outlook.meetings if not each.is_skipped), key=lambda each: each.on)
    if not held:
        return None
    taken, notice = {each.on for each in outlook.meetings}, held[0].on - held[0].cut_off_on
    wanted = [each.on - timedelta(days=days) for each in outlook.meetings if each.is_skipped for days in (3, 2)]
    after_next = (held[0].on + timedelta(days=days) for days in count(4))
    on = next(day for day in chain(wanted, after_next)
              if day not in taken and day - notice > outlook.today and day.weekday() < WORKDAYS)
    return ComingMeeting(on, on - notice, max(each.minutes for each in held), False)


def with_more_minutes(outlook: Outlook, minutes: int) -> Outlook:
    """Give the same weeks with so many minutes more at each meeting that is held."""
    return replace(outlook, meetings=tuple(replace(meeting, minutes=meeting.minutes + minutes)
                                           for meeting in outlook.meetings))


def what_helps(outlook: Outlook, more_minutes: int, extra: ComingMeeting) -> dict[str, int]:
    """Count the late cases as things are, with so many minutes more at each meeting, and with one extra meeting.

    Emergencies are not counted: where none of these is soon enough for them, they are seen out of cycle.
    """
    choices = {
        "as_is": outlook,
        "more_minutes": with_more_minutes(outlook, more_minutes),
        "extra_meeting": replace(outlook, meetings=(*outlook.meetings, extra)),
    }
    return {name: sum(each.late for each in forecast(choice).tiers if each.tier != EMERGENCY)
            for name, choice in choices.items()}


def rank(case: Waiting) -> tuple[bool, date, int, date, int]:
    """Order as cases are taken: emergencies, then the earliest due date."""
    return case.tier != EMERGENCY, case.due_on, case.tier, case.ready_on, case.minutes


class _Crowd:
    """How many there are until the last day, counted without looking at those who will still come one by one."""

    def __init__(self, outlook: Outlook, last_day: date) -> None:
        self._outlook, self.last_day = outlook, last_day
        self._ready = sorted(case.ready_on for case in outlook.backlog)
        self._of_tier = Counter((case.tier, case.due_on < last_day) for case in outlook.backlog)

    def ready_by(self, day: date) -> int:
        """Count who is ready on a day, seen by then or not."""
        return bisect_right(self._ready, day) + sum(
            _came(each, (day - self._outlook.today).days) for each in self._outlook.streams.values())

    def of_tier(self, tier: int) -> int:
        """Count everybody of a tier."""
        return self._of_tier[tier, False] + self.overdue(tier) + self._stream(tier, 0) - self._stream_overdue(tier)

    def overdue(self, tier: int) -> int:
        """Count whoever of a tier is due before the last day."""
        return self._of_tier[tier, True] + self._stream_overdue(tier)

    def _stream_overdue(self, tier: int) -> int:
        stream = self._outlook.streams.get(tier)
        return self._stream(tier, stream.target_days + 1) if stream else 0

    def _stream(self, tier: int, days_before: int) -> int:
        stream = self._outlook.streams.get(tier)
        return _came(stream, (self.last_day - self._outlook.today).days - days_before) if stream else 0


class _Line:
    """Who waits, in rank order; those who come later are looked at only as far as a meeting has room for them."""

    def __init__(self, outlook: Outlook, last_day: date) -> None:
        streams = [_arrivals(tier, stream, outlook.today, last_day)
                   for tier, stream in sorted(outlook.streams.items())]
        self._cases: Iterator[Waiting] = merge(sorted(outlook.backlog, key=rank), *streams, key=rank)
        self._least = min([*(case.minutes for case in outlook.backlog),
                           *(stream.minutes for stream in outlook.streams.values())], default=1)

    def hold(self, meeting: ComingMeeting) -> list[Waiting]:
        """Take out those who are discussed at a meeting."""
        taken: list[Waiting] = []
        left: list[Waiting] = []
        room = 0 if meeting.is_skipped else meeting.minutes
        while room >= self._least and (case := next(self._cases, None)) is not None:
            if case.ready_on <= meeting.cut_off_on and case.minutes <= room:
                taken.append(case)
                room -= case.minutes
            else:
                left.append(case)
        self._cases = chain(left, self._cases)
        return taken


def _came(stream: Stream, days: int) -> int:
    """Count who comes within so many days after today, spread evenly."""
    return max(0, days) * stream.cases // stream.days


def _arrivals(tier: int, stream: Stream, today: date, last_day: date) -> Iterator[Waiting]:
    """Give those of one tier who come until the last day, in rank order."""
    for number in range(1, _came(stream, (last_day - today).days) + 1):
        ready = today + timedelta(days=-(-number * stream.days // stream.cases))
        yield Waiting(tier, stream.minutes, ready, ready + timedelta(days=stream.target_days))


def _tier(tier: int, seen: Sequence[tuple[Waiting, date]], crowd: _Crowd) -> TierForecast:
    waits = sorted((on - case.ready_on).days for case, on in seen)
    overdue_left = crowd.overdue(tier) - sum(case.due_on < crowd.last_day for case, _ in seen)
    return TierForecast(
        tier=tier,
        seen=len(waits),
        median_days=waits[len(waits) // 2] if waits else 0,
        longest_days=max(waits, default=0),
        late=sum(on > case.due_on for case, on in seen) + overdue_left,
        left=crowd.of_tier(tier) - len(waits),
    )


def load_percent(outlook: Outlook) -> int | None:
    """Give the minutes that come in until the last meeting, for every hundred minutes of meeting; None without any."""
    offered = sum(meeting.minutes for meeting in outlook.meetings if not meeting.is_skipped)
    if not offered:
        return None
    days = (max(meeting.on for meeting in outlook.meetings) - outlook.today).days
    coming = sum(Fraction(stream.cases * stream.minutes * days, stream.days) for stream in outlook.streams.values())
    return ceil(100 * coming / offered)
