"""Room for a late case: no published pair is reordered, an emergency never makes room, the worst-ranked goes."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tumorboard.domain.docket import insert, plan, stand
from tumorboard.domain.docket.late import displace, why_held
from tumorboard.domain.docket.pool import gather
from tumorboard.domain.docket.select import rank_key

from .building import Row, case, instance, meeting, person, rules
from .drawing import SPECIALTIES

PEOPLE = [person("ann", "surgery"), person("bob", "pathology")]


@st.composite
def weeks(draw: st.DrawFn, shared: bool = True) -> tuple[Row, list[str]]:
    """A docket as it was published, and a late case of an urgent tier that is ready; seats may have several people."""
    held = [[each] for each in SPECIALTIES]
    if shared:
        held = draw(st.lists(st.lists(st.sampled_from(SPECIALTIES), min_size=1, max_size=3), min_size=2, max_size=5))
    crowd = [person(f"p{number}", *each) for number, each in enumerate(held)]
    seats = sorted({each for row in crowd for each in row["specialties"]})
    rows = [case(f"c{number}", draw(st.integers(2, 9)), *draw(st.lists(st.sampled_from(seats), min_size=1, max_size=3)),
                 tier=draw(st.sampled_from([0, 1, 2, 3, 3])), due_on=f"2027-03-0{draw(st.integers(1, 9))}",
                 carried_over=draw(st.booleans())) for number in range(draw(st.integers(1, 7)))]
    late = case("late", draw(st.integers(2, 9)), draw(st.sampled_from(seats)), tier=draw(st.sampled_from([0, 1])))
    about = meeting(draw(st.integers(15, 50)), draw(st.sampled_from([0, 5])))
    law = rules(1, 10, draw(st.booleans()))
    before = instance(crowd, rows, about, law)
    return instance(crowd, [*rows, late], about, law), [row["id"] for row in plan(before)["admitted"]]


def order(found: Row) -> list[str]:
    return [row["id"] for row in found["admitted"]]


def ranks(row: Row) -> dict[str, Any]:
    return {each.id: rank_key(each) for each in gather(row).instance.candidates}


@given(weeks())
@settings(max_examples=150, deadline=None)
def test_no_published_pair_is_reordered_by_a_late_case_nor_by_a_displacement(week: tuple[Row, list[str]]) -> None:
    row, published = week
    assert [key for key in order(insert(row, published, "late")) if key != "late"] == published
    found = displace(row, published, "late")
    if found is not None:
        gone, after = found
        assert [key for key in order(after) if key != "late"] == [key for key in published if key != gone]


@given(weeks())
@settings(max_examples=150, deadline=None)
def test_the_worst_ranked_case_that_frees_enough_minutes_makes_room_and_never_an_emergency(
        week: tuple[Row, list[str]]) -> None:
    row, published = week
    tiers = {each["id"]: each["tier"] for each in row["candidates"]}
    enough = [key for key in published if tiers[key] != 0 and
              insert(row, [each for each in published if each != key], "late")["over_min"] == 0]
    found = displace(row, published, "late")
    assert (found[0] if found else None) == max(enough, key=ranks(row).__getitem__, default=None)
    assert found is None or found[1]["over_min"] == 0


@given(weeks(shared=False))
@settings(max_examples=100, deadline=None)
def test_no_other_place_between_the_published_cases_is_cheaper(week: tuple[Row, list[str]]) -> None:
    row, published = week
    free = row | {"rules": rules(1, 10, False)}
    orders = [[*published[:place], "late", *published[place:]] for place in range(len(published) + 1)]
    assert insert(free, published, "late")["objective"] <= min(stand(free, each)["objective"] for each in orders)


@given(weeks())
@settings(max_examples=100, deadline=None)
def test_a_displaced_case_ranks_directly_after_emergencies_next_time(week: tuple[Row, list[str]]) -> None:
    row, published = week
    found = displace(row, published, "late")
    if found is None:
        return
    cases = [each | {"carried_over": each["id"] == found[0]} for each in row["candidates"]]
    rank = ranks(row | {"candidates": cases})
    tiers = {each["id"]: each["tier"] for each in cases}
    ahead = [key for key in rank if rank[key] < rank[found[0]]]
    assert all(tiers[key] == 0 for key in ahead)


@given(weeks())
@settings(max_examples=50, deadline=None)
def test_an_order_that_stands_is_timed_like_the_plan_that_made_it(week: tuple[Row, list[str]]) -> None:
    row, _ = week
    planned = plan(row)
    stood = stand(row, order(planned))
    same = ("admitted", "blocks", "cost", "fifo_cost", "objective", "input_hash")
    assert {key: stood[key] for key in same} == {key: planned[key] for key in same}
    assert stood["lower_bound"] <= planned["lower_bound"] and stood["proof"] == "bounded"


def test_an_order_without_cases_costs_nothing() -> None:
    found = stand(instance(PEOPLE, []), [])
    assert (found["admitted"], found["blocks"], found["cost"], found["over_min"]) == ([], [], 0, 0)


def test_a_case_that_has_begun_makes_no_room() -> None:
    rows = [case("a", 5, due_on="2027-03-09"), case("b", 5), case("late", 5, tier=0)]
    row = instance(PEOPLE, rows, meeting(10))
    assert displace(row, ["a", "b"], "late") is not None
    assert [found[0] for found in (displace(row, ["a", "b"], "late"), displace(row, ["a", "b"], "late", {"a"}))
            if found] == ["a", "b"]


def test_where_no_single_case_suffices_nothing_is_displaced() -> None:
    rows = [case("a", 4), case("b", 4), case("late", 9, tier=0)]
    assert displace(instance(PEOPLE, rows, meeting(8)), ["a", "b"], "late") is None


def test_what_is_missing_holds_a_late_case_and_an_open_one_is_not_held() -> None:
    rows = [case("a", 5), case("late", 5, gates=[{"kind": "ct", "ok": False}])]
    held = why_held(instance(PEOPLE, rows), "late")
    assert held is not None and (held.reason, held.detail) == ("gate", ("ct",))
    assert why_held(instance(PEOPLE, rows), "a") is None
