"""How far a meeting is ahead of its docket, or behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


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
