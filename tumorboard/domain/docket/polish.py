"""Small moves that a band cannot make: one case or a run of cases carried far, two cases exchanged."""

from collections.abc import Iterator, Sequence

from .sequence import Order, Task, honours, objective

LONGEST_RUN = 3


def carry(job: Task, order: Order, most_tries: int) -> Order:
    """Take every improving move, again and again, until none is left or the counted tries are used up."""
    best, worth, tries = order, objective(job, order), 0
    improved = True
    while improved and tries < most_tries:
        improved = False
        for moved in moves(best):
            tries += 1
            if tries > most_tries:
                break
            value = objective(job, moved)
            if value < worth and honours(job, moved):
                best, worth, improved = moved, value, True
                break
    return best


def moves(order: Sequence[int]) -> Iterator[Order]:
    """All orders that differ by one short run carried elsewhere, one run turned round, or one exchange."""
    yield from runs_carried(order, LONGEST_RUN)
    count = len(order)
    for first in range(count):
        for end in range(first + 2, min(count, first + count - 1) + 1):
            yield (*order[:first], *reversed(order[first:end]), *order[end:])
    for first in range(count):
        for second in range(first + 2, count):
            exchanged = list(order)
            exchanged[first], exchanged[second] = exchanged[second], exchanged[first]
            yield tuple(exchanged)


def runs_carried(order: Sequence[int], longest: int) -> Iterator[Order]:
    """All orders that differ by one run of at most `longest` cases carried elsewhere."""
    for length in range(1, min(longest, len(order) - 1) + 1):
        for start in range(len(order) - length + 1):
            run, rest = order[start : start + length], (*order[:start], *order[start + length :])
            for place in range(len(rest) + 1):
                if place != start:
                    yield (*rest[:place], *run, *rest[place:])
