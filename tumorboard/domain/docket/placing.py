"""Whether cases with windows and precedence can stand in one gapless row, the other cases filling in between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .narrowing import Place, by_precedence, by_sums

AT_FIRST = 300  # states; whoever looks in vain so long had better narrow the windows before going on
SEARCH_LIMIT = 400_000  # states; counted, so that the answer never depends on the machine

Bound = tuple[int, int, int, int, int, bool]  # bit, first, last, minutes, after, whether another case waits for it


@dataclass(frozen=True, slots=True)
class Puzzle:
    """The bound cases in order of their deadline, and how many free cases there are of each length."""

    bound: tuple[Bound, ...]
    lengths: tuple[int, ...]
    counts: tuple[int, ...]


State = tuple[int, int, tuple[int, ...]]  # mask of the bound cases done, minutes done, free cases left of each length
Step = tuple[int, bool]  # which bound case, or which length


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
    tight = by_precedence(row, bound) if any(place.after for place in row) else list(row)
    if tight is None or not _could_fit([tight[number] for number in bound]):
        return None
    try:
        return _search(tight, bound, AT_FIRST, longest_first=False)
    except _TooLong:
        narrow = by_sums(tight, bound)
    if narrow is None or not _could_fit([narrow[number] for number in bound]):
        return None
    try:
        return _search(narrow, bound, SEARCH_LIMIT, longest_first=True)
    except _TooLong:
        return None


def _bound(row: Sequence[Place], bound: Sequence[int]) -> tuple[Bound, ...]:
    """Number the bound cases by their deadline."""
    leading = 0
    for number in bound:
        leading |= row[number].after
    masks = [sum(1 << position for position, other in enumerate(bound) if row[number].after >> other & 1)
             for number in bound]
    return tuple(
        (1 << position, row[number].first, row[number].last, row[number].minutes, masks[position],
         bool(leading >> number & 1))
        for position, number in enumerate(bound)
    )


class _TooLong(Exception):
    """So many states were looked at that the search was given up."""


def _search(row: Sequence[Place], named: Sequence[int], most: int, *, longest_first: bool) -> list[int] | None:
    """Search with the bound cases by deadline, and all free cases of one length alike."""
    bound = sorted(named, key=lambda number: (row[number].last + row[number].minutes, number))
    free: dict[int, list[int]] = {}
    for number in sorted(set(range(len(row))) - set(bound)):
        free.setdefault(row[number].minutes, []).append(number)
    lengths = sorted(free, reverse=True)
    counts = tuple(len(free[length]) for length in lengths)
    steps = _solve(Puzzle(_bound(row, bound), tuple(lengths), counts), most, longest_first)
    if steps is None:
        return None
    order = [bound[which] if is_bound else free[lengths[which]].pop() for which, is_bound in steps]
    return order + [number for length in lengths for number in free[length]]


def _solve(puzzle: Puzzle, most: int, longest_first: bool) -> list[Step] | None:
    """Go depth first until all bound cases stand; the free ones left may follow.

    The tightest case first is right at once for a usual docket; where it is not, the short cases had better be kept
    for the gaps that the long ones leave.
    """
    everything = (1 << len(puzzle.bound)) - 1
    start: State = (0, 0, puzzle.counts)
    came_by: dict[tuple[int, tuple[int, ...]], tuple[State, Step]] = {}
    seen = {(0, puzzle.counts)}
    stack = [start]
    while stack:
        state = stack.pop()
        if state[0] == everything:
            return _retrace(state, came_by)
        if len(seen) > most:
            raise _TooLong
        options = list(_steps(puzzle, state))
        if longest_first:
            options.sort(key=lambda option: -option[0][1])
        for following, step in reversed(options):  # the stack takes the last one first
            key = (following[0], following[2])
            if key not in seen and _in_time(puzzle, following):
                seen.add(key)
                came_by[key] = (state, step)
                stack.append(following)
    return None


def _retrace(state: State, came_by: dict[tuple[int, tuple[int, ...]], tuple[State, Step]]) -> list[Step]:
    steps: list[Step] = []
    while (state[0], state[2]) in came_by:
        state, step = came_by[(state[0], state[2])]
        steps.append(step)
    return steps[::-1]


def _steps(puzzle: Puzzle, state: State) -> Iterator[tuple[State, Step]]:
    """Of cases equally long that may all come next only the most pressing: two that changed places would do as well.

    That does not hold for a case that others wait for; it must be tried beside the more pressing one.
    """
    mask, done, left = state
    tried: set[int] = set()
    for number, (bit, first, last, minutes, after, leads) in enumerate(puzzle.bound):
        if not mask & bit and first <= done <= last and not after & ~mask and (leads or minutes not in tried):
            tried.add(minutes)
            yield (mask | bit, done + minutes, left), (number, True)
    for kind, count in enumerate(left):
        if count and puzzle.lengths[kind] not in tried:
            fewer = (*left[:kind], count - 1, *left[kind + 1 :])
            yield (mask, done + puzzle.lengths[kind], fewer), (kind, False)


def _in_time(puzzle: Puzzle, state: State) -> bool:
    mask, clock, _ = state
    for bit, _, last, minutes, _, _ in puzzle.bound:
        if not mask & bit:
            if clock > last:
                return False
            clock += minutes
    return True


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
