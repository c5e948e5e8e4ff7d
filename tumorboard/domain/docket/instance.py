"""What a docket is planned from: the meeting, its rules, the people and the candidate cases, in minutes."""

from dataclasses import dataclass
from typing import Literal

PinKind = Literal["in", "out", "first", "last", "window"]


class MalformedInstance(ValueError):
    """The instance cannot be read; the message names the place and what was expected there."""


@dataclass(frozen=True, slots=True)
class Break:
    at_min: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Meeting:
    minutes: int
    reserve_minutes: int
    breaks: tuple[Break, ...]  # by (at_min, minutes), as the clock walks them


@dataclass(frozen=True, slots=True)
class Rules:
    lambda_num: int
    lambda_den: int
    urgent_in_first_half: bool


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    specialties: frozenset[str]
    present_from: int
    present_to: int | None  # None: to the end, however long the meeting
    whole_meeting: bool


@dataclass(frozen=True, slots=True)
class Need:
    specialty: str
    person: str | None


@dataclass(frozen=True, slots=True)
class Pin:
    kind: PinKind
    from_min: int = 0
    to_min: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    id: str
    minutes: int
    tier: int
    submitted_at: str
    due_on: str
    carried_over: bool
    needs: tuple[Need, ...]
    failing_gates: tuple[str, ...]
    pin: Pin | None
    before: tuple[str, ...]
    complexity: int


@dataclass(frozen=True, slots=True)
class Instance:
    meeting: Meeting
    rules: Rules
    people: tuple[Person, ...]  # by id
    candidates: tuple[Candidate, ...]  # by id
