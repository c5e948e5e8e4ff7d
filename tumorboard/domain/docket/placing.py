"""Whether cases with windows and precedence can stand in one gapless row, the other cases filling in between."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SEARCH_LIMIT = 200_000  # states; counted, so that the answer never depends on the machine


@dataclass(frozen=True, slots=True)
class Place:
    """A case that may start only with `first`..`last` minutes done, and only after the places in the mask `after`."""

    first: int
    last: int
    minutes: int
    after: int


State = tuple[int, int, tuple[int, ...]]  # mask of the places done, minutes done, fillers left of each length


def can_place(places: Sequence[Place], fillers: Sequence[int]) -> bool:
    """Say whether some gapless order puts every place where it may stand; fillers (minutes) may stand anywhere."""
    if not _could_fit(places, fillers):
        return False
    lengths = sorted(set(fillers))
    counts = Counter(fillers)
    everything = (1 << len(places)) - 1
    by_deadline = sorted(range(len(places)), key=lambda index: places[index].last + places[index].minutes)
    start: State = (0, 0, tuple(counts[length] for length in lengths))
    seen = {(start[0], start[2])}
    stack = [start]
    while stack:
        state = stack.pop()
        if state[0] == everything:
            return True
        for following in _steps(state, places, lengths, by_deadline):
            key = (following[0], following[2])
            if key not in seen and _in_time(following, places, by_deadline):
                seen.add(key)
                stack.append(following)
        if len(seen) > SEARCH_LIMIT:
            return False
    return False


def _steps(state: State, places: Sequence[Place], lengths: Sequence[int], by_deadline: Sequence[int]) -> Iterator[State]:
    mask, done, left = state
    for kind, count in enumerate(left):
        if count:
            yield mask, done + lengths[kind], (*left[:kind], count - 1, *left[kind + 1 :])
    for index in reversed(by_deadline):  # the stack takes the last one first: the tightest place
        place = places[index]
        if not mask >> index & 1 and place.first <= done <= place.last and not place.after & ~mask:
            yield mask | 1 << index, done + place.minutes, left


def _in_time(state: State, places: Sequence[Place], by_deadline: Sequence[int]) -> bool:
    mask, clock, _ = state
    for index in by_deadline:
        if not mask >> index & 1:
            place = places[index]
            clock += place.minutes
            if clock > place.last + place.minutes:
                return False
    return True


def _could_fit(places: Sequence[Place], fillers: Sequence[int]) -> bool:
    if any(place.first > place.last or place.after >> index & 1 for index, place in enumerate(places)):
        return False
    for opening in {place.first for place in places}:
        inside = sorted((place.last + place.minutes, place.minutes) for place in places if place.first >= opening)
        clock = opening
        for deadline, minutes in inside:
            clock += minutes
            if clock > deadline:
                return False
    return _starts_are_sums(places, fillers)


def _starts_are_sums(places: Sequence[Place], fillers: Sequence[int]) -> bool:
    """Every start is a sum of other cases' minutes; a narrow window may hold no such sum at all."""
    narrow = [place for place in places if place.last - place.first < 15]
    for place in narrow:
        others = [*fillers, *(other.minutes for other in places if other is not place)]
        sums = 1
        for minutes in others:
            sums |= sums << minutes
            sums &= (1 << place.last + 1) - 1
        if not sums >> place.first:
            return False
    return True
