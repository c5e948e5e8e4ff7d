"""What an instance may be, and that everything else is refused in plain words."""

from typing import Any

import pytest

from tumorboard.domain.docket import MalformedInstance, parse
from tumorboard.domain.docket.instance import Break, Pin

from .building import Row, case, instance, meeting, person


def one_case(**change: Any) -> Row:
    return instance([person("ann", "surgery")], [case("x1", 5, **change)])


def with_meeting(**change: Any) -> Row:
    return instance([person("ann", "surgery")], [case("x1", 5)], meeting() | change)


def with_person(**change: Any) -> Row:
    return instance([person("ann", "surgery") | change], [case("x1", 5)])


def without(row: Row, part: str, field: str) -> Row:
    target = row[part][0] if isinstance(row[part], list) else row[part]
    return (
        row | {part: [{k: v for k, v in target.items() if k != field}]}
        if isinstance(row[part], list)
        else row | {part: {k: v for k, v in target.items() if k != field}}
    )


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ([], "the instance must be a JSON object"),
        ({}, "instance.people is missing"),
        (one_case() | {"people": {}}, "instance.people must be a list"),
        (one_case() | {"people": [3]}, "people[0] must be an object"),
        (one_case() | {"meeting": None}, "meeting must be an object"),
        (with_meeting(minutes=0), "meeting.minutes must be at least 1, not 0"),
        (with_meeting(minutes=60.0), "meeting.minutes must be a whole number"),
        (with_meeting(minutes=True), "meeting.minutes must be a whole number"),
        (with_meeting(reserve_minutes=-1), "meeting.reserve_minutes must be at least 0, not -1"),
        (with_meeting(local_date="2027-02-30"), "meeting.local_date must be a date YYYY-MM-DD"),
        (with_meeting(local_date="Friday"), "meeting.local_date must be a date YYYY-MM-DD"),
        (with_meeting(start="7:00"), "meeting.start must be a time HH:MM"),
        (with_meeting(zone=None), "meeting.zone must be text"),
        (with_meeting(breaks=[{"at_min": 0, "minutes": 5}]), "breaks[0].at_min must be at least 1, not 0"),
        (with_person(id=""), "people[0].id must be a non-empty text"),
        (with_person(specialties=[1]), "people[0].specialties must be a list of texts"),
        (with_person(present_from_min="5"), "people[0].present_from_min must be a whole number"),
        (with_person(whole_meeting=0), "people[0].whole_meeting must be true or false"),
        (one_case(minutes=0), "candidates[0].minutes must be at least 1, not 0"),
        (one_case(tier=4), "candidates[0].tier must be at most 3, not 4"),
        (one_case(needs=[]), "candidates[0].needs must name at least one specialty"),
        (one_case(needs=[{"specialty": "surgery", "person": ""}]), "needs[0].person must be a non-empty text"),
        (one_case(gates=[{"kind": "pathology", "ok": 1}]), "gates[0].ok must be true or false"),
        (one_case(submitted_at="2027-02-01"), "candidates[0].submitted_at must be an instant YYYY-MM-DDTHH:MM:SSZ"),
        (one_case(submitted_at="2027-02-31T08:00:00Z"), "must be an instant"),
        (one_case(before=[None]), "candidates[0].before must be a non-empty text"),
        (one_case(pin={"kind": "middle"}), "candidates[0].pin.kind must be in, out, first, last or window"),
        (one_case(pin={"kind": "window", "from_min": 5, "to_min": 5}), "pin.to_min must be at least 6, not 5"),
        (one_case(complexity=-1), "candidates[0].complexity must be at least 0, not -1"),
        (without(one_case(), "candidates", "pin"), "candidates[0].pin is missing"),
        (without(one_case(), "rules", "lambda_den"), "rules.lambda_den is missing"),
        (without(one_case(), "meeting", "zone"), "meeting.zone is missing"),
    ],
)
def test_a_malformed_instance_is_refused_with_the_place_and_the_expectation(row: object, words: str) -> None:
    with pytest.raises(MalformedInstance) as refusal:
        parse(row)
    assert words in str(refusal.value)


@pytest.mark.parametrize("part", ["people", "candidates"])
def test_an_id_may_not_appear_twice(part: str) -> None:
    row = one_case()
    with pytest.raises(MalformedInstance, match="appears twice"):
        parse(row | {part: row[part] * 2})


def test_rows_come_out_by_id_and_breaks_as_the_clock_walks_them() -> None:
    about = meeting(breaks=((40, 5), (20, 10), (20, 5)))
    parsed = parse(instance([person("b"), person("a")], [case("z", 5), case("Z", 5)], about))
    assert [someone.id for someone in parsed.people] == ["a", "b"]
    assert [candidate.id for candidate in parsed.candidates] == ["Z", "z"]
    assert parsed.meeting.breaks == (Break(20, 5), Break(20, 10), Break(40, 5))


def test_unknown_keys_are_ignored() -> None:
    row = one_case(mood="hopeful", pin={"kind": "first", "why": "guest"}) | {"version": 2}
    assert parse(row).candidates[0].pin == Pin("first")


def test_failing_gates_are_named_once_and_sorted() -> None:
    seen = [("slides", False), ("ct", True), ("mri", False), ("slides", False)]
    gates = [{"kind": kind, "ok": ok} for kind, ok in seen]
    assert parse(one_case(gates=gates)).candidates[0].failing_gates == ("mri", "slides")
