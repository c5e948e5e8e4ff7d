"""The whole build: hold, select, assign, sequence, explain; an instance in, a plan out, and nothing else."""

from collections.abc import Mapping, Sequence
from typing import Any

from .assign import assign
from .clock import wall
from .explain import counterfactuals
from .fingerprint import input_hash
from .hold import Eligible, duty_groups, sort_out
from .instance import Instance, Person
from .ordering import best_order, urgent_first
from .reading import parse
from .select import bumped_in_order, line_up, room, select
from .sequence import Found, Task, blocks, cost, starts, task

Crews = Mapping[str, tuple[Person, ...]]


def plan(instance: dict[str, Any]) -> dict[str, Any]:
    """Plan one meeting from its instance; minutes after the start, people and cases by id.

    The same instance gives the same plan in any order of its rows and keys. Raises MalformedInstance.
    """
    parsed = parse(instance)
    groups = duty_groups(parsed)
    eligible, held = sort_out(parsed, groups)
    queue = line_up(eligible)
    selection = select(queue, room(parsed.meeting))
    crews = assign(selection.admitted, groups)
    job = task(parsed, selection.admitted, crews)
    found, waived = sequence(parsed, selection.admitted, job)
    bumped = bumped_in_order(queue, selection.admitted)
    remedies = counterfactuals(queue, parsed.meeting, bumped)
    reasons = {item.case.id: "no_slot" if item.case.id in selection.no_slot else "capacity" for item in bumped}
    return {
        "input_hash": input_hash(instance),
        "admitted": _running_order(parsed, selection.admitted, crews, found.order),
        "bumped": [{"id": key, "reason": reason, "counterfactual": remedies[key]} for key, reason in reasons.items()],
        "held": [{"id": item.id, "reason": item.reason, "detail": list(item.detail)} for item in held],
        "blocks": _blocks(job, crews, found.order),
        "cost": cost(job, found.order),
        "fifo_cost": cost(job, first_come(selection.admitted)),
        "objective": found.objective,
        "lower_bound": found.lower_bound,
        "proof": found.proof,
        "waived": waived,
    }


def sequence(instance: Instance, admitted: Sequence[Eligible], job: Task) -> tuple[Found, list[str]]:
    """Order the admitted cases, urgent ones in the first half if the rule asks for it and any order allows it."""
    if not admitted:
        return Found((), 0, 0, "optimal"), []
    emergencies = [place for place, item in enumerate(admitted) if item.case.tier == 0]
    if not instance.rules.urgent_in_first_half or not emergencies:
        return best_order(job), []
    limited = urgent_first(job, emergencies)
    if limited is None:
        return best_order(job), ["urgent_in_first_half"]
    return best_order(limited), []


def first_come(admitted: Sequence[Eligible]) -> list[int]:
    """The order in which the cases were submitted, as ranks among the admitted."""
    return sorted(range(len(admitted)), key=lambda case: (admitted[case].case.submitted_at, admitted[case].case.id))


def _running_order(
    instance: Instance, admitted: Sequence[Eligible], crews: Crews, order: Sequence[int]
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    done = 0
    for case in (admitted[place].case for place in order):
        people = [person.id for person in crews[case.id]]
        start = wall(done, instance.meeting.breaks)
        rows.append({"id": case.id, "start_min": start, "minutes": case.minutes, "people": people})
        done += case.minutes
    return rows


def _blocks(job: Task, crews: Crews, order: Sequence[int]) -> list[dict[str, Any]]:
    paid = sorted({person.id for crew in crews.values() for person in crew if not person.whole_meeting})
    minutes = [job.minutes[case] for case in order]
    spans = blocks([job.people[case] for case in order], minutes, starts(minutes, job.breaks))
    return [
        {"person": person, "from_min": spans[1 << number][0], "to_min": spans[1 << number][1]}
        for number, person in enumerate(paid)
    ]
