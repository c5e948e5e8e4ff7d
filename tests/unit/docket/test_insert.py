"""A late case: what was published keeps its order."""

import pytest

from tumorboard.domain.docket import CannotInsert, insert, plan

from .building import Row, case, dev, dev_names, instance, meeting, person, rules

PEOPLE = [person("ann", "surgery"), person("bob", "pathology")]


def published_without(row: Row, late: str) -> list[str]:
    """The order that stood before the late case came in."""
    before = row | {"candidates": [candidate for candidate in row["candidates"] if candidate["id"] != late]}
    return [entry["id"] for entry in plan(before)["admitted"]]


def test_the_late_case_goes_where_it_costs_least() -> None:
    rows = [case("a", 5), case("b", 5, "pathology"), case("late", 4, "pathology")]
    found = insert(instance(PEOPLE, rows), ["a", "b"], "late")
    assert [entry["id"] for entry in found["admitted"]] == ["a", "b", "late"]
    assert (found["place"], found["published_cost"], found["cost"]) == (3, 10, 14)
    assert (found["over_min"], found["violated"], found["waived"], found["suggestion"]) == (0, [], [], None)


@pytest.mark.parametrize("name", dev_names(10, 12))
def test_no_published_pair_is_ever_reordered(name: str) -> None:
    row = dev(name)
    late = max(plan(row)["admitted"], key=lambda entry: entry["id"])["id"]
    before = published_without(row, late)
    after = [entry["id"] for entry in insert(row, before, late)["admitted"]]
    assert [key for key in after if key != late] == before


def test_a_block_move_that_would_save_more_is_suggested_and_not_taken() -> None:
    rows = [case("a", 5), case("b", 5, "pathology"), case("c", 5, "pathology"), case("late", 9, "surgery", "pathology")]
    found = insert(instance(PEOPLE, rows), ["b", "a", "c"], "late")
    order = [entry["id"] for entry in found["admitted"]]
    assert [key for key in order if key != "late"] == ["b", "a", "c"]
    assert found["suggestion"]["saves"] == 5
    assert sorted(found["suggestion"]["order"]) == sorted(order)


def test_a_window_is_honoured_before_cost() -> None:
    rows = [case("a", 5), case("b", 5), case("late", 4, pin={"kind": "window", "from_min": 0, "to_min": 5})]
    assert insert(instance(PEOPLE, rows), ["a", "b"], "late")["place"] == 1


def test_a_late_emergency_goes_into_the_first_half() -> None:
    rows = [case("a", 5, "pathology"), case("b", 5), case("c", 5), case("late", 4, tier=0)]
    found = insert(instance(PEOPLE, rows, by=rules(urgent=True)), ["a", "b", "c"], "late")
    assert (found["place"], found["waived"]) == (2, [])


def test_when_every_place_breaks_something_the_cases_are_named() -> None:
    rows = [case("a", 5, pin={"kind": "first"}), case("late", 4, pin={"kind": "first"})]
    assert insert(instance(PEOPLE, rows), ["a"], "late")["violated"] == ["late"]


def test_minutes_beyond_the_meeting_are_counted() -> None:
    rows = [case("a", 8), case("late", 8)]
    assert insert(instance(PEOPLE, rows, meeting(12)), ["a"], "late")["over_min"] == 4


def test_whoever_was_published_for_a_specialty_stays_on_it() -> None:
    people = [person("ann", "pathology"), person("bob", "pathology", "surgery")]
    rows = [case("a", 5, "pathology"), case("late", 5, "surgery")]
    found = insert(instance(people, rows), ["a"], "late")
    assert {entry["id"]: entry["people"] for entry in found["admitted"]} == {"a": ["ann"], "late": ["bob"]}


def test_a_published_case_stays_even_when_someone_it_needs_has_called_off() -> None:
    rows = [case("a", 5, "surgery:gone"), case("late", 5)]
    assert len(insert(instance(PEOPLE, rows), ["a"], "late")["admitted"]) == 2


@pytest.mark.parametrize(
    ("late", "words"),
    [
        ("a", "'a' is already published"),
        ("held", "'held' is held: gate ct"),
        ("nobody", "'nobody' is not among the candidates"),
    ],
)
def test_a_case_that_may_not_be_discussed_is_refused(late: str, words: str) -> None:
    rows = [case("a", 5), case("held", 5, gates=[{"kind": "ct", "ok": False}])]
    with pytest.raises(CannotInsert, match=words):
        insert(instance(PEOPLE, rows), ["a"], late)


def test_an_unknown_published_case_is_refused() -> None:
    with pytest.raises(CannotInsert, match="the published case 'ghost' is not among the candidates"):
        insert(instance(PEOPLE, [case("late", 5)]), ["ghost"], "late")
