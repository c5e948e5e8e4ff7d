"""Whether cases with windows and precedence can stand in one gapless row, the other cases filling in between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

SEARCH_LIMIT = 200_000  # states; counted, so that the answer never depends on the machine
NARROW = 15


@dataclass(frozen=True, slots=True)
class Place:
    """A case that may start only with `first`..`last` minutes done, and only after the cases in the mask `after`."""

    first: int
    last: int
    minutes: int
    after: int


@dataclass(frozen=True, slots=True)
class Puzzle:
    """The bound cases in order of their deadline, and how many free cases there are of each length."""

    bound: tuple[Place, ...]
    lengths: tuple[int, ...]
    counts: tuple[int, ...]


State = tuple[int, int, tuple[int, ...]]  # mask of the bound cases done, minutes done, free cases left of each length
Step = tuple[int, bool]  # which bound case, or which length


def bound_cases(row: Sequence[Place]) -> list[int]:
    """Name the cases that may not stand everywhere, in the order of the row."""
    total = sum(place.minutes for place in row)
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
    named = bound_cases(row)
    tight = _tightened(row, named) if any(place.after for place in row) else list(row)
    if tight is None:
        return None
    bound = sorted(named, key=lambda number: (tight[number].last + tight[number].minutes, number))
    free: dict[int, list[int]] = {}
    for number in sorted(set(range(len(row))) - set(bound)):
        free.setdefault(row[number].minutes, []).append(number)
    if not _could_fit([tight[number] for number in bound], tight):
        return None
    lengths = sorted(free)
    puzzle = Puzzle(
        bound=tuple(_among(tight[number], bound) for number in bound),
        lengths=tuple(lengths),
        counts=tuple(len(free[length]) for length in lengths),
    )
    steps = _search(puzzle)
    if steps is None:
        return None
    order = [bound[which] if is_bound else free[lengths[which]].pop() for which, is_bound in steps]
    return order + [number for length in lengths for number in free[length]]


def _tightened(row: Sequence[Place], bound: Sequence[int]) -> list[Place] | None:
    """Draw windows in along precedence: after all that must come before, and in time for all that must come after.

    Each pass settles one more link of the longest chain; what is never settled is a circle, and gives None.
    """
    tight = list(row)
    for _ in range(len(bound) + 1):
        before = list(tight)
        for number in bound:
            earlier = [other for other in bound if row[number].after >> other & 1]
            ends = [tight[other].first + tight[other].minutes for other in earlier]
            together = sum(tight[other].minutes for other in earlier)
            tight[number] = replace(tight[number], first=max([tight[number].first, together, *ends]))
            for other in earlier:
                latest = min(tight[other].last, tight[number].last - tight[other].minutes)
                tight[other] = replace(tight[other], last=latest)
        if tight == before:
            return tight
    return None


def _among(place: Place, bound: Sequence[int]) -> Place:
    after = sum(1 << position for position, number in enumerate(bound) if place.after >> number & 1)
    return Place(place.first, place.last, place.minutes, after)


def _search(puzzle: Puzzle) -> list[Step] | None:
    """Go depth first, the tightest bound case first, until all of them stand; the free cases left may follow."""
    everything = (1 << len(puzzle.bound)) - 1
    start: State = (0, 0, puzzle.counts)
    came_by: dict[tuple[int, tuple[int, ...]], tuple[State, Step]] = {}
    seen = {(0, puzzle.counts)}
    stack = [start]
    while stack and len(seen) <= SEARCH_LIMIT:
        state = stack.pop()
        if state[0] == everything:
            return _retrace(state, came_by)
        for following, step in _steps(puzzle, state):
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
    mask, done, left = state
    for kind, count in enumerate(left):
        if count:
            fewer = (*left[:kind], count - 1, *left[kind + 1 :])
            yield (mask, done + puzzle.lengths[kind], fewer), (kind, False)
    for number in range(len(puzzle.bound) - 1, -1, -1):  # the stack takes the last one first
        place = puzzle.bound[number]
        if not mask >> number & 1 and place.first <= done <= place.last and not place.after & ~mask:
            yield (mask | 1 << number, done + place.minutes, left), (number, True)


def _in_time(puzzle: Puzzle, state: State) -> bool:
    mask, clock, _ = state
    for number, place in enumerate(puzzle.bound):
        if not mask >> number & 1:
            clock += place.minutes
            if clock > place.last + place.minutes:
                return False
    return True


def _could_fit(bound: Sequence[Place], row: Sequence[Place]) -> bool:
    """Refuse what cannot be at once: no position at all, too much between two times, no sum that hits a window."""
    if any(place.first > place.last for place in bound):
        return False
    for opening in sorted({place.first for place in bound}):
        clock = opening
        inside = sorted((place.last + place.minutes, place.minutes) for place in bound if place.first >= opening)
        for deadline, minutes in inside:
            clock += minutes
            if clock > deadline:
                return False
    return all(_is_sum(place, row) for place in bound if place.last - place.first < NARROW)


def _is_sum(place: Place, row: Sequence[Place]) -> bool:
    """Every start is a sum of other cases' minutes; a narrow window may hold no such sum at all."""
    sums, window = 1, (1 << place.last + 1) - 1
    for other in row:
        if other is not place:
            sums = (sums | sums << other.minutes) & window
    return bool(sums >> place.first)
