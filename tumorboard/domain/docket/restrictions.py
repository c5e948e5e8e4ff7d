"""Where each admitted case may stand, counted in minutes of discussion before it."""

from collections.abc import Sequence

from .clock import earliest_done, latest_done
from .hold import Eligible
from .instance import Break
from .narrowing import Place
from .placing import Known, bound_cases, can_stand


def places(items: Sequence[Eligible], breaks: tuple[Break, ...]) -> list[Place]:
    """Say of each admitted case where presence, pin and precedence let it stand."""
    total = sum(item.case.minutes for item in items)
    number = {item.case.id: index for index, item in enumerate(items)}
    after = [0] * len(items)
    for index, item in enumerate(items):
        for later in item.case.before:
            if later in number:
                after[number[later]] |= 1 << index
    spans = [_span(item, total, breaks) for item in items]
    return [
        Place(first, last, item.case.minutes, mask)
        for (first, last), item, mask in zip(spans, items, after, strict=True)
    ]


def _span(item: Eligible, total: int, breaks: tuple[Break, ...]) -> tuple[int, int]:
    """The first and last position of a case among `total` minutes; first > last means nowhere.

    The clock never runs backwards, so what a window leaves open is always one unbroken stretch.
    """
    pin = item.case.pin
    starts_from, ends_by = item.earliest, item.latest
    if pin is not None and pin.kind == "window":
        starts_from = max(starts_from, pin.from_min)
        ends_by = pin.to_min if ends_by is None else min(ends_by, pin.to_min)
    last_possible = total - item.case.minutes
    first = 0 if starts_from <= 0 else earliest_done(starts_from, total, breaks)
    last = last_possible
    if ends_by is not None:
        last = min(last, latest_done(ends_by - item.case.minutes, total, breaks))
    if pin is not None and pin.kind == "first":
        last = min(last, 0)
    if pin is not None and pin.kind == "last":
        first = max(first, last_possible)
    return first, last


def first_conflict(row: Sequence[Place], known: Known) -> int | None:
    """Find, in rank order, the first case whose restrictions cannot be honoured together with those before it.

    None when some order of all the cases honours everything. Restricting fewer cases never hurts, so the first count
    that is too many is found by halving; a case that fits nowhere by itself is one too many at once.
    """
    restricted = bound_cases(row)
    hopeless = [count for count, number in enumerate(restricted, start=1) if _is_hopeless(row, number)]
    if not hopeless and (not restricted or can_stand(row, known)):
        return None
    good, bad = 0, min(hopeless, default=len(restricted))
    probe = bad - 1 if hopeless else bad // 2
    while bad - good > 1:
        if can_stand(_relaxed(row, restricted[:probe]), known):
            good = probe
        else:
            bad = probe
        probe = (good + bad) // 2
    return restricted[bad - 1]


def _is_hopeless(row: Sequence[Place], number: int) -> bool:
    return row[number].first > row[number].last or bool(row[number].after >> number & 1)


def _relaxed(row: Sequence[Place], kept: Sequence[int]) -> list[Place]:
    """Only the kept cases stay bound, and only to one another."""
    total = sum(place.minutes for place in row)
    mask = sum(1 << number for number in kept)
    return [
        Place(place.first, place.last, place.minutes, place.after & mask)
        if mask >> number & 1
        else Place(0, total - place.minutes, place.minutes, 0)
        for number, place in enumerate(row)
    ]
