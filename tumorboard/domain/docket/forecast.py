"""How long a case will wait in the coming weeks at the present load, skipped meetings included."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

TIERS = (0, 1, 2, 3)


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
class Forecast:
    load_percent: int | None  # minutes coming in for every hundred minutes of meeting, backlog apart; None: no meeting
    tiers: tuple[TierForecast, ...]


def forecast(outlook: Outlook) -> Forecast:
    """Play the coming meetings through, first fit by emergency and due date, skipped meetings included.

    Arrivals are spread evenly over the days after today; waits are whole days from ready to discussed.
    """
    ahead = sorted(outlook.meetings, key=lambda meeting: meeting.on)
    last_day = ahead[-1].on if ahead else outlook.today
    queue = sorted([*outlook.backlog, *_arrivals(outlook, last_day)], key=_rank)
    seen: list[tuple[Waiting, date]] = []
    for meeting in ahead:
        taken, queue = _hold_meeting(queue, meeting)
        seen += [(case, meeting.on) for case in taken]
    return Forecast(_load_percent(outlook, last_day), tuple(_tier(tier, seen, queue, last_day) for tier in TIERS))


def what_helps(outlook: Outlook, more_minutes: int, extra: ComingMeeting) -> dict[str, int]:
    """Count the late cases as things are, with so many minutes more at each meeting, and with one extra meeting."""
    longer = tuple(replace(meeting, minutes=meeting.minutes + more_minutes) for meeting in outlook.meetings)
    choices = {
        "as_is": outlook,
        "more_minutes": replace(outlook, meetings=longer),
        "extra_meeting": replace(outlook, meetings=(*outlook.meetings, extra)),
    }
    return {name: sum(tier.late for tier in forecast(choice).tiers) for name, choice in choices.items()}


def _rank(case: Waiting) -> tuple[bool, date, int, date, int]:
    return case.tier != 0, case.due_on, case.tier, case.ready_on, case.minutes


def _arrivals(outlook: Outlook, last_day: date) -> list[Waiting]:
    coming: list[Waiting] = []
    for tier, stream in sorted(outlook.streams.items()):
        span = (last_day - outlook.today).days
        for number in range(1, span * stream.cases // stream.days + 1):
            ready = outlook.today + timedelta(days=-(-number * stream.days // stream.cases))
            coming.append(Waiting(tier, stream.minutes, ready, ready + timedelta(days=stream.target_days)))
    return coming


def _hold_meeting(queue: Sequence[Waiting], meeting: ComingMeeting) -> tuple[list[Waiting], list[Waiting]]:
    """Part the queue, in rank order, into those discussed and those who go on waiting."""
    taken: list[Waiting] = []
    left: list[Waiting] = []
    room = 0 if meeting.is_skipped else meeting.minutes
    for case in queue:
        if case.ready_on <= meeting.cut_off_on and case.minutes <= room:
            taken.append(case)
            room -= case.minutes
        else:
            left.append(case)
    return taken, left


def _tier(tier: int, seen: Sequence[tuple[Waiting, date]], queue: Sequence[Waiting], last_day: date) -> TierForecast:
    waits = sorted((on - case.ready_on).days for case, on in seen if case.tier == tier)
    left = [case for case in queue if case.tier == tier]
    late = sum(on > case.due_on for case, on in seen if case.tier == tier)
    return TierForecast(
        tier=tier,
        seen=len(waits),
        median_days=waits[len(waits) // 2] if waits else 0,
        longest_days=max(waits, default=0),
        late=late + sum(case.due_on < last_day for case in left),
        left=len(left),
    )


def _load_percent(outlook: Outlook, last_day: date) -> int | None:
    offered = sum(meeting.minutes for meeting in outlook.meetings if not meeting.is_skipped)
    if not offered:
        return None
    days = (last_day - outlook.today).days
    coming = sum(Fraction(stream.cases * stream.minutes * days, stream.days) for stream in outlook.streams.values())
    return ceil(100 * coming / offered)
