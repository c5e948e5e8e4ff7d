"""The map every search walks: a case's start depends only on the set already discussed, so a state is that set.

What no order can save (own minutes, the best complexity order without breaks) is taken out first; the rest,
"waste", is never negative: people waiting for one another, breaks inside blocks, complexity out of its order.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .sequence import Task, own_time

NEVER = 1 << 62
Move = tuple[int, int, int, int, int, int, int]  # bit, minutes, not its people, first, last, after, weight
Group = tuple[int, int, list[int], list[int], list[int], list[int]]  # shift, mask; by subset done: see _group


@dataclass(frozen=True, slots=True)
class Chart:
    full: int
    ranks: tuple[int, ...]  # of each bit
    moves: tuple[Move, ...]  # by falling weight per minute
    groups: tuple[Group, ...]
    unit: int
    base: int
    turns: tuple[int, ...]  # minutes done at which each break falls due
    paused: tuple[int, ...]  # break minutes behind us after so many turns
    plain: bool  # no weights, no breaks
    deadlines: tuple[tuple[int, int], ...]  # each end that binds, with the cases that must be over by then


def chart(job: Task, groups: Sequence[Sequence[int]]) -> Chart:
    """Draw the chart of a task; each group of cases gets a table of its own exact waiting optimum."""
    ranks = tuple(case for group in groups for case in group)
    bit = {case: 1 << number for number, case in enumerate(ranks)}
    after = {case: sum(bit[other] for other in ranks if job.after[case] >> other & 1) for case in ranks}
    tables: list[Group] = []
    for group in groups:
        tables.append(_group(job, group, sum(len(table[2]).bit_length() - 1 for table in tables)))
    turns = _turns(job)
    return Chart(
        full=(1 << len(ranks)) - 1,
        ranks=ranks,
        moves=tuple(
            (bit[case], job.minutes[case], ~job.people[case], job.first[case], job.last[case], after[case], job.weight[case])
            for case in falling_weight(job, ranks)
        ),
        groups=tuple(tables),
        unit=job.unit,
        base=job.unit * own_time(job) + _complexity_floor(job),
        turns=turns,
        paused=tuple(sum(pause.minutes for pause in job.breaks[:count]) for count in range(len(job.breaks) + 1)),
        plain=not turns and not any(job.weight),
        deadlines=_deadlines(job, bit),
    )


def falling_weight(job: Task, cases: Sequence[int]) -> list[int]:
    """Sort cases by weight per minute, heaviest first: the best order when nobody's waiting counts."""
    return sorted(cases, key=lambda case: (Fraction(-job.weight[case], job.minutes[case]), case))


def _complexity_floor(job: Task) -> int:
    floor = done = 0
    for case in falling_weight(job, range(len(job.minutes))):
        floor += job.weight[case] * done
        done += job.minutes[case]
    return floor


def _turns(job: Task) -> tuple[int, ...]:
    total, before = sum(job.minutes), 0
    turns: list[int] = []
    for pause in job.breaks:
        turns.append(max(0, pause.at_min - before))
        before += pause.minutes
    return tuple(turn for turn in turns if turn <= total)


def survey(chart: Chart, done_mask: int) -> tuple[int, int, int]:
    """For a set of cases done: minutes done, people who came and are still needed, and a floor of the waste to come.

    The floor is NEVER when a case still to come is already too late.
    """
    done = came = needed = floor = 0
    closing = NEVER
    for shift, mask, minutes, people, last, waste in chart.groups:
        part = done_mask >> shift & mask
        done += minutes[part]
        came |= people[part]
        needed |= people[mask ^ part]
        floor += waste[part]
        if last[part] < closing:
            closing = last[part]
    return done, came & needed, floor if done <= closing else NEVER


def in_time(chart: Chart, done_mask: int) -> bool:
    """Whether the cases still to come can all be over by their deadlines, one straight after the other."""
    left = chart.full ^ done_mask
    done = sum(minutes[done_mask >> shift & mask] for shift, mask, minutes, *_ in chart.groups)
    for end, bound in chart.deadlines:
        due = left & bound
        if due and done + sum(minutes[due >> shift & mask] for shift, mask, minutes, *_ in chart.groups) > end:
            return False
    return True


def options(chart: Chart, done_mask: int, waste: int, done: int, present: int) -> list[tuple[int, int]]:
    """Every case that may come next, as the set then done and the waste by then."""
    left = chart.full ^ done_mask
    unit = chart.unit
    if chart.plain:
        return [
            (done_mask | bit, waste + unit * minutes * (present & others).bit_count())
            for bit, minutes, others, first, last, after, _ in chart.moves
            if left & bit and first <= done <= last and not after & left
        ]
    found: list[tuple[int, int]] = []
    heavier = longer = 0
    pause = chart.paused[bisect_right(chart.turns, done)]
    for bit, minutes, others, first, last, after, weight in chart.moves:
        if left & bit:
            if first <= done <= last and not after & left:
                more = unit * minutes * (present & others).bit_count()
                more += minutes * heavier - weight * longer + weight * pause
                resting = chart.paused[bisect_right(chart.turns, done + minutes)] - pause
                if resting:
                    more += unit * resting * survey(chart, done_mask | bit)[1].bit_count()
                found.append((done_mask | bit, waste + more))
            heavier += weight
            longer += minutes
    return found


def _deadlines(job: Task, bit: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    total = sum(job.minutes)
    ends = {case: job.last[case] + job.minutes[case] for case in bit if job.last[case] + job.minutes[case] < total}
    return tuple((end, sum(bit[case] for case in ends if ends[case] <= end)) for end in sorted(set(ends.values())))


def _group(job: Task, cases: Sequence[int], shift: int) -> Group:
    """Tables over the subsets of a group: minutes done, people who came, last call of the others, waste to come."""
    minutes, people, last = [0], [0], [NEVER]
    for case in cases:
        minutes += [value + job.minutes[case] for value in minutes]
        people += [value | job.people[case] for value in people]
        closing = job.last[case]
        last = [min(value, closing) for value in last] + last
    return shift, len(minutes) - 1, minutes, people, last, waste_to_come(job, cases)


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
    moves = [(bits[case], job.minutes[case], ~job.people[case], job.weight[case]) for case in falling_weight(job, cases)]
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
