"""Read an instance from plain JSON values, refusing whatever the contract does not allow."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from .instance import Break, Candidate, Instance, MalformedInstance, Meeting, Need, Person, Pin, Rules

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
START = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")

Row = dict[str, Any]
T = TypeVar("T")


def parse(raw: object) -> Instance:
    """Check and freeze one instance; people and candidates come out by id, whatever order they came in.

    Times are minutes after the start of the meeting. Raises MalformedInstance.
    """
    if not isinstance(raw, dict):
        raise MalformedInstance("the instance must be a JSON object")
    people = _rows(raw, "people", "instance", _person)
    candidates = _rows(raw, "candidates", "instance", _candidate)
    _refuse_duplicates("people", [person.id for person in people])
    _refuse_duplicates("candidates", [candidate.id for candidate in candidates])
    return Instance(
        meeting=_meeting(_object(_field(raw, "meeting", "instance"), "meeting")),
        rules=_rules(_object(_field(raw, "rules", "instance"), "rules")),
        people=tuple(sorted(people, key=lambda person: person.id)),
        candidates=tuple(sorted(candidates, key=lambda candidate: candidate.id)),
    )


def _meeting(row: Row) -> Meeting:
    _calendar_date(row, "local_date", "meeting")
    _text(row, "zone", "meeting")
    if not START.fullmatch(_text(row, "start", "meeting")):
        raise MalformedInstance("meeting.start must be a time HH:MM")
    breaks = _rows(row, "breaks", "meeting", _break)
    return Meeting(
        minutes=_integer(row, "minutes", "meeting", least=1),
        reserve_minutes=_integer(row, "reserve_minutes", "meeting", least=0),
        breaks=tuple(sorted(breaks, key=lambda pause: (pause.at_min, pause.minutes))),
    )


def _break(row: Row, where: str) -> Break:
    return Break(_integer(row, "at_min", where, least=1), _integer(row, "minutes", where, least=1))


def _rules(row: Row) -> Rules:
    return Rules(
        lambda_num=_integer(row, "lambda_num", "rules", least=0),
        lambda_den=_integer(row, "lambda_den", "rules", least=1),
        urgent_in_first_half=_boolean(row, "urgent_in_first_half", "rules"),
    )


def _person(row: Row, where: str) -> Person:
    return Person(
        id=_identifier(_field(row, "id", where), f"{where}.id"),
        specialties=frozenset(_texts(row, "specialties", where)),
        present_from=_optional_integer(row, "present_from_min", where) or 0,
        present_to=_optional_integer(row, "present_to_min", where),
        whole_meeting=_boolean(row, "whole_meeting", where),
    )


def _candidate(row: Row, where: str) -> Candidate:
    _text(row, "group", where)
    needs = _rows(row, "needs", where, _need)
    if not needs:
        raise MalformedInstance(f"{where}.needs must name at least one specialty")
    gates = _rows(row, "gates", where, _gate)
    return Candidate(
        id=_identifier(_field(row, "id", where), f"{where}.id"),
        minutes=_integer(row, "minutes", where, least=1),
        tier=_integer(row, "tier", where, least=0, most=3),
        submitted_at=_instant(row, "submitted_at", where),
        due_on=_calendar_date(row, "due_on", where),
        carried_over=_boolean(row, "carried_over", where),
        needs=tuple(needs),
        failing_gates=tuple(sorted({kind for kind, ok in gates if not ok})),
        pin=_pin(_field(row, "pin", where), f"{where}.pin"),
        before=tuple(_identifier(value, f"{where}.before") for value in _array(row, "before", where)),
        complexity=_integer(row, "complexity", where, least=0),
    )


def _need(row: Row, where: str) -> Need:
    person = _field(row, "person", where)
    return Need(
        specialty=_text(row, "specialty", where),
        person=None if person is None else _identifier(person, f"{where}.person"),
    )


def _gate(row: Row, where: str) -> tuple[str, bool]:
    return _text(row, "kind", where), _boolean(row, "ok", where)


def _pin(value: object, where: str) -> Pin | None:
    if value is None:
        return None
    row = _object(value, where)
    kind = _text(row, "kind", where)
    match kind:
        case "in" | "out" | "first" | "last":
            return Pin(kind)
        case "window":
            from_min = _integer(row, "from_min", where, least=0)
            return Pin(kind, from_min, _integer(row, "to_min", where, least=from_min + 1))
    raise MalformedInstance(f"{where}.kind must be in, out, first, last or window")


def _field(row: Row, name: str, where: str) -> object:
    if name not in row:
        raise MalformedInstance(f"{where}.{name} is missing")
    return row[name]


def _object(value: object, where: str) -> Row:
    if not isinstance(value, dict):
        raise MalformedInstance(f"{where} must be an object")
    return value


def _array(row: Row, name: str, where: str) -> list[object]:
    value = _field(row, name, where)
    if not isinstance(value, list):
        raise MalformedInstance(f"{where}.{name} must be a list")
    return value


def _rows(row: Row, name: str, where: str, read: Callable[[Row, str], T]) -> list[T]:
    path = name if where in ("instance", "meeting") else f"{where}.{name}"
    rows = enumerate(_array(row, name, where))
    return [read(_object(value, f"{path}[{place}]"), f"{path}[{place}]") for place, value in rows]


def _text(row: Row, name: str, where: str) -> str:
    value = _field(row, name, where)
    if not isinstance(value, str):
        raise MalformedInstance(f"{where}.{name} must be text")
    return value


def _texts(row: Row, name: str, where: str) -> list[str]:
    texts: list[str] = []
    for value in _array(row, name, where):
        if not isinstance(value, str):
            raise MalformedInstance(f"{where}.{name} must be a list of texts")
        texts.append(value)
    return texts


def _identifier(value: object, where: str) -> str:
    if not isinstance(value, str) or not value:
        raise MalformedInstance(f"{where} must be a non-empty text")
    return value


def _boolean(row: Row, name: str, where: str) -> bool:
    value = _field(row, name, where)
    if not isinstance(value, bool):
        raise MalformedInstance(f"{where}.{name} must be true or false")
    return value


def _integer(row: Row, name: str, where: str, *, least: int | None = None, most: int | None = None) -> int:
    value = _field(row, name, where)
    if not isinstance(value, int) or isinstance(value, bool):
        raise MalformedInstance(f"{where}.{name} must be a whole number")
    if least is not None and value < least:
        raise MalformedInstance(f"{where}.{name} must be at least {least}, not {value}")
    if most is not None and value > most:
        raise MalformedInstance(f"{where}.{name} must be at most {most}, not {value}")
    return value


def _optional_integer(row: Row, name: str, where: str) -> int | None:
    return None if _field(row, name, where) is None else _integer(row, name, where)


def _calendar_date(row: Row, name: str, where: str) -> str:
    text = _text(row, name, where)
    try:
        if DATE.fullmatch(text) and date.fromisoformat(text):
            return text
    except ValueError:
        pass
    raise MalformedInstance(f"{where}.{name} must be a date YYYY-MM-DD")


def _instant(row: Row, name: str, where: str) -> str:
    text = _text(row, name, where)
    try:
        if INSTANT.fullmatch(text) and datetime.fromisoformat(text):
            return text
    except ValueError:
        pass
    raise MalformedInstance(f"{where}.{name} must be an instant YYYY-MM-DDTHH:MM:SSZ")


def _refuse_duplicates(where: str, ids: list[str]) -> None:
    seen: set[str] = set()
    for identifier in ids:
        if identifier in seen:
            raise MalformedInstance(f"{where}: the id {identifier!r} appears twice")
        seen.add(identifier)
