"""How far a meeting is ahead of its docket, or behind it, and when what is left will come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Slot:
    """One planned case: minutes from the start of the meeting and its length; when it began; whether it is done."""

    start_min: int
    minutes: int
    began_at: datetime | None = None
    is_done: bool = False


def behind(slots: Sequence[Slot], starts_at: datetime, now: datetime) -> timedelta:
    """Give by how much the meeting would end after its plan if every case left took its minutes; negative is ahead.

    What is left counts, not what was planned by now, so that cases may be taken in any order. A pause counts until
    the case after it has begun.
    """
    planned = sorted((each for each in slots if each.minutes > 0), key=lambda each: each.start_min)
    if not planned:
        return timedelta(0)
    left, end = timedelta(0), planned[0].start_min
    for each in planned:
        pause = timedelta(minutes=each.start_min - end)
        left += _left(each, now) + (pause if each.began_at is None and not each.is_done else timedelta(0))
        end = each.start_min + each.minutes
    return now + left - starts_at - timedelta(minutes=end)


def _left(slot: Slot, now: datetime) -> timedelta:
    """Give how long one case still takes; one that is over its time is expected to end now."""
    if slot.is_done:
        return timedelta(0)
    gone = now - slot.began_at if slot.began_at else timedelta(0)
    return max(timedelta(0), timedelta(minutes=slot.minutes) - gone)


def expected(slots: Sequence[Slot], starts_at: datetime, now: datetime) -> list[Span | None]:
    """Give begin and end of each slot that is left, taken in the order given; None for one that is done.

    The one that runs goes on first, whatever its place; pauses of the plan are kept before the slot they precede.
    """
    at = max(now, starts_at)
    found: list[Span | None] = [None] * len(slots)
    for place in sorted(range(len(slots)), key=lambda place: (slots[place].began_at is None, place)):
        slot = slots[place]
        if slot.is_done:
            continue
        if slot.began_at is None and slot.minutes:
            at += _pause_before(slots, place)
        found[place] = (at, at + _left(slot, now))
        at += _left(slot, now)
    return found


def is_break_due(slots: Sequence[Slot]) -> bool:
    """Tell whether the plan has a pause now: everything before it is over, and nothing after it has begun."""
    return any(_pause_before(slots, place) and all(each.is_done for each in slots[:place])
               and not any(each.began_at or each.is_done for each in slots[place:]) for place in range(1, len(slots)))


def _pause_before(slots: Sequence[Slot], place: int) -> timedelta:
    """Give the pause that the plan has between this slot and the one listed before it."""
    if place == 0:
        return timedelta(0)
    before = slots[place - 1]
    return timedelta(minutes=max(0, slots[place].start_min - before.start_min - before.minutes)
                     if slots[place].start_min > before.start_min else 0)


def needed(times: Sequence[Span | None], is_mine: Sequence[bool]) -> Span | None:
    """Give from when to when somebody is still needed; None where nothing of theirs is left."""
    mine = [each for each, own in zip(times, is_mine, strict=True) if own and each is not None]
    return (min(begin for begin, _ in mine), max(end for _, end in mine)) if mine else None


def retimed(planned: Sequence[tuple[int, int]], order: Sequence[int]) -> list[int]:
    """Give new starts, in minutes, for (start, minutes) pairs taken in another order.

    The first place keeps its start, and a pause stays where it was: before the same place in the order.
    """
    at, found = planned[0][0] if planned else 0, []
    for place, number in enumerate(order):
        if place:
            before = planned[place - 1]
            at += max(0, planned[place][0] - before[0] - before[1])
        found.append(at)
        at += planned[number][1]
    return found
