"""Held before ranked: pins out, gates, absence, and people who never meet."""

from typing import Any

import pytest

from tumorboard.domain.docket import parse
from tumorboard.domain.docket.hold import Held, duty_groups, sort_out

from .building import Row, case, instance, meeting, person


def held(people: list[Row], candidate: Row, minutes: int = 60) -> list[Held]:
    parsed = parse(instance(people, [candidate], meeting(minutes)))
    return sort_out(parsed, duty_groups(parsed))[1]


def group(*people: Row) -> list[str]:
    parsed = parse(instance(list(people), []))
    return [someone.id for someone in duty_groups(parsed)["surgery"]]


ANN = person("ann", "surgery")


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({"pin": {"kind": "out"}, "gates": [{"kind": "ct", "ok": False}]}, ("pin_out", ())),
        ({"gates": [{"kind": "ct", "ok": False}, {"kind": "mri", "ok": True}]}, ("gate", ("ct",))),
        ({"pin": {"kind": "first"}, "gates": [{"kind": "ct", "ok": False}]}, ("gate", ("ct",))),
        ({"needs": [{"specialty": "genetics", "person": None}]}, ("absent", ("genetics",))),
        ({"needs": [{"specialty": "surgery", "person": "zoe"}]}, ("absent", ("surgery",))),
    ],
)
def test_a_case_is_held_for_the_first_reason_that_applies(
    change: dict[str, Any], verdict: tuple[str, tuple[str]]
) -> None:
    assert [(item.reason, item.detail) for item in held([ANN], case("x", 5) | change)] == [verdict]


def test_a_specialty_that_a_named_person_has_is_covered() -> None:
    assert held([person("ann", "surgery", "genetics")], case("x", 5, "surgery:ann", "genetics")) == []


def test_a_stay_shorter_than_the_case_is_no_stay() -> None:
    assert held([person("ann", "surgery", present_to_min=4)], case("x", 5)) == [Held("x", "absent", ("surgery",))]


def test_a_case_longer_than_the_meeting_needs_people_for_the_meeting_only() -> None:
    assert held([ANN], case("x", 50), minutes=20) == []


def test_people_who_never_meet_hold_the_case() -> None:
    early, late = person("ann", "surgery", present_to_min=20), person("bob", "pathology", present_from_min=18)
    assert held([early, late], case("x", 5, "surgery", "pathology")) == [Held("x", "apart", ())]
    assert held([early, late], case("x", 2, "surgery", "pathology")) == []


def test_the_longest_stay_makes_the_duty_group() -> None:
    assert group(ANN, person("bob", "surgery", present_from_min=5), person("cy", "surgery")) == ["ann", "cy"]


def test_among_equal_stays_those_staying_anyway_come_first() -> None:
    assert group(ANN, person("bob", "surgery", whole_meeting=True)) == ["bob"]


def test_among_equal_stays_the_earliest_comes_first() -> None:
    late = person("ann", "surgery", present_from_min=10)
    early = person("bob", "surgery", present_from_min=5, present_to_min=55)
    assert group(late, early) == ["bob"]
