"""The running order as numbers: whose minutes it costs, and what an order of the cases is worth."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import or_
from typing import Literal

from .clock import wall
from .hold import Eligible
from .instance import Break, Instance, Person
from .restrictions import places

Order = tuple[int, ...]  # cases by their rank among the admitted


@dataclass(frozen=True, slots=True)
class Task:
    """The admitted cases in rank order, each list by rank; people are bits, and only those whose minutes count."""

    minutes: tuple[int, ...]
    people: tuple[int, ...]
    weight: tuple[int, ...]  # objective per minute that the case starts later
    first: tuple[int, ...]  # least and most minutes of discussion before the case
    last: tuple[int, ...]
    after: tuple[int, ...]  # mask of the cases that must come before
    breaks: tuple[Break, ...]
    unit: int  # objective per specialist-minute


@dataclass(frozen=True, slots=True)
class Found:
    order: Order
    objective: int
    lower_bound: int
    proof: Literal["optimal", "bounded"]


def task(instance: Instance, admitted: Sequence[Eligible], people: Mapping[str, tuple[Person, ...]]) -> Task:
    """Number the admitted cases by rank and their paid people by id; the half-time rule is not in it yet."""
    row = places(admitted, instance.meeting.breaks)
    paid = sorted({person.id for crew in people.values() for person in crew if not person.whole_meeting})
    bit = {person: 1 << number for number, person in enumerate(paid)}
    crews = [people[item.case.id] for item in admitted]
    return Task(
        minutes=tuple(item.case.minutes for item in admitted),
        people=tuple(sum(bit.get(person.id, 0) for person in crew) for crew in crews),
        weight=tuple(instance.rules.lambda_num * item.case.complexity for item in admitted),
        first=tuple(place.first for place in row),
        last=tuple(place.last for place in row),
        after=tuple(place.after for place in row),
        breaks=instance.meeting.breaks,
        unit=instance.rules.lambda_den,
    )


def starts(minutes: Iterable[int], breaks: tuple[Break, ...]) -> list[int]:
    """When each case of a row starts, in minutes after the start of the meeting."""
    begins = list(accumulate(minutes, initial=0))[:-1]
    return [wall(done, breaks) for done in begins] if breaks else begins


def blocks(crews: Sequence[int], minutes: Sequence[int], begins: Sequence[int]) -> dict[int, tuple[int, int]]:
    """For each person's bit, from the start of their first case to the end of their last, in running order."""
    found: dict[int, tuple[int, int]] = {}
    for crew, length, begin in zip(crews, minutes, begins, strict=True):
        while crew:
            bit = crew & -crew
            found[bit] = (found.get(bit, (begin, 0))[0], begin + length)
            crew ^= bit
    return found


def cost(job: Task, order: Sequence[int]) -> int:
    """Specialist-minutes in the room for one order, restrictions ignored.

    Someone is in the room during a case when they came by then and are still needed, then or later.
    """
    minutes = [job.minutes[case] for case in order]
    crews = [job.people[case] for case in order]
    came: list[int] = list(accumulate(crews, or_))
    needed: list[int] = list(accumulate(reversed(crews), or_))[::-1]
    during = sum(
        [length * (here & later).bit_count() for length, here, later in zip(minutes, came, needed, strict=True)]
    )
    if not job.breaks:
        return during
    begins = starts(minutes, job.breaks)
    gaps = [after - before - length for before, after, length in zip(begins, begins[1:], minutes, strict=False)]
    return during + sum(
        [gap * (here & later).bit_count() for gap, here, later in zip(gaps, came, needed[1:], strict=False)]
    )


def objective(job: Task, order: Sequence[int]) -> int:
    """Specialist-minutes weighed by `unit`, and complexity by how late it starts."""
    waiting = job.unit * cost(job, order)
    if not any(job.weight):
        return waiting
    begins = starts([job.minutes[case] for case in order], job.breaks)
    return waiting + sum([job.weight[case] * begin for case, begin in zip(order, begins, strict=True)])


def out_of_place(job: Task, order: Sequence[int]) -> list[int]:
    """The cases that stand where their window, pin or precedence does not allow it."""
    found: list[int] = []
    mask = done = 0
    for case in order:
        if not job.first[case] <= done <= job.last[case] or job.after[case] & ~mask:
            found.append(case)
        mask |= 1 << case
        done += job.minutes[case]
    return found


def honours(job: Task, order: Sequence[int]) -> bool:
    """Whether every case of the order stands where it may."""
    return not out_of_place(job, order)


def own_time(job: Task) -> int:
    """Specialist-minutes that no order can save: everyone at their own cases."""
    return sum(length * crew.bit_count() for length, crew in zip(job.minutes, job.people, strict=True))
