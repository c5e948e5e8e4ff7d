"""Share the cases out into groups whose own least waste adds up to much: the floor that every search stands on."""

from collections.abc import Sequence

from .chart import waste_to_come
from .sequence import Task

SMALL = 5
SWAPS = 150_000  # subset steps spent on swapping cases between groups, small groups first


def share_out(job: Task, size: int, swaps: int = SWAPS) -> list[list[int]]:
    """Part the cases into groups of about `size`, trying swaps between them until the counted work is used up."""
    count = len(job.minutes)
    wanted = max(1, -(-count // size))
    if not swaps:
        return [list(range(start, count, wanted)) for start in range(wanted)]
    parts = -(-size // SMALL) * wanted
    small = _improve(job, [group for group in (list(range(start, count, parts)) for start in range(parts)) if group], swaps)
    merged: list[list[int]] = [[] for _ in range(wanted)]
    for number, group in enumerate(small):
        merged[number % wanted] += group
    return _improve(job, [group for group in merged if group], swaps)


def _improve(job: Task, groups: list[list[int]], swaps: int) -> list[list[int]]:
    worth = [waste_to_come(job, group)[0] for group in groups]
    draw = 1
    while swaps > 0 and len(groups) > 1:
        draw = (draw * 6364136223846793005 + 1442695040888963407) % (1 << 64)  # fixed sequence: the same on every machine
        one, other = (draw >> 16) % len(groups), (draw >> 24) % (len(groups) - 1)
        other += other >= one
        left, right = list(groups[one]), list(groups[other])
        here, there = (draw >> 32) % len(left), (draw >> 48) % len(right)
        left[here], right[there] = right[there], left[here]
        gain_left, gain_right = waste_to_come(job, left)[0], waste_to_come(job, right)[0]
        if gain_left + gain_right >= worth[one] + worth[other]:
            groups[one], groups[other], worth[one], worth[other] = left, right, gain_left, gain_right
        swaps -= _work(left) + _work(right)
    return groups


def _work(group: Sequence[int]) -> int:
    return len(group) << len(group)
