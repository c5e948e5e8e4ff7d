"""Search a gapless row depth first: bound cases where they may stand, free ones of each length in between."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter

from .narrowing import Place

Bound = tuple[int, int, int, int, int, bool]  # bit, first, last, minutes, after, whether another case waits for it
Free = tuple[int, int, int]  # minutes; how a state counts one case of this length, and all of them
Likeness = tuple[tuple[Bound, ...], tuple[Free, ...], int]
Step = tuple[int, bool]  # which bound case, or which length
Choice = tuple[int, int, int, int, bool, int, Step]  # first, last, last in time for all, minutes, leads, bit, step
Choices = tuple[list[Choice], int]
Option = tuple[int, int, Step]  # minutes of the step, the state behind it, the step


class TooLong(Exception):
    """So many states were looked at that the search was given up."""


@dataclass(frozen=True, slots=True)
class Puzzle:
    """The bound cases in order of their deadline, and the free cases by length.

    A state is one number: a bit for each bound case done, and above these, for each length, the free cases left.
    """

    bound: tuple[Bound, ...]
    named: tuple[int, ...]  # the bound cases by their numbers in the row
    free: tuple[Free, ...]  # the longest first
    total: int  # minutes
    spare: tuple[tuple[int, ...], ...]  # the free cases of each length by their numbers in the row

    @property
    def likeness(self) -> Likeness:
        """What decides whether an order exists, whoever the cases are."""
        return self.bound, self.free, self.start

    @property
    def everything(self) -> int:
        """The bound cases all done."""
        return (1 << len(self.bound)) - 1

    @property
    def start(self) -> int:
        """The state in which nothing is done."""
        return sum(one * len(spare) for (_, one, _), spare in zip(self.free, self.spare, strict=True))

    def left(self, state: int) -> list[int]:
        """The minutes of every free case that is left."""
        return [minutes for minutes, one, all_of_them in self.free for _ in range((state & all_of_them) // one)]

    def slack(self, state: int, done: int) -> int:
        """How many minutes the bound cases left may be put off, if they follow one another by their deadlines."""
        least = self.total
        for bit, _, last, minutes, _, _ in self.bound:
            if not state & bit:
                least = min(least, last - done)
                done += minutes
        return least


Opens = Callable[[int, int], bool]


def puzzle(row: Sequence[Place], bound: Sequence[int]) -> Puzzle:
    """Put the bound cases by deadline, and all free cases of one length together."""
    named = sorted(bound, key=lambda number: (row[number].last + row[number].minutes, number))
    among = set(bound)
    spare: dict[int, list[int]] = {}
    for number, place in enumerate(row):
        if number not in among:
            spare.setdefault(place.minutes, []).append(number)
    lengths = sorted(spare, reverse=True)
    widths = [len(spare[length]).bit_length() for length in lengths]
    shifts = accumulate(widths, initial=len(named))
    return Puzzle(
        bound=_bound(row, named),
        named=tuple(named),
        free=tuple((length, 1 << shift, (1 << width) - 1 << shift)
                   for length, width, shift in zip(lengths, widths, shifts, strict=False)),
        total=sum([place.minutes for place in row]),
        spare=tuple(tuple(spare[length]) for length in lengths),
    )


def _bound(row: Sequence[Place], named: Sequence[int]) -> tuple[Bound, ...]:
    leading = 0
    for number in named:
        leading |= row[number].after
    # Most rows know no precedence, and then there is nothing to look up.
    position = {number: 1 << turn for turn, number in enumerate(named)} if leading else {}
    masks = [sum(bit for other, bit in position.items() if row[number].after >> other & 1) if row[number].after else 0
             for number in named]
    return tuple(
        (1 << position, row[number].first, row[number].last, row[number].minutes, masks[position],
         bool(leading >> number & 1))
        for position, number in enumerate(named)
    )


def solve(sought: Puzzle, most: int, *, longest_first: bool = False, opens: Opens | None = None) -> list[int] | None:
    """Go depth first until all bound cases stand; the free ones left may follow. None when no order exists.

    The tightest case first is right at once for a usual docket; where it is not, the short cases had better be kept
    for the gaps that the long ones leave. `opens` tells of a state whether it is worth going on from; without it, each
    is. Raises TooLong.
    """
    everything, start = sought.everything, sought.start
    came_by: dict[int, tuple[int, Step] | None] = {start: None}
    choices: dict[int, Choices] = {}
    stack = [(start, 0)]
    while stack:
        state, done = stack.pop()
        if state & everything == everything:
            return _retrace(sought, state, came_by)
        if len(came_by) > most:
            raise TooLong
        if opens is not None and not opens(state, done):
            continue
        options = _options(sought, choices, state, done)
        if longest_first:
            options.sort(key=itemgetter(0), reverse=True)
        for minutes, following, step in reversed(options):  # the stack takes the last one first
            if following not in came_by:
                came_by[following] = state, step
                stack.append((following, done + minutes))
    return None


def _retrace(sought: Puzzle, state: int, came_by: dict[int, tuple[int, Step] | None]) -> list[int]:
    steps: list[Step] = []
    came = came_by[state]
    while came is not None:
        steps.append(came[1])
        came = came_by[came[0]]
    spare = [list(numbers) for numbers in sought.spare]
    order = [sought.named[which] if is_bound else spare[which].pop() for which, is_bound in reversed(steps)]
    return order + [number for numbers in spare for number in numbers]


def _choices(sought: Puzzle, mask: int) -> Choices:
    """The bound cases left that may come next, and when the next step must be over for all that are left.

    Each is in time if those left follow one another by their deadlines; who is taken first puts off only those before.
    """
    found: list[Choice] = []
    before, over = 0, sought.total
    for number, (bit, first, last, minutes, after, leads) in enumerate(sought.bound):
        if not mask & bit:
            if after & mask == after:
                found.append((first, last, over - minutes, minutes, leads, bit, (number, True)))
            over = min(over, last - before)
            before += minutes
    return found, over


def _options(sought: Puzzle, known: dict[int, Choices], state: int, done: int) -> list[Option]:
    """The steps after which all can still be in time, bound cases before free ones.

    Of cases equally long that may all come next only the most pressing: two that changed places would do as well.
    That does not hold for a case that others wait for; it must be tried beside the more pressing one.
    """
    found: list[Option] = []
    tried: set[int] = set()
    mask = state & sought.everything
    if mask not in known:
        known[mask] = _choices(sought, mask)
    bound, over = known[mask]
    for first, last, until, minutes, leads, bit, step in bound:
        if first <= done <= last and (leads or minutes not in tried):
            tried.add(minutes)
            if done <= until:
                found.append((minutes, state | bit, step))
    slack = over - done
    for kind, (minutes, one, all_of_them) in enumerate(sought.free):
        if minutes <= slack and state & all_of_them and minutes not in tried:
            found.append((minutes, state - one, (kind, False)))
    return found
