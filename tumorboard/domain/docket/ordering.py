"""Find the running order: proven best for a usual docket, good and with an honest floor for a long one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .bounds import floor_under
from .chart import Chart, chart
from .grouping import share_out
from .placing import Place, arrange
from .polish import carry
from .sequence import Found, Order, Task, objective, own_time
from .sequence_beam import beam, polish
from .sequence_exact import solve

USUALLY_PROVEN = 20  # cases
EXACT_STATES = 900_000  # sets of cases; up to 16 cases there are too few to reach it
FLOOR_STATES = 3_000
LONGEST_SEARCHED = 100  # cases; beyond it any order that honours the restrictions must do
BAND_WIDTH = 150
REFINEMENTS = 4


@dataclass(frozen=True, slots=True)
class Effort:
    """Counted work by the number of cases, never by the clock: the same plan on a busy machine."""

    group: int  # most cases in a group with a table of its own
    swaps: int
    width: int
    reach: int
    carries: int


def effort(count: int) -> Effort:
    """Say how hard to look for a good order of so many cases before proving anything."""
    if count <= 16:
        return Effort(group=8, swaps=0, width=60, reach=0, carries=0)
    if count <= USUALLY_PROVEN:
        return Effort(group=10, swaps=100_000, width=100, reach=5, carries=0)
    group = 16 if count <= 32 else 14
    return Effort(group, swaps=400_000, width=max(1, 360_000 // count**2), reach=8, carries=3_000)


def urgent_first(job: Task, emergencies: Sequence[int]) -> Task | None:
    """Let the named cases start only in the first half; None when no order honours that with everything else."""
    total, urgent = sum(job.minutes), sum(job.minutes[case] for case in emergencies)
    latest = (max(total, 2 * urgent) - 1) // 2
    last = list(job.last)
    for case in emergencies:
        last[case] = min(last[case], latest)
    limited = replace(job, last=tuple(last))
    return None if _some_order(limited) is None else limited


def best_order(job: Task) -> Found:
    """Order the cases of a task whose restrictions can all be honoured; objective and floor in the task's units."""
    count = len(job.minutes)
    if count > LONGEST_SEARCHED:
        order = _required(job)
        return Found(order, objective(job, order), job.unit * own_time(job), "bounded")
    work = effort(count)
    sets = chart(job, share_out(job, work.group, work.swaps))
    order = _good_order(job, sets, work)
    ceiling = objective(job, order) - sets.base
    if count <= USUALLY_PROVEN:
        proof = solve(sets, ceiling, EXACT_STATES)
    else:
        proof = floor_under(sets, ceiling, FLOOR_STATES)
    order = proof.order or order
    value, bound = objective(job, order), proof.waste + sets.base
    return Found(order, value, bound, "optimal" if bound == value else "bounded")


def _good_order(job: Task, sets: Chart, work: Effort) -> Order:
    """A beam, then far moves and a band by turns; without far moves one band is enough, for a proof follows."""
    order = beam(sets, work.width) or _required(job)
    if not work.carries:
        return _banded(job, sets, order, work.reach)
    for _ in range(REFINEMENTS):
        better = _banded(job, sets, carry(job, order, work.carries), work.reach)
        if better == order:
            break
        order = better
    return order


def _banded(job: Task, sets: Chart, order: Order, reach: int) -> Order:
    better = order if reach else None
    while better is not None:
        order = better
        better = polish(sets, order, reach, BAND_WIDTH, objective(job, order) - sets.base)
    return order


def _required(job: Task) -> Order:
    order = _some_order(job)
    if order is None:
        raise ValueError("the restrictions of the admitted cases contradict one another")
    return order


def _some_order(job: Task) -> Order | None:
    row = zip(job.first, job.last, job.minutes, job.after, strict=True)
    order = arrange([Place(*place) for place in row])
    return None if order is None else tuple(order)
