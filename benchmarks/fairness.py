"""Three years of Fridays on a full board: does anybody wait too long, and is every emergency seen in time?

The cases, the absences and the holidays are drawn with a fixed seed; everything that is decided is decided by the
planner that the product uses. Load is the minutes to be discussed, second discussions of deferred cases included,
for every hundred minutes of discussion offered. Twice: as the docket comes, and with a coordinator who does what the
docket suggests when somebody would pass their target: a deputy, at most 15 minutes more, else an extra session.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from benchmarks.figure import Line
from tumorboard.domain.docket import plan

FIRST = date(2027, 1, 8)
WEEKS = 156
MINUTES, RESERVE = 90, 10
LOAD = 0.9
TARGET_DAYS = (1, 10, 14, 21)
TIER_WEIGHTS = (5, 25, 25, 45)
SEEDS = range(1, 11)
MOST_LONGER, WORTH_A_SESSION = 15, 3
LENGTHS = (5, 6, 6, 7, 7, 8, 8, 10, 12)
SEATS = ("endocrinology", "pathology", "nuclear", "radiology", "medonc", "surgery", "ir", "genetics")
# What happens on ordinary days, in percent.
AWAY, WAITS_FOR_AN_ITEM, DEFERRED, MEETING_RUNS_LATE, CONSULT_IS_SLOW = 12, 35, 10, 15, 3


@dataclass(slots=True)
class Waiting:
    """A case on its way: `ready_on` moves when the board itself defers it."""

    key: str
    tier: int
    minutes: int
    submitted_at: datetime
    ready_at: datetime
    needs: tuple[str, ...]
    carried_over: bool = False


@dataclass(slots=True)
class Tally:
    """What became of the cases."""

    waits: list[tuple[int, int]] = field(default_factory=list)  # tier, days from ready to discussed
    emergencies: int = 0
    in_time: int = 0
    out_of_cycle: int = 0
    meetings: int = 0
    longer: int = 0
    added: int = 0
    extra: int = 0
    left: list[tuple[int, int]] = field(default_factory=list)


def measure(_options: Sequence[str]) -> list[Line]:
    """Play three years at 90 % load, with ten seeds, without and with the help that the docket asks for."""
    alone, helped = ([play(seed, is_helped=is_helped) for seed in SEEDS] for is_helped in (False, True))
    emergencies = sum(each.emergencies for each in helped)
    meetings = sum(each.meetings for each in helped)
    return [
        Line("cases discussed", sum(len(each.waits) for each in helped)),
        Line("longest wait since ready, in targets of its tier, without help", _longest(alone), " ×"),
        Line("meetings made longer", 100 * sum(each.longer for each in helped) / meetings, " %"),
        Line("extra sessions a year", sum(each.extra for each in helped) / (3 * len(SEEDS))),
        Line("minutes added, of all offered", 100 * sum(each.added for each in helped) / (meetings * MINUTES), " %"),
        Line("longest wait since ready, in targets of its tier", _longest(helped), " ×", most=2),
        Line("emergencies, of which out of cycle", 100 * sum(each.out_of_cycle for each in helped) / emergencies, " %"),
        Line("emergencies at the next meeting, or out of cycle within two working days",
             100 * sum(each.in_time for each in helped) / emergencies, " %", least=99),
    ]


def _longest(found: Sequence[Tally]) -> float:
    """Give the longest wait as a multiple of the tier's target; an emergency's is the next meeting, a week at most."""
    waits = [wait for each in found for wait in each.waits + each.left]
    return max(days / (7 if tier == 0 else TARGET_DAYS[tier]) for tier, days in waits)


def play(seed: int, load: float = LOAD, *, is_helped: bool = True) -> Tally:
    """Live through the weeks, one cut-off and one meeting after another."""
    chance, tally = Random(seed), Tally()
    fridays = [FIRST + timedelta(weeks=week) for week in range(WEEKS)]
    held = [friday for friday in fridays if not _is_skipped(friday)]
    discussions = 1 + DEFERRED / 100
    pool = _arrivals(chance, load / discussions * (MINUTES - RESERVE) * len(held) / (7 * WEEKS))
    waiting: list[Waiting] = []
    for friday, following in zip(held, [*held[1:], held[-1] + timedelta(days=7)], strict=True):
        starts, frozen = _at(friday, 7), _at(friday - timedelta(days=2), 12)
        while pool and pool[-1].submitted_at <= starts:
            waiting.append(pool.pop())
        pressed = _at(following, 7) if is_helped else None
        seen = _hold(chance, tally, friday, [case for case in waiting if case.ready_at <= frozen], pressed)
        used = sum(case.minutes for case in seen)
        late = [case for case in waiting if case.tier == 0 and case not in seen and case.ready_at <= starts]
        for case in late:
            # After the cut-off an emergency takes what is left of the meeting, or is not made to wait for a week.
            if case.ready_at > frozen and used + case.minutes <= MINUTES:
                seen, used = [*seen, case], used + case.minutes
            else:
                _consult(chance, tally, case)
                waiting.remove(case)
        _discuss(chance, tally, friday, seen, waiting)
        extra = friday + timedelta(days=4)
        ready = [case for case in waiting if case.ready_at <= _at(extra - timedelta(days=1), 12)]
        if is_helped and _is_pressed(ready, friday, following):
            tally.extra += 1
            _discuss(chance, tally, extra, _hold(chance, tally, extra, ready, pressed), waiting)
    last = _at(fridays[-1], 7)
    tally.left = [(case.tier, (last - case.ready_at).days) for case in waiting if case.ready_at <= last]
    return tally


def _arrivals(chance: Random, minutes_a_day: float) -> list[Waiting]:
    """Draw what is submitted, newest first, so that the next one is taken from the end."""
    each_day = minutes_a_day * len(LENGTHS) / sum(LENGTHS)
    at, cases = _at(FIRST - timedelta(days=7), 0), []
    while at < _at(FIRST + timedelta(weeks=WEEKS), 0):
        at += timedelta(days=chance.expovariate(each_day))
        tier = chance.choices(range(4), TIER_WEIGHTS)[0]
        wait = timedelta(hours=chance.uniform(1, 8))
        if tier and _happens(chance, WAITS_FOR_AN_ITEM):
            wait = timedelta(days=chance.expovariate(1 / 6))
        cases.append(Waiting(f"C{len(cases):05}", tier, chance.choice(LENGTHS), at, at + wait,
                             tuple(sorted(chance.sample(SEATS, chance.randint(2, 5))))))
    return cases[::-1]


def _hold(chance: Random, tally: Tally, friday: date, candidates: list[Waiting], following: datetime | None
          ) -> list[Waiting]:
    """Let the planner choose and order; a meeting that runs late does not reach its last case."""
    by_key = {case.key: case for case in candidates}
    people = [person for seat in SEATS for person in _people(chance, seat, is_called=following is not None)]
    instance = {
        "meeting": {"local_date": friday.isoformat(), "zone": "America/New_York", "start": "07:00", "breaks": [],
                    "minutes": MINUTES, "reserve_minutes": RESERVE},
        "rules": {"lambda_num": 1, "lambda_den": 10, "urgent_in_first_half": True},
        "people": people, "candidates": [_candidate(case) for case in candidates],
    }
    found = plan(instance)
    more = _more_minutes(found, by_key, following) if following else 0
    if more:
        found = plan(instance | {"meeting": instance["meeting"] | {"minutes": MINUTES + more}})
    tally.meetings, tally.longer, tally.added = tally.meetings + 1, tally.longer + (more > 0), tally.added + more
    order = [by_key[row["id"]] for row in found["admitted"]]
    if len(order) > 1 and order[-1].tier and _happens(chance, MEETING_RUNS_LATE):
        order.pop().carried_over = True
    return order


def _more_minutes(found: dict[str, Any], by_key: dict[str, Waiting], following: datetime) -> int:
    """Give the minutes that the docket itself names beside a case that would pass its target by the next meeting."""
    named = [row["counterfactual"].get("minutes", 0) for row in found["bumped"]
             if (following - by_key[row["id"]].ready_at).days > TARGET_DAYS[by_key[row["id"]].tier]]
    return max((minutes for minutes in named if minutes <= MOST_LONGER), default=0)


def _people(chance: Random, seat: str, *, is_called: bool) -> list[dict[str, Any]]:
    """Who is there for a seat: two specialists, unless away; where both are, the deputy that the docket names."""
    there = [number for number in (1, 2) if not _happens(chance, AWAY)]
    if not there and is_called and not _happens(chance, AWAY):
        there = [3]
    return [{"id": f"{seat}-{number}", "specialties": [seat], "present_from_min": None, "present_to_min": None,
             "whole_meeting": False} for number in there]


def _candidate(case: Waiting) -> dict[str, Any]:
    due = case.submitted_at.date() + timedelta(days=TARGET_DAYS[case.tier])
    return {
        "id": case.key, "group": "other", "minutes": case.minutes, "tier": case.tier, "due_on": due.isoformat(),
        "submitted_at": f"{case.submitted_at:%Y-%m-%dT%H:%M:%SZ}", "carried_over": case.carried_over,
        "needs": [{"specialty": seat, "person": None} for seat in case.needs], "gates": [], "pin": None,
        "before": [], "complexity": 0,
    }


def _discuss(chance: Random, tally: Tally, friday: date, seen: list[Waiting], waiting: list[Waiting]) -> None:
    """Count the waits; a deferred case waits for what is missing, and ranks after emergencies once it is there."""
    for case in seen:
        tally.waits.append((case.tier, (_at(friday, 7) - case.ready_at).days))
        if case.tier == 0:
            tally.emergencies += 1
            tally.in_time += 1
        if case.tier and _happens(chance, DEFERRED):
            case.carried_over = True
            case.ready_at = _at(friday + timedelta(days=chance.randint(3, 20)), 12)
        else:
            waiting.remove(case)


def _consult(chance: Random, tally: Tally, case: Waiting) -> None:
    """Decide out of cycle: the coordinator is shown it on the same day, and few boards need more than two days."""
    tally.emergencies += 1
    tally.out_of_cycle += 1
    tally.in_time += not _happens(chance, CONSULT_IS_SLOW)


def _is_pressed(ready: list[Waiting], friday: date, following: date) -> bool:
    """Tell whether an extra session is worth calling: several would pass their target, or one by a skipped Friday."""
    late = [case for case in ready if (_at(following, 7) - case.ready_at).days > TARGET_DAYS[case.tier]]
    return len(late) >= (WORTH_A_SESSION if following - friday == timedelta(days=7) else 1)


def _is_skipped(friday: date) -> bool:
    """No meeting on Christmas Day, on New Year's Day, nor on the day after Thanksgiving."""
    return (friday.month, friday.day) in {(12, 25), (1, 1)} or (friday.month == 11 and 23 <= friday.day <= 29)


def _happens(chance: Random, percent: int) -> bool:
    return chance.random() * 100 < percent


def _at(on: date, hour: int) -> datetime:
    return datetime.combine(on, time(hour), UTC)
