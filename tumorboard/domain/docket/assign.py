"""Name the one person who stands for each specialty, so that as few as possible must sit in the room."""

from collections.abc import Mapping, Sequence

from .hold import DutyGroups, Eligible
from .instance import Person

Crews = Mapping[str, tuple[Person, ...]]  # by case id; the people by id


def assign(admitted: Sequence[Eligible], groups: DutyGroups) -> Crews:
    """Give each admitted case its people: those named and the duty person of each open specialty."""
    duty = duty_people(admitted, groups)
    return {item.case.id: crew(item, duty) for item in admitted}


def duty_people(admitted: Sequence[Eligible], groups: DutyGroups) -> dict[str, Person]:
    """Choose for each open specialty, among those who tie for it, whom most of the admitted cases want anyway."""
    wanted_by = [_wanted(item) for item in admitted]
    return {
        specialty: min(groups[specialty], key=lambda person: (-_count(person, wanted_by), person.id))
        for specialty in sorted({name for item in admitted for name in item.open_specialties})
    }


def crew(item: Eligible, duty: Mapping[str, Person]) -> tuple[Person, ...]:
    """The people of one case, by id, each once."""
    people = {person.id: person for person in item.named}
    people.update((duty[name].id, duty[name]) for name in item.open_specialties)
    return tuple(people[key] for key in sorted(people))


def _wanted(item: Eligible) -> tuple[frozenset[str], frozenset[str]]:
    specialties = frozenset(need.specialty for need in item.case.needs if need.person is None)
    return frozenset(person.id for person in item.named), specialties


def _count(person: Person, wanted_by: Sequence[tuple[frozenset[str], frozenset[str]]]) -> int:
    return sum(person.id in named or not specialties.isdisjoint(person.specialties) for named, specialties in wanted_by)
