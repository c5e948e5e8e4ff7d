"""The whole build: hold, select, assign, sequence, explain; an instance in, a plan out, and nothing else."""

from collections.abc import Sequence
from typing import Any

from .assign import Crews, assign
from .explain import Counterfactual, counterfactuals
from .fingerprint import input_hash
from .hold import Eligible
from .instance import Break
from .ordering import sequence
from .pool import Pool, gather
from .select import bumped_in_order, line_up, room, select
from .sequence import Task, blocks, cost, starts, task


def plan(instance: dict[str, Any]) -> dict[str, Any]:
    """Plan one meeting from its instance; minutes after the start, people and cases by id.

    The same instance gives the same plan in any order of its rows and keys. Raises MalformedInstance.
    """
    planned = plan_of(gather(instance))  # first of all: whoever gives no instance is told so
    return {"input_hash": input_hash(instance), **planned}


def plan_of(pool: Pool) -> dict[str, Any]:
    """Plan what was read from an instance, whose hash is left out."""
    meeting = pool.instance.meeting
    queue = line_up(pool.eligible)
    selection = select(queue, room(meeting))
    admitted = selection.admitted
    crews = assign(admitted, pool.groups)
    job = task(pool.instance, admitted, crews)
    found, waived = sequence(pool.instance.rules, admitted, job)
    bumped = bumped_in_order(queue, admitted)
    remedies = counterfactuals(queue, meeting, bumped)
    return {
        "admitted": running_order(meeting.breaks, [admitted[place] for place in found.order], crews),
        "bumped": [_bumped(item.case.id, selection.no_slot, remedies[item.case.id]) for item in bumped],
        "held": [{"id": item.id, "reason": item.reason, "detail": list(item.detail)} for item in pool.held],
        "blocks": blocks_of(job, crews, found.order),
        "cost": cost(job, found.order),
        "fifo_cost": cost(job, first_come(admitted)),
        "objective": found.objective,
        "lower_bound": found.lower_bound,
        "proof": found.proof,
        "waived": waived,
    }


def first_come(admitted: Sequence[Eligible]) -> list[int]:
    """The order in which the cases were submitted, as ranks among the admitted."""
    return sorted(range(len(admitted)), key=lambda case: (admitted[case].case.submitted_at, admitted[case].case.id))


def running_order(breaks: tuple[Break, ...], items: Sequence[Eligible], crews: Crews) -> list[dict[str, Any]]:
    """Print the cases in the order given: start and length in minutes, people by id."""
    begins = starts([item.case.minutes for item in items], breaks)
    return [
        {
            "id": item.case.id,
            "start_min": begin,
            "minutes": item.case.minutes,
            "people": [person.id for person in crews[item.case.id]],
        }
        for item, begin in zip(items, begins, strict=True)
    ]


def _bumped(case: str, no_slot: frozenset[str], remedy: Counterfactual) -> dict[str, Any]:
    return {"id": case, "reason": "no_slot" if case in no_slot else "capacity", "counterfactual": remedy}


def blocks_of(job: Task, crews: Crews, order: Sequence[int]) -> list[dict[str, Any]]:
    """When each paid person is needed: from the start of their first case to the end of their last, by person."""
    paid = sorted({person.id for crew in crews.values() for person in crew if not person.whole_meeting})
    minutes = [job.minutes[case] for case in order]
    spans = blocks([job.people[case] for case in order], minutes, starts(minutes, job.breaks))
    return [
        {"person": person, "from_min": spans[1 << number][0], "to_min": spans[1 << number][1]}
        for number, person in enumerate(paid)
    ]
