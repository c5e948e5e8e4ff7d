"""Take a late case into a published order: what was published keeps its order, and only a person may change that."""

from collections.abc import Mapping, Sequence
from typing import Any

from .assign import Crews, crew, duty_people
from .hold import Eligible
from .instance import Person
from .ordering import first_half
from .polish import runs_carried
from .pool import Pool, gather
from .sequence import Order, Task, cost, objective, out_of_place, task
from .standing import CannotInsert, published_item, timed

LONGEST_BLOCK = 8  # cases that a suggested move may carry together


def insert(instance: dict[str, Any], published: Sequence[str], late: str, *, suggest: bool = True) -> dict[str, Any]:
    """Place one late case where it costs the fewest specialist-minutes between the published ones, in their order.

    `published` holds ids in running order; the answer's times are minutes after the start. `violated` names cases
    whose window, pin or precedence the new order breaks: such a place is taken only when every place breaks one.
    `appended_cost` is what the order would cost with the late case at the end. `suggestion` is one move of a block
    that would save more; it is never taken here, and not looked for without `suggest`. Raises MalformedInstance and
    CannotInsert.
    """
    pool = gather(instance)
    items = [published_item(pool, case) for case in published]
    items.append(_late(pool, late, published))
    crews = _crews(pool, items)
    job = task(pool.instance, items, crews)
    ruled = _ruled(pool, items, job)
    before: Order = tuple(range(len(published)))
    order = _best_place(job, ruled, before)
    return timed(instance, pool, (items, crews), job, order) | {
        "place": order.index(len(published)) + 1,
        "published_cost": cost(job, before),
        "appended_cost": cost(job, (*before, len(published))),
        "violated": sorted(items[place].case.id for place in out_of_place(job, order)),
        "waived": ["urgent_in_first_half"] if len(out_of_place(ruled, order)) > len(out_of_place(job, order)) else [],
        "suggestion": _suggestion(ruled, order, items) if suggest else None,
    }


def _late(pool: Pool, late: str, published: Sequence[str]) -> Eligible:
    if late in published:
        raise CannotInsert(f"{late!r} is already published")
    for held in pool.held:
        if held.id == late:
            raise CannotInsert(f"{late!r} is held: {held.reason} {', '.join(held.detail)}".rstrip())
    for item in pool.eligible:
        if item.case.id == late:
            return item
    raise CannotInsert(f"{late!r} is not among the candidates")


def _crews(pool: Pool, items: Sequence[Eligible]) -> Crews:
    """Whoever was published for a specialty stays on it; only a specialty new to the docket is assigned now."""
    duty: Mapping[str, Person] = {**duty_people(items, pool.groups), **duty_people(items[:-1], pool.groups)}
    return {item.case.id: crew(item, duty) for item in items}


def _ruled(pool: Pool, items: Sequence[Eligible], job: Task) -> Task:
    if not pool.instance.rules.urgent_in_first_half:
        return job
    return first_half(job, [place for place, item in enumerate(items) if item.case.tier == 0])


def _best_place(job: Task, ruled: Task, before: Order) -> Order:
    """Break the fewest restrictions, then the rule, then cost least; among equals the latest, which moves fewest."""
    late = len(before)

    def worth(place: int) -> tuple[int, int, int, int]:
        order = (*before[:place], late, *before[place:])
        return len(out_of_place(job, order)), len(out_of_place(ruled, order)), objective(job, order), -place

    place = min(range(len(before) + 1), key=worth)
    return (*before[:place], late, *before[place:])


def _suggestion(job: Task, order: Order, items: Sequence[Eligible]) -> dict[str, Any] | None:
    broken = len(out_of_place(job, order))
    better = [
        (objective(job, moved), moved)
        for moved in runs_carried(order, LONGEST_BLOCK)
        if len(out_of_place(job, moved)) <= broken
    ]
    best = min(better, default=None)
    if best is None or best[0] >= objective(job, order):
        return None
    return {
        "order": [items[place].case.id for place in best[1]],
        "saves": cost(job, order) - cost(job, best[1]),
    }
