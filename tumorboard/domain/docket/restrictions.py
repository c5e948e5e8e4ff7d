"""Where each admitted case may stand, counted in minutes of discussion before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from .clock import earliest_done, latest_done
from .hold import Eligible
from .instance import Break
from .placing import Place, can_place


@dataclass(frozen=True, slots=True)
class Slot:
    """The first and last `done` at which a case may start; first > last means nowhere."""

    first: int
    last: int


def slot(item: Eligible, total: int, breaks: tuple[Break, ...]) -> Slot:
    """Turn presence and pin of one case into the positions it may take among `total` minutes of discussion.

    The clock never runs backwards, so what a window leaves open is always one unbroken stretch.
    """
    case, pin = item.case, item.case.pin
    starts_from, ends_by = item.earliest, item.latest
    if pin is not None and pin.kind == "window":
        starts_from = max(starts_from, pin.from_min)
        ends_by = pin.to_min if ends_by is None else min(ends_by, pin.to_min)
    last_possible = total - case.minutes
    first = 0 if starts_from <= 0 else earliest_done(starts_from, total, breaks)
    last = last_possible if ends_by is None else min(last_possible, latest_done(ends_by - case.minutes, total, breaks))
    if pin is not None and pin.kind == "first":
        last = min(last, 0)
    if pin is not None and pin.kind == "last":
        first = max(first, last_possible)
    return Slot(first, last)


def precedence(items: Sequence[Eligible]) -> list[int]:
    """For each case, the bit mask of the cases that must come before it."""
    place = {item.case.id: index for index, item in enumerate(items)}
    earlier = [0] * len(items)
    for index, item in enumerate(items):
        for later in item.case.before:
            if later in place:
                earlier[place[later]] |= 1 << index
    return earlier


def first_conflict(items: Sequence[Eligible], breaks: tuple[Break, ...]) -> int | None:
    """Find, in rank order, the first case whose restrictions cannot be honoured together with those before it.

    None when some order of all the cases honours everything.
    """
    total = sum(item.case.minutes for item in items)
    slots = [slot(item, total, breaks) for item in items]
    earlier = precedence(items)
    restricted = _restricted(items, slots, earlier, total)
    if _agree(restricted, items, slots, earlier):
        return None
    known_good, known_bad = 0, len(restricted)  # fewer restrictions never hurt, so the first bad count can be halved to
    while known_bad - known_good > 1:
        middle = (known_good + known_bad) // 2
        if _agree(restricted[:middle], items, slots, earlier):
            known_good = middle
        else:
            known_bad = middle
    return restricted[known_bad - 1]


def _restricted(items: Sequence[Eligible], slots: Sequence[Slot], earlier: Sequence[int], total: int) -> list[int]:
    paired = 0
    for index, mask in enumerate(earlier):
        if mask:
            paired |= mask | 1 << index
    return [
        index
        for index, item in enumerate(items)
        if slots[index].first > 0 or slots[index].last < total - item.case.minutes or paired >> index & 1
    ]


def _agree(chosen: Sequence[int], items: Sequence[Eligible], slots: Sequence[Slot], earlier: Sequence[int]) -> bool:
    number = {index: position for position, index in enumerate(chosen)}
    places = [
        Place(
            first=slots[index].first,
            last=slots[index].last,
            minutes=items[index].case.minutes,
            after=sum(1 << number[other] for other in chosen if earlier[index] >> other & 1),
        )
        for index in chosen
    ]
    fillers = [item.case.minutes for index, item in enumerate(items) if index not in number]
    return can_place(places, fillers)
