"""What else could have been is what the planner itself does when it is asked for it."""

from typing import Any

from hypothesis import given

from tumorboard.domain.docket import insight, plan, quick_plan

from .building import Row, case, dev, instance, meeting, person, rules
from .drawing import instances


def told(row: Row) -> tuple[Row, Row]:
    planned = plan(row)
    return planned, insight(row, planned)


def changed(row: Row, key: str, **change: Any) -> Row:
    return row | {"candidates": [each | change if each["id"] == key else each for each in row["candidates"]]}


def ids(planned: Row) -> list[str]:
    return [each["id"] for each in planned["admitted"]]


@given(instances())
def test_another_place_costs_what_the_planner_then_says(row: Row) -> None:
    planned, found = told(row)
    for key, other in found["elsewhere"].items():
        tried = plan(changed(row, key, pin={"kind": other["place"]}))
        if other["more"] is None:
            assert set(ids(tried)) != set(ids(planned))
        else:
            assert sorted(ids(tried)) == sorted(ids(planned))
            assert ids(tried)[0 if other["place"] == "first" else -1] == key
            assert tried["cost"] - planned["cost"] == other["more"]
            assert (tried["objective"] > planned["objective"]) == other["worse"]


def test_an_emergency_in_the_reserve_is_not_put_first_at_the_cost_of_another_case() -> None:
    row = instance([person("ann", "surgery")], [case("a", 2, pin={"kind": "in"}), case("b", 4, tier=0)],
                   meeting(10, reserve=5))
    planned, found = told(row)
    assert ids(planned) == ["a", "b"]
    assert ids(plan(changed(row, "b", pin={"kind": "first"}))) == ["b"]
    assert found["elsewhere"]["b"] == {"place": "first", "more": None, "worse": True, "waived": False, "away": []}


@given(instances())
def test_who_is_away_at_another_place_would_be_late_or_gone_there(row: Row) -> None:
    planned, found = told(row)
    by_key = {each["id"]: each for each in row["candidates"]}
    for key, other in found["elsewhere"].items():
        hours = "present_from_min" if other["place"] == "first" else "present_to_min"
        for specialty in other.get("away", ()):
            named = {need["person"] for need in by_key[key]["needs"] if need["specialty"] == specialty}
            assert named and any(each[hours] is not None and (each["id"] in named or specialty in each["specialties"])
                                 for each in row["people"])


@given(instances())
def test_the_first_case_is_tried_last_and_every_other_one_first(row: Row) -> None:
    planned, found = told(row)
    places = [found["elsewhere"][key]["place"] for key in ids(planned)]
    assert places == ["last", *["first"] * (len(places) - 1)][:len(places)]


@given(instances(free=True))
def test_a_bumped_case_did_not_fit_into_what_was_left_at_its_turn(row: Row) -> None:
    planned, found = told(row)
    by_key = {each["id"]: each for each in row["candidates"]}
    for key, left in found["turns"].items():
        assert left < by_key[key]["minutes"]
        shorter = changed(row, key, minutes=left) if left > 0 else row
        assert (key in ids(plan(shorter))) == (left > 0)


@given(instances(free=True))
def test_what_a_case_lacks_alone_brings_on_another_ahead_of_it(row: Row) -> None:
    planned, found = told(row)
    for key, minutes in found["ahead"].items():
        tried = ids(plan(row | {"meeting": row["meeting"] | {"minutes": row["meeting"]["minutes"] + minutes}}))
        assert key not in tried and set(tried) - set(ids(planned))


def just_before(row: Row, key: str, minutes: int) -> Row:
    """One more case, free of every restriction, that ranks directly before another."""
    that = next(each for each in row["candidates"] if each["id"] == key)
    ahead = that | {"id": "", "minutes": minutes, "gates": [], "before": [],
                    "pin": None if that["pin"] is None else {"kind": "in"}}
    ahead |= {"id": "!", "needs": [{"specialty": "anything", "person": "nobody else"}]}
    helper = person("nobody else", "anything", whole_meeting=True)
    return row | {"people": [*row["people"], helper], "candidates": [*row["candidates"], ahead]}


@given(instances(free=True))
def test_a_case_that_ranks_just_before_takes_the_place_only_with_more_than_the_spare_minutes(row: Row) -> None:
    planned, found = told(row)
    for key, left in found["spare"].items():
        assert key not in ids(plan(just_before(row, key, left + 1)))
        if left >= 1:
            assert key in ids(plan(just_before(row, key, left)))


@given(instances())
def test_a_held_case_enters_exactly_when_the_planner_takes_it_without_what_holds_it(row: Row) -> None:
    _, found = told(row)
    for key, enters in found["held"].items():
        that = next(each for each in row["candidates"] if each["id"] == key)
        is_out = that["pin"] is not None and that["pin"]["kind"] == "out"
        freed = changed(row, key, gates=[], pin=None if is_out else that["pin"])
        assert enters == (key in ids(plan(freed)))


def test_the_rank_is_that_of_the_admitted_cases() -> None:
    row = instance([person("a", "surgery")], [case("late", 5, due_on="2027-03-09"), case("soon", 5)])
    assert told(row)[1]["rank"] == ["soon", "late"]


def test_cases_of_one_specialty_that_stand_in_one_row_are_named() -> None:
    people = [person("a", "surgery"), person("b", "pathology"), person("c", "oncology", whole_meeting=True)]
    cases = [case("1", 5, "surgery", "oncology"), case("2", 5, "pathology"), case("3", 5, "surgery", "oncology")]
    planned, found = told(instance(people, cases, by=rules()))
    assert ids(planned) == ["1", "3", "2"]
    assert found["together"] == {"1": ["surgery"], "3": ["surgery"], "2": []}


def test_a_specialty_that_every_case_needs_is_kept_together_by_nothing() -> None:
    row = instance([person("a", "surgery")], [case("1", 5), case("2", 5)])
    assert told(row)[1]["together"] == {"1": [], "2": []}


def test_too_many_cases_are_not_planned_while_somebody_waits() -> None:
    people = [person("a", "surgery")]
    cases = [case(f"c{number:02}", 2) for number in range(21)]
    assert quick_plan(instance(people, cases, meeting(40)))["cost"] == 40
    assert quick_plan(instance(people, cases, meeting(42))) is None


def test_above_sixteen_cases_no_other_place_is_tried() -> None:
    row = dev("n18-a.json")
    planned, found = told(row)
    assert (len(found["rank"]), found["elsewhere"]) == (18, {})
