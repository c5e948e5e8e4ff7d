"""A published order as it stands: timed anew with its people and blocks, never asked whether another were better."""

from collections.abc import Sequence
from typing import Any

from .assign import Crews, assign
from .fingerprint import input_hash
from .hold import Eligible
from .plan import blocks_of, first_come, running_order
from .pool import Pool, gather
from .sequence import Task, cost, objective, own_time, task


class CannotInsert(ValueError):
    """The late case may not be discussed at all; the message says why."""


def stand(instance: dict[str, Any], order: Sequence[str]) -> dict[str, Any]:
    """Time the named cases in exactly this order, in minutes after the start; raises MalformedInstance, CannotInsert.

    The answer has the keys of a plan that concern an order; its proof is never more than "bounded".
    """
    pool = gather(instance)
    items = [published_item(pool, case) for case in order]
    crews = assign(items, pool.groups)
    return timed(instance, pool, (items, crews), task(pool.instance, items, crews), range(len(items)))


def published_item(pool: Pool, case: str) -> Eligible:
    """A published case stays published, even if someone it needs has since called off."""
    for item in pool.eligible:
        if item.case.id == case:
            return item
    by_id = {person.id: person for person in pool.instance.people}
    for candidate in pool.instance.candidates:
        if candidate.id == case:
            named = tuple(by_id[need.person] for need in candidate.needs if need.person in by_id)
            return Eligible(candidate, named, (), 0, None)
    raise CannotInsert(f"the published case {case!r} is not among the candidates")


def timed(instance: dict[str, Any], pool: Pool, cases: tuple[Sequence[Eligible], Crews], job: Task,
          order: Sequence[int]) -> dict[str, Any]:
    """Give the rows, blocks and figures of one order of the cases; `over_min` counts minutes beyond the meeting."""
    items, crews = cases
    rows = running_order(job.breaks, [items[place] for place in order], crews)
    end = rows[-1]["start_min"] + rows[-1]["minutes"] if rows else 0
    return {
        "input_hash": input_hash(instance),
        "admitted": rows,
        "blocks": blocks_of(job, crews, order),
        "cost": cost(job, order),
        "fifo_cost": cost(job, first_come(items)),
        "objective": objective(job, order),
        "lower_bound": job.unit * own_time(job),
        "proof": "bounded",
        "over_min": max(0, end - pool.instance.meeting.minutes),
    }
