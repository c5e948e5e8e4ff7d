"""Name the one person who stands for each specialty, so that as few as possible must sit in the room."""

from collections.abc import Mapping, Sequence

from .hold import DutyGroups, Eligible
from .instance import Person


def assign(admitted: Sequence[Eligible], groups: DutyGroups) -> dict[str, tuple[Person, ...]]:
    """Give each admitted case, by id, its people by id: those named and the duty person of each open specialty."""
    wanted_by = [_wanted(item) for item in admitted]
    duty: dict[str, Person] = {}
    for specialty in sorted({name for item in admitted for name in item.open_specialties}):
        duty[specialty] = min(groups[specialty], key=lambda person: (-_count(person, wanted_by), person.id))
    return {item.case.id: _people(item, duty) for item in admitted}


def _wanted(item: Eligible) -> tuple[frozenset[str], frozenset[str]]:
    specialties = frozenset(need.specialty for need in item.case.needs if need.person is None)
    return frozenset(person.id for person in item.named), specialties


def _count(person: Person, wanted_by: Sequence[tuple[frozenset[str], frozenset[str]]]) -> int:
    return sum(person.id in named or not specialties.isdisjoint(person.specialties) for named, specialties in wanted_by)


def _people(item: Eligible, duty: Mapping[str, Person]) -> tuple[Person, ...]:
    people = {person.id: person for person in item.named}
    people.update((duty[name].id, duty[name]) for name in item.open_specialties)
    return tuple(people[key] for key in sorted(people))
