"""What each wish costs: the specialist-minutes of the docket with it, less those of the same cases without it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .assign import Crews, assign
from .hold import Eligible, judge
from .instance import Candidate, Instance, Person, Pin, Rules
from .ordering import sequence
from .pool import Pool, gather
from .select import line_up, room, select
from .sequence import Task, cost, task

LONGEST_PRICED = 20  # cases; beyond it an order is not proven, and a difference of two guesses is no price


@dataclass(frozen=True, slots=True)
class Wish:
    kind: str  # pin, before, presence or rule
    id: str
    without: Pool


def price(instance: dict[str, Any]) -> list[dict[str, Any]]:
    """Price every pin, precedence, presence and rule of the docket, each dropped alone, cases and people unchanged.

    Gives kind, id and `specialist_minutes` in the order: rules, presence by person, pins and precedence by case. Below
    zero when a wish happens to save time under the complexity rule. Nothing above 20 cases. Raises MalformedInstance.
    """
    pool = gather(instance)
    admitted = select(line_up(pool.eligible), room(pool.instance.meeting)).admitted
    if not admitted or len(admitted) > LONGEST_PRICED:
        return []
    crews = assign(admitted, pool.groups)
    known: dict[tuple[Rules, Task], int] = {}  # most wishes bind nothing and leave the task as it was
    asked = _cost(pool, admitted, crews, known)
    return [
        {"kind": wish.kind, "id": wish.id, "specialist_minutes": asked - _cost(wish.without, admitted, crews, known)}
        for wish in _wishes(pool, admitted, crews)
    ]


def _cost(pool: Pool, admitted: tuple[Eligible, ...], crews: Crews, known: dict[tuple[Rules, Task], int]) -> int:
    """Order the same cases with the same people under the pool's own restrictions and rules."""
    rules = pool.instance.rules
    by_id = {person.id: person for person in pool.instance.people}
    cases = {case.id: case for case in pool.instance.candidates}
    ids = [item.case.id for item in admitted]
    judged = [judge(cases[case], pool.groups, by_id, pool.instance.meeting.minutes) for case in ids]
    items = [item for item in judged if isinstance(item, Eligible)]  # dropping a wish never holds a case
    job = task(pool.instance, items, crews)
    if (rules, job) not in known:
        found, _ = sequence(rules, items, job)
        known[rules, job] = cost(job, found.order)
    return known[rules, job]


def _wishes(pool: Pool, admitted: tuple[Eligible, ...], crews: Crews) -> Iterator[Wish]:
    rules = pool.instance.rules
    if rules.urgent_in_first_half:
        calm = replace(pool.instance, rules=replace(rules, urgent_in_first_half=False))
        yield Wish("rule", "urgent_in_first_half", replace(pool, instance=calm))
    if rules.lambda_num:
        plain = replace(pool.instance, rules=replace(rules, lambda_num=0))
        yield Wish("rule", "complexity", replace(pool, instance=plain))
    needed = {person.id: person for item in admitted for person in crews[item.case.id]}
    for key in sorted(needed):
        if needed[key].present_from > 0 or needed[key].present_to is not None:
            yield Wish("presence", key, _always_there(pool, needed[key]))
    ids = {item.case.id for item in admitted}
    for case in sorted((item.case for item in admitted), key=lambda case: case.id):
        if case.pin is not None and case.pin.kind != "in":
            yield Wish("pin", case.id, _with_case(pool, replace(case, pin=Pin("in"))))
        if not ids.isdisjoint(case.before):
            yield Wish("before", case.id, _with_case(pool, replace(case, before=())))


def _with_case(pool: Pool, changed: Candidate) -> Pool:
    candidates = tuple(changed if case.id == changed.id else case for case in pool.instance.candidates)
    return replace(pool, instance=replace(pool.instance, candidates=candidates))


def _always_there(pool: Pool, person: Person) -> Pool:
    """Lift one person's presence; who stands for which specialty stays as it was."""
    there = replace(person, present_from=0, present_to=None)

    def swap(people: tuple[Person, ...]) -> tuple[Person, ...]:
        return tuple(there if other.id == person.id else other for other in people)

    groups: Mapping[str, tuple[Person, ...]] = {name: swap(group) for name, group in pool.groups.items()}
    instance: Instance = replace(pool.instance, people=swap(pool.instance.people))
    return replace(pool, instance=instance, groups=groups)
