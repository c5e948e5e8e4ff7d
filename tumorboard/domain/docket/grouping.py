"""Share the cases out into groups whose own least waste adds up to much: the floor that every search stands on."""

from collections.abc import Sequence

from .sequence import Task
from .waste import waste_to_come


def share_out(job: Task, part: int, joined: int, swaps: int) -> list[list[int]]:
    """Part the cases into parts of at most `part`, swap between them for the better, and join so many parts to a group.

    `swaps` counts subsets looked at, so that the groups are the same on every machine. The first groups are the
    largest: one large group sees more of the waiting than two halves do.
    """
    count = len(job.minutes)
    parts = -(-count // part)
    apart = _improve(job, [list(range(start, count, parts)) for start in range(parts)], swaps)
    return [[case for one in apart[start : start + joined] for case in one] for start in range(0, parts, joined)]


def _improve(job: Task, groups: list[list[int]], swaps: int) -> list[list[int]]:
    worth = [waste_to_come(job, group)[0] for group in groups]
    draw = 1  # a fixed sequence, the same on every machine
    while swaps > 0 and len(groups) > 1:
        draw = (draw * 6364136223846793005 + 1442695040888963407) % (1 << 64)
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
