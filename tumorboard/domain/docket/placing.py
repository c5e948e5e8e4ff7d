"""Whether cases with windows and precedence can stand in one gapless row, the other cases filling in between."""

from collections.abc import Sequence

from .lookahead import Lookout
from .narrowing import LONGEST_SUMMED, Place, by_precedence, by_sums
from .row_search import Likeness, Puzzle, TooLong, puzzle, solve

AT_FIRST = 300  # states; whoever looks in vain so long had better narrow the windows before going on
SEARCH_LIMIT = 400_000  # states; counted, so that the answer never depends on the machine
AHEAD_LIMIT = 10_000  # states that are reached while each is looked ahead from

Known = dict[Likeness, bool]


def bound_cases(row: Sequence[Place]) -> list[int]:
    """Name the cases that may not stand everywhere, in the order of the row."""
    total = sum([place.minutes for place in row])
    paired = 0
    for number, place in enumerate(row):
        if place.after:
            paired |= place.after | 1 << number
    return [
        number
        for number, place in enumerate(row)
        if place.first > 0 or place.last < total - place.minutes or paired >> number & 1
    ]


def arrange(row: Sequence[Place]) -> list[int] | None:
    """Find some gapless order that puts every case where it may stand; None when there is none."""
    bound = bound_cases(row)
    tight = _tightened(row, bound)
    if tight is None:
        return None
    try:
        return solve(puzzle(tight, bound), AT_FIRST)
    except TooLong:
        narrow = _narrowed(tight, bound)
    return None if narrow is None else _arranged(puzzle(narrow, bound))


def can_stand(row: Sequence[Place], known: Known) -> bool:
    """Tell whether some gapless order puts every case where it may stand; `known` keeps what was found before.

    Whatever this allows, `arrange` gives an order of; it looks longer, for always the same order.
    """
    bound = bound_cases(row)
    tight = _tightened(row, bound)
    if tight is None:
        return False
    sought = puzzle(tight, bound)
    if sought.likeness not in known:
        known[sought.likeness] = _stands(sought, tight, bound)
    return known[sought.likeness]


def _stands(sought: Puzzle, tight: Sequence[Place], bound: Sequence[int]) -> bool:
    try:
        return solve(sought, AT_FIRST) is not None
    except TooLong:
        narrow = _narrowed(tight, bound)
    if narrow is None:
        return False
    try:
        return _ahead(puzzle(narrow, bound)) is not None
    except TooLong:
        return _arranged(puzzle(narrow, bound)) is not None


def _ahead(sought: Puzzle) -> list[int] | None:
    """Search looking ahead, which takes long for each state but seldom needs many."""
    if sought.total > LONGEST_SUMMED:
        raise TooLong
    return solve(sought, AHEAD_LIMIT, opens=Lookout(sought).could_end)


def _arranged(sought: Puzzle) -> list[int] | None:
    """Search with the longest case first, and only then look ahead."""
    try:
        return solve(sought, SEARCH_LIMIT, longest_first=True)
    except TooLong:
        pass
    try:
        return _ahead(sought)
    except TooLong:
        return None


def _tightened(row: Sequence[Place], bound: Sequence[int]) -> list[Place] | None:
    """Draw windows in by precedence; None where that leaves no order."""
    tight = by_precedence(row, bound) if any(place.after for place in row) else list(row)
    return None if tight is None or not _could_fit([tight[number] for number in bound]) else tight


def _narrowed(row: Sequence[Place], bound: Sequence[int]) -> list[Place] | None:
    """Draw windows in by the sums of minutes; None where that leaves no order."""
    narrow = by_sums(row, bound)
    return None if narrow is None or not _could_fit([narrow[number] for number in bound]) else narrow


def _could_fit(bound: Sequence[Place]) -> bool:
    """Refuse what cannot be at once: no position at all, or too much between two times."""
    if any(place.first > place.last for place in bound):
        return False
    by_deadline = sorted(bound, key=lambda place: place.last + place.minutes)
    for opening in sorted({place.first for place in bound}):
        clock = opening
        for place in by_deadline:
            if place.first >= opening:
                if clock > place.last:
                    return False
                clock += place.minutes
    return True
