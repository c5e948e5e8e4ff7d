"""Find the running order: proven best for a usual docket, good and with an honest floor for a long one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .bounds import floor_under
from .chart import Chart, chart
from .grouping import share_out
from .hold import Eligible
from .instance import Rules
from .narrowing import Place
from .placing import arrange, can_stand
from .polish import carry
from .sequence import Found, Order, Task, objective, own_time
from .sequence_beam import beam, polish, promising, varied
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

    part: int  # cases that are swapped as one part, and parts that share one table
    joined: int
    swaps: int
    width: int
    reach: int
    carries: int


def effort(count: int) -> Effort:
    """Say how hard to look for a good order of so many cases before proving anything."""
    if count <= 16:
        return Effort(part=8, joined=1, swaps=0, width=60, reach=0, carries=0)
    if count <= USUALLY_PROVEN:
        return Effort(part=5, joined=3, swaps=100_000, width=100, reach=5, carries=0)
    part = 8 if count <= 32 else 7
    return Effort(part, joined=2, swaps=400_000, width=max(1, 200_000 // count**2), reach=8, carries=6_000)


def sequence(rules: Rules, admitted: Sequence[Eligible], job: Task) -> tuple[Found, list[str]]:
    """Order the admitted cases, emergencies in the first half if the rule asks for it and any order allows it.

    Gives the order found and the rules waived for it.
    """
    if not admitted:
        return Found((), 0, 0, "optimal"), []
    emergencies = [place for place, item in enumerate(admitted) if item.case.tier == 0]
    if not rules.urgent_in_first_half or not emergencies:
        return best_order(job), []
    limited = first_half(job, emergencies)
    if not has_order(limited):
        return best_order(job), ["urgent_in_first_half"]
    return best_order(limited), []


def first_half(job: Task, emergencies: Sequence[int]) -> Task:
    """Let the named cases start only in the first half of the discussion, or of their own time if that is longer."""
    total, urgent = sum(job.minutes), sum(job.minutes[case] for case in emergencies)
    latest = (max(total, 2 * urgent) - 1) // 2
    last = list(job.last)
    for case in emergencies:
        last[case] = min(last[case], latest)
    return replace(job, last=tuple(last))


def best_order(job: Task) -> Found:
    """Order the cases of a task whose restrictions can all be honoured; objective and floor in the task's units."""
    count = len(job.minutes)
    if count > LONGEST_SEARCHED:
        order = _required(job)
        return Found(order, objective(job, order), job.unit * own_time(job), "bounded")
    work = effort(count)
    sets = chart(job, share_out(job, work.part, work.joined, work.swaps))
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
    """One beam and one band where a proof follows; else two beams that err differently, each refined."""
    likely = beam(sets, work.width, promising) or _required(job)
    if not work.carries:
        return _banded(job, sets, likely, work.reach)
    starts = [likely, beam(sets, work.width, varied) or likely]
    return min((_refined(job, sets, order, work) for order in starts), key=lambda order: (objective(job, order), order))


def _refined(job: Task, sets: Chart, order: Order, work: Effort, rounds: int = REFINEMENTS) -> Order:
    """Far moves and a band by turns, until neither finds anything or the rounds are over."""
    better = _banded(job, sets, carry(job, order, work.carries), work.reach)
    return better if better == order or rounds == 1 else _refined(job, sets, better, work, rounds - 1)


def _banded(job: Task, sets: Chart, order: Order, reach: int) -> Order:
    better = order if reach else None
    while better is not None:
        order = better
        better = polish(sets, order, reach, BAND_WIDTH, objective(job, order) - sets.base)
    return order


def _required(job: Task) -> Order:
    order = some_order(job)
    if order is None:
        raise ValueError("the restrictions of the admitted cases contradict one another")
    return order


def has_order(job: Task) -> bool:
    """Tell whether some order honours every restriction."""
    return can_stand(_places(job), {})


def some_order(job: Task) -> Order | None:
    """Any order that honours every restriction; None when there is none."""
    order = arrange(_places(job))
    return None if order is None else tuple(order)


def _places(job: Task) -> list[Place]:
    row = zip(job.first, job.last, job.minutes, job.after, strict=True)
    return [Place(*place) for place in row]
