"""Draw the windows of cases in by what else must stand before and behind them, without trying any order."""

from collections.abc import Sequence
from typing import NamedTuple

PASSES = 8
LONGEST_SUMMED = 5_000  # minutes; beyond it the sums of minutes are too many to write down


class Place(NamedTuple):
    """A case that may start only with `first`..`last` minutes done, and only after the cases in the mask `after`."""

    first: int
    last: int
    minutes: int
    after: int


def by_precedence(row: Sequence[Place], bound: Sequence[int]) -> list[Place] | None:
    """Put windows after all that must come before, and in time for all that must come after; None for a circle."""
    order = _in_turn(row, bound)
    if order is None:
        return None
    first, last = [place.first for place in row], [place.last for place in row]
    earlier = {number: [other for other in bound if row[number].after >> other & 1] if row[number].after else []
               for number in order}
    for number in order:
        ends = [first[other] + row[other].minutes for other in earlier[number]]
        first[number] = max([first[number], sum(row[other].minutes for other in earlier[number]), *ends])
    for number in reversed(order):
        for other in earlier[number]:
            last[other] = min(last[other], last[number] - row[other].minutes)
    return _moved(row, first, last)


def _in_turn(row: Sequence[Place], bound: Sequence[int]) -> list[int] | None:
    """Put every case behind those that must come before it; None when they wait for one another in a circle."""
    order: list[int] = []
    waiting, done = list(bound), 0
    while waiting:
        ready = [number for number in waiting if not row[number].after & ~done]
        if not ready:
            return None
        order += ready
        done |= sum(1 << number for number in ready)
        waiting = [number for number in waiting if not done >> number & 1]
    return order


def by_sums(row: Sequence[Place], bound: Sequence[int]) -> list[Place] | None:
    """Narrow windows, again and again, to the sums of minutes that can stand before a case; None when one is empty.

    Of two cases for which one order alone is possible, the earlier is part of every such sum, the later of none.
    """
    narrowed = list(row)
    for _ in range(PASSES):
        before = list(narrowed)
        for number in bound:
            place = _narrowed(narrowed, number)
            if place is None:
                return None
            narrowed[number] = place
        if narrowed == before:
            break
    return narrowed


def _narrowed(row: Sequence[Place], number: int) -> Place | None:
    place = row[number]
    least, either = 0, list[int]()
    for other, beside in enumerate(row):
        if other == number:
            continue
        sooner = beside.first + beside.minutes <= place.last and not beside.after >> number & 1
        behind = place.first + place.minutes <= beside.last and not place.after >> other & 1
        if sooner and behind:
            either.append(beside.minutes)
        elif sooner:
            least += beside.minutes
        elif not behind:
            return None
    first, last = max(place.first, least), min(place.last, least + sum(either))
    if first <= last <= LONGEST_SUMMED:
        first, last = _hits(either, least, first, last)
    return Place(first, last, place.minutes, place.after) if first <= last else None


def _hits(minutes: Sequence[int], least: int, first: int, last: int) -> tuple[int, int]:
    """The first and last sum within a window; the other way round when there is none."""
    sums, window = 1 << least, (1 << last + 1) - 1
    for length in minutes:
        if length <= last:
            sums = (sums | sums << length) & window
    hit = sums >> first
    return (first + (hit & -hit).bit_length() - 1, sums.bit_length() - 1) if hit else (1, 0)


def _moved(row: Sequence[Place], first: Sequence[int], last: Sequence[int]) -> list[Place]:
    return [Place(first[number], last[number], place.minutes, place.after) for number, place in enumerate(row)]
