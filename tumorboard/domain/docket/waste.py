"""What waiting and lateness cannot be avoided, whatever the order, and how much a group of cases makes by itself."""

from collections.abc import Sequence
from fractions import Fraction

from .sequence import Task

NEVER = 1 << 60_000  # above every sum of products of three numbers that can be read


def falling_weight(job: Task, cases: Sequence[int]) -> list[int]:
    """Sort cases by weight per minute, heaviest first: the best order when nobody's waiting counts."""
    return sorted(cases, key=lambda case: (Fraction(-job.weight[case], job.minutes[case]), case))


def complexity_floor(job: Task) -> int:
    """What complexity costs in its own best order, breaks left out."""
    floor = done = 0
    for case in falling_weight(job, range(len(job.minutes))):
        floor += job.weight[case] * done
        done += job.minutes[case]
    return floor


def waste_to_come(job: Task, cases: Sequence[int]) -> list[int]:
    """For every subset of a group already done, the least waste its other cases make among themselves.

    Restrictions and breaks are left out, and so is everyone's other business: a floor in every order.
    """
    people = [0]
    for case in cases:
        people += [value | job.people[case] for value in people]
    full = len(people) - 1
    waste = [0] * (full + 1)
    bits = {case: 1 << number for number, case in enumerate(cases)}
    falling = falling_weight(job, cases)
    moves = [(bits[case], job.minutes[case], ~job.people[case], job.weight[case]) for case in falling]
    weighted = any(job.weight[case] for case in cases)
    unit = job.unit
    for subset in range(full - 1, -1, -1):
        left = full ^ subset
        present = people[subset] & people[left]
        if weighted:
            best, heavier, longer = NEVER, 0, 0
            for bit, length, others, weight in moves:
                if left & bit:
                    more = length * (unit * (present & others).bit_count() + heavier) - weight * longer
                    best = min(best, more + waste[subset | bit])
                    heavier += weight
                    longer += length
            waste[subset] = best
        else:
            waste[subset] = min(
                unit * length * (present & others).bit_count() + waste[subset | bit]
                for bit, length, others, _ in moves
                if left & bit
            )
    return waste
