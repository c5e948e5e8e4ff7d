"""Who a case needs, and whether it must be held: readiness and presence come before any rank."""

from collections.abc import Mapping
from dataclasses import dataclass

from .instance import Candidate, Instance, Person

DutyGroups = Mapping[str, tuple[Person, ...]]


@dataclass(frozen=True, slots=True)
class Held:
    id: str
    reason: str
    detail: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Eligible:
    """A case that may be admitted, with those it needs and the minutes all of them are there."""

    case: Candidate
    named: tuple[Person, ...]
    open_specialties: tuple[str, ...]
    earliest: int
    latest: int | None


def presence(person: Person, minutes: int) -> int:
    """Count the minutes a person is there in a meeting of that length."""
    leaves = minutes if person.present_to is None else min(person.present_to, minutes)
    return max(0, leaves - person.present_from)


def duty_groups(instance: Instance) -> dict[str, tuple[Person, ...]]:
    """For each specialty, the people who may stand for it: longest there, then staying anyway, then earliest."""
    having: dict[str, list[Person]] = {}
    for person in instance.people:
        for specialty in sorted(person.specialties):
            having.setdefault(specialty, []).append(person)
    minutes = instance.meeting.minutes
    return {specialty: _duty_group(people, minutes) for specialty, people in having.items()}


def _duty_group(people: list[Person], minutes: int) -> tuple[Person, ...]:
    def preference(person: Person) -> tuple[int, bool, int]:
        return -presence(person, minutes), not person.whole_meeting, person.present_from

    best = min(map(preference, people))
    return tuple(person for person in people if preference(person) == best)


def sort_out(instance: Instance, groups: DutyGroups) -> tuple[list[Eligible], list[Held]]:
    """Part the candidates into those that may be admitted and those held, each by id."""
    by_id = {person.id: person for person in instance.people}
    eligible: list[Eligible] = []
    held: list[Held] = []
    for case in instance.candidates:
        verdict = judge(case, groups, by_id, instance.meeting.minutes)
        if isinstance(verdict, Held):
            held.append(verdict)
        else:
            eligible.append(verdict)
    return eligible, held


def judge(case: Candidate, groups: DutyGroups, by_id: Mapping[str, Person], minutes: int) -> Eligible | Held:
    """Hold a case for the first reason that applies, or say who it needs and when all of them are there."""
    if case.pin is not None and case.pin.kind == "out":
        return Held(case.id, "pin_out", ())
    if case.failing_gates:
        return Held(case.id, "gate", case.failing_gates)
    named = _named(case, by_id)
    open_specialties = _open_specialties(case, named)
    enough = min(case.minutes, minutes)
    called = [(need.specialty, by_id.get(need.person)) for need in case.needs if need.person is not None]
    # Those who tie for a duty are there equally long, so the first of them stands for all until one is named.
    called += [(name, next(iter(groups.get(name, ())), None)) for name in open_specialties]
    missing = {name for name, person in called if person is None or presence(person, minutes) < enough}
    if missing:
        return Held(case.id, "absent", tuple(sorted(missing)))
    there = [person for _, person in called if person is not None]
    earliest = max(person.present_from for person in there)
    leaving = [person.present_to for person in there if person.present_to is not None]
    if min([minutes, *leaving]) - earliest < enough:
        return Held(case.id, "apart", ())
    return Eligible(case, named, open_specialties, earliest, min(leaving, default=None))


def _named(case: Candidate, by_id: Mapping[str, Person]) -> tuple[Person, ...]:
    ids = sorted({need.person for need in case.needs if need.person is not None})
    return tuple(by_id[person] for person in ids if person in by_id)


def _open_specialties(case: Candidate, named: tuple[Person, ...]) -> tuple[str, ...]:
    wanted = sorted({need.specialty for need in case.needs if need.person is None})
    return tuple(name for name in wanted if not any(name in person.specialties for person in named))
