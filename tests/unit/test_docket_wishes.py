"""Wishes for a docket: what one ends, what it cannot be, and that the planner honours it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.docket.building import case, instance, meeting, person
from tests.unit.docket.drawing import instances
from tumorboard.domain.docket import plan
from tumorboard.domain.docket_wish_problems import Scene, problems
from tumorboard.domain.docket_wishes import Change, Wanted, after, applied, asking, links, moving
from tumorboard.vocabulary.workflow import WishKind as K

CASES = {name: case(name, 6) for name in "abcd"} | {"e": case("e", 6, tier=0)}


def scene(*standing: Wanted) -> Scene:
    names = {name: name.upper() for name in CASES}
    return Scene(list(standing), CASES, 90, ("7:00 am", "8:30 am"), names)


def wrong(wanted: Wanted, *standing: Wanted) -> dict[str, str]:
    return problems(asking(wanted, standing), scene(*standing))


def test_a_new_pin_takes_the_place_of_the_old_one() -> None:
    old = Wanted(K.FIRST, "a", note="Leaves early")
    assert asking(Wanted(K.OUT, "a"), [old, Wanted(K.IN, "b")]) == Change((Wanted(K.OUT, "a"),), (old,))


def test_a_case_before_another_ends_the_opposite_wish() -> None:
    old = Wanted(K.BEFORE, "b", other="a")
    assert asking(Wanted(K.BEFORE, "a", other="b"), [old]).ended == (old,)


def test_a_note_stands_beside_a_pin_and_replaces_only_a_note() -> None:
    pin, note = Wanted(K.FIRST, "a"), Wanted(K.NOTE, "a", note="Bring the films")
    assert asking(Wanted(K.NOTE, "a", note="Films are here"), [pin, note]).ended == (note,)


def test_first_moves_the_case_within_an_order_that_is_kept() -> None:
    kept = Wanted(K.ORDER, chain=("a", "b", "c"))
    change = asking(Wanted(K.FIRST, "c"), [kept])
    assert after([kept], change) == [Wanted(K.FIRST, "c"), Wanted(K.ORDER, chain=("c", "a", "b"))]


@pytest.mark.parametrize(("up", "made"), [
    (True, (Wanted(K.BEFORE, "b", other="a"),)), (False, (Wanted(K.BEFORE, "c", other="b"),))])
def test_a_move_is_a_wish_against_the_neighbour(up: bool, made: tuple[Wanted, ...]) -> None:
    assert moving("b", up, ["a", "b", "c"], []) == Change(made)


def test_a_move_back_ends_the_move() -> None:
    moved = moving("b", True, ["a", "b", "c"], []).made
    assert moving("b", False, ["b", "a", "c"], moved) == Change((Wanted(K.BEFORE, "a", other="b"),), moved)


def test_a_move_of_the_first_case_keeps_it_on_the_docket() -> None:
    first = Wanted(K.FIRST, "a", note="A guest")
    change = moving("a", False, ["a", "b"], [first])
    assert change == Change((Wanted(K.BEFORE, "b", other="a"), Wanted(K.IN, "a", note="A guest")), (first,))


def test_a_move_within_an_order_that_is_kept_exchanges_two_cases() -> None:
    kept = Wanted(K.ORDER, chain=("a", "b", "c"))
    assert moving("c", True, ["a", "b", "c"], [kept]) == Change((Wanted(K.ORDER, chain=("a", "c", "b")),), (kept,))


@pytest.mark.parametrize(("key", "up"), [("a", True), ("b", False)])
def test_nothing_moves_past_the_edge(key: str, up: bool) -> None:
    assert moving(key, up, ["a", "b"], []) == Change()


@pytest.mark.parametrize(("wanted", "field", "words"), [
    (Wanted(K.WINDOW, "a", None, 20), "from_time", "7:00 am to 8:30 am"),
    (Wanted(K.WINDOW, "a", 10, 95), "to_time", "7:00 am to 8:30 am"),
    (Wanted(K.WINDOW, "a", 20, 20), "to_time", "after the one before"),
    (Wanted(K.WINDOW, "a", 20, 25), "to_time", "takes 6 minutes, and these are 5"),
    (Wanted(K.OUT, "e"), "kind", "emergency"),
    (Wanted(K.BEFORE, "a", other="a"), "other", "another case"),
    (Wanted(K.BEFORE, "a", other="gone"), "other", "Choose the case"),
    (Wanted(K.NOTE, "a", note="  "), "note", "Write the note"),
])
def test_what_cannot_be_wished_is_said_beside_its_field(wanted: Wanted, field: str, words: str) -> None:
    found = wrong(wanted)
    assert list(found) == [field]
    assert words in found[field]


@pytest.mark.parametrize("wanted", [
    Wanted(K.WINDOW, "a", 0, 6), Wanted(K.OUT, "a"), Wanted(K.FIRST, "e"), Wanted(K.BEFORE, "a", other="b"),
    Wanted(K.NOTE, "a", note="Films"), Wanted(K.ORDER, chain=("a", "b"))])
def test_what_can_be_wished_has_no_problem(wanted: Wanted) -> None:
    assert wrong(wanted) == {}


def test_only_one_case_is_first() -> None:
    assert wrong(Wanted(K.FIRST, "b"), Wanted(K.FIRST, "a")) == {
        "kind": "A is wished first already. End that wish first."}


def test_none_is_before_the_first_or_after_the_last() -> None:
    told = wrong(Wanted(K.BEFORE, "b", other="a"), Wanted(K.FIRST, "a"))["other"]
    assert "A is wished first, and B before it" in told
    assert "A is wished last, and B after it" in wrong(Wanted(K.LAST, "a"), Wanted(K.BEFORE, "a", other="b"))["kind"]


def test_a_circle_is_named() -> None:
    standing = [Wanted(K.BEFORE, "a", other="b"), Wanted(K.ORDER, chain=("b", "c"))]
    assert wrong(Wanted(K.BEFORE, "c", other="a"), *standing) == {
        "other": "That would be a circle: C before A before B before C. End one of these wishes, or choose another "
                 "case."}


def test_wishes_are_told_to_the_planner_in_its_own_words() -> None:
    row = instance([person("p", "surgery")], [CASES["a"], CASES["b"] | {"pin": {"kind": "in"}}, CASES["c"]])
    wishes = [Wanted(K.WINDOW, "a", 10, 20), Wanted(K.BEFORE, "c", other="a"), Wanted(K.BEFORE, "c", other="gone"),
              Wanted(K.NOTE, "b", note="Films")]
    told = {each["id"]: (each["pin"], each["before"]) for each in applied(row, wishes)["candidates"]}
    assert told == {"a": ({"kind": "window", "from_min": 10, "to_min": 20}, []), "b": (None, []), "c": (None, ["a"])}


def test_an_order_that_is_kept_holds_when_one_of_its_cases_leaves() -> None:
    people = [person("p", "surgery"), person("q", "pathology")]
    rows = [case("a", 6, "surgery"), case("b", 6, "pathology"), case("c", 6, "surgery")]
    kept = Wanted(K.ORDER, chain=("c", "b", "a"))
    wishes = [kept, Wanted(K.OUT, "b")]
    assert ids(applied(instance(people, rows, meeting(60)), wishes)) == ["c", "a"]


def ids(row: dict[str, Any]) -> list[str]:
    return [each["id"] for each in plan(row)["admitted"]]


@given(instances(free=True), st.data())
def test_every_order_of_a_docket_can_be_kept(row: dict[str, Any], data: st.DataObject) -> None:
    order = ids(row)
    chosen = data.draw(st.permutations(order))
    assert ids(applied(row, [Wanted(K.ORDER, chain=tuple(chosen))])) == chosen


@given(instances(free=True), st.data())
def test_the_moved_case_comes_before_its_neighbour_and_no_case_leaves(row: dict[str, Any], data: st.DataObject) -> None:
    order = ids(row)
    if len(order) < 2:
        return
    place = data.draw(st.integers(1, len(order) - 1))
    moved = ids(applied(row, after([], moving(order[place], True, order, []))))
    assert sorted(moved) == sorted(order)
    assert moved.index(order[place]) < moved.index(order[place - 1])


@given(st.permutations(list("abcd")))
def test_a_wish_without_a_problem_leaves_an_order(chosen: list[str]) -> None:
    standing: list[Wanted] = []
    for earlier, later in zip(chosen, chosen[1:], strict=False):
        change = asking(Wanted(K.BEFORE, earlier, other=later), standing)
        assert problems(change, scene(*standing)) == {}
        standing = after(standing, change)
    back = asking(Wanted(K.BEFORE, chosen[-1], other=chosen[0]), standing)
    assert list(problems(back, scene(*standing))) == ["other"]
    assert len(links(standing)) == 3
