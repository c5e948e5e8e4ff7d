"""The map every search walks: a case's start depends only on the set already discussed, so a state is that set.

What no order can save (own minutes, the best complexity order without breaks) is taken out first; the rest,
"waste", is never negative: people waiting for one another, breaks inside blocks, complexity out of its order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .sequence import Task, own_time
from .waste import NEVER, complexity_floor, falling_weight, waste_to_come

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
    weighted: bool  # complexity counts
    longest: int
    deadlines: tuple[tuple[int, int], ...]  # each end that binds, with the cases that must be over by then
    windowed: int  # mask of the cases that may not start at every position


def chart(job: Task, groups: Sequence[Sequence[int]]) -> Chart:
    """Draw the chart of a task; each group of cases gets a table of its own exact waiting optimum."""
    ranks = tuple(case for group in groups for case in group)
    bit = {case: 1 << number for number, case in enumerate(ranks)}
    tables: list[Group] = []
    for group in groups:
        tables.append(_group(job, group, sum(len(table[2]).bit_length() - 1 for table in tables)))
    turns = _turns(job)
    return Chart(
        full=(1 << len(ranks)) - 1,
        ranks=ranks,
        moves=tuple(_move(job, case, bit) for case in falling_weight(job, ranks)),
        groups=tuple(tables),
        unit=job.unit,
        base=job.unit * own_time(job) + complexity_floor(job),
        turns=turns,
        paused=tuple(sum(pause.minutes for pause in job.breaks[:count]) for count in range(len(job.breaks) + 1)),
        weighted=any(job.weight),
        longest=max(job.minutes),
        deadlines=_deadlines(job, bit),
        windowed=sum(bit[case] for case in ranks if _is_windowed(job, case)),
    )


def _move(job: Task, case: int, bit: Mapping[int, int]) -> Move:
    after = sum(bit[other] for other in bit if job.after[case] >> other & 1)
    others = ~job.people[case]
    return bit[case], job.minutes[case], others, job.first[case], job.last[case], after, job.weight[case]


def _turns(job: Task) -> tuple[int, ...]:
    """The minutes done at which each break falls due; one break can bring the next one on at once, never forward."""
    turns: list[int] = []
    latest = before = 0
    for pause in job.breaks:
        latest = max(latest, pause.at_min - before)
        before += pause.minutes
        turns.append(latest)
    return tuple(turns)


def _is_windowed(job: Task, case: int) -> bool:
    return job.first[case] > 0 or job.last[case] < sum(job.minutes) - job.minutes[case]


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
