"""The price of each wish, in specialist-minutes."""

from tumorboard.domain.docket import price

from .building import Row, case, dev, instance, meeting, person, rules

PEOPLE = [person("ann", "surgery"), person("bob", "pathology")]
MIXED = [case("a", 5, "surgery"), case("b", 5, "surgery", "pathology"), case("c", 5, "pathology")]


def priced(rows: list[Row], people: list[Row] = PEOPLE, by: Row | None = None) -> list[tuple[str, str, int]]:
    found = price(instance(people, rows, meeting(60), by))
    return [(wish["kind"], wish["id"], wish["specialist_minutes"]) for wish in found]


def test_a_pin_costs_what_the_docket_would_save_without_it() -> None:
    pinned = [MIXED[0], MIXED[1] | {"pin": {"kind": "first"}}, MIXED[2]]
    assert priced(pinned) == [("pin", "b", 5)]


def test_being_pinned_in_has_no_price_among_the_same_cases() -> None:
    assert priced([row | {"pin": {"kind": "in"}} for row in MIXED]) == []


def test_precedence_has_a_price_when_both_cases_are_on() -> None:
    assert priced([MIXED[0], MIXED[1] | {"before": ["a", "c"]}, MIXED[2]]) == [("before", "b", 5)]
    assert priced([MIXED[0], MIXED[1] | {"before": ["elsewhere"]}, MIXED[2]]) == []


def test_a_guest_window_has_a_price() -> None:
    guest = person("gus", "genetics", present_to_min=5)
    assert priced([*MIXED, case("g", 5, "genetics", "surgery", "pathology")], [*PEOPLE, guest]) == [
        ("presence", "gus", 5)
    ]


def test_a_presence_that_binds_nothing_is_free() -> None:
    assert priced(MIXED, [PEOPLE[0] | {"present_to_min": 55}, PEOPLE[1]]) == [("presence", "ann", 0)]


def test_rules_are_priced_one_by_one() -> None:
    rows = [MIXED[0], MIXED[1] | {"complexity": 5}, MIXED[2]]
    assert priced(rows, by=rules(1, 1, urgent=True)) == [
        ("rule", "urgent_in_first_half", 0),
        ("rule", "complexity", 5),
    ]


def test_nothing_is_priced_on_an_empty_or_an_unproven_docket() -> None:
    assert priced([]) == []
    assert price(dev("n30-a.json")) == []
