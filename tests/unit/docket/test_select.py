"""Who is on the docket: rank, first fit with skip-ahead, the reserve, and the worse-ranked of two contradictions."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.docket import parse, plan
from tumorboard.domain.docket.select import rank_key

from .building import Row, case, instance, meeting, person

ANN = person("ann", "surgery")


def admitted(rows: list[Row], about: Row) -> list[str]:
    return sorted(row["id"] for row in plan(instance([ANN], rows, about))["admitted"])


def bumped(rows: list[Row], about: Row) -> list[tuple[str, str]]:
    return [(row["id"], row["reason"]) for row in plan(instance([ANN], rows, about))["bumped"]]


def key(**change: Any) -> tuple[Any, ...]:
    return rank_key(parse(instance([], [case("m", 5) | change])).candidates[0])


def test_rank_goes_by_pin_emergency_carry_over_due_date_tier_submission_and_id() -> None:
    ladder = [
        key(pin={"kind": "in"}),
        key(tier=0, due_on="2027-12-31"),
        key(carried_over=True, due_on="2027-12-31"),
        key(due_on="2027-01-01"),
        key(tier=1),
        key(tier=2, submitted_at="2027-01-01T00:00:00Z"),
        key(tier=2),
        key(tier=2, id="n"),
        key(),
    ]
    assert all(better < worse for better, worse in pairwise(ladder))


@given(st.integers(1, 3), st.integers(1, 8), st.booleans())
def test_a_higher_tier_an_earlier_due_date_and_a_carry_over_never_worsen_rank(
    tier: int, day: int, carried: bool
) -> None:
    today = key(tier=tier, due_on=f"2027-03-0{day + 1}", carried_over=carried)
    assert key(tier=tier - 1, due_on=f"2027-03-0{day + 1}", carried_over=carried) < today
    assert key(tier=tier, due_on=f"2027-03-0{day}", carried_over=carried) < today
    assert key(tier=tier, due_on=f"2027-03-0{day + 1}", carried_over=True) <= today


def test_a_smaller_case_may_enter_after_one_that_does_not_fit() -> None:
    rows = [case("a", 12), case("b", 10), case("c", 8)]
    assert admitted(rows, meeting(20)) == ["a", "c"]
    assert bumped(rows, meeting(20)) == [("b", "capacity")]


def test_only_an_emergency_may_use_the_reserve() -> None:
    rows = [case("a", 10), case("b", 5), case("e", 6, tier=0)]
    assert admitted(rows, meeting(20, reserve=6)) == ["b", "e"]
    assert admitted([case("a", 10), case("e", 6, tier=0), case("f", 4, tier=0)], meeting(14, reserve=5)) == ["e", "f"]


def test_breaks_take_their_minutes_from_the_discussion() -> None:
    assert admitted([case("a", 10), case("b", 10)], meeting(24, breaks=((10, 5),))) == ["a"]


@pytest.mark.parametrize("kind", ["first", "last"])
def test_of_two_cases_pinned_to_one_place_the_worse_ranked_is_bumped(kind: str) -> None:
    rows = [case("a", 5, pin={"kind": kind}), case("b", 5, pin={"kind": kind}), case("c", 5)]
    assert bumped(rows, meeting(30)) == [("b", "no_slot")]


def test_a_case_before_itself_has_no_slot() -> None:
    assert bumped([case("a", 5), case("b", 5, before=["b"])], meeting(30)) == [("b", "no_slot")]


def test_a_circle_of_three_loses_its_worst_ranked() -> None:
    rows = [case("a", 5, before=["b"]), case("b", 5, before=["c"]), case("c", 5, before=["a"])]
    assert bumped(rows, meeting(30)) == [("c", "no_slot")]


def test_a_window_that_no_sum_of_the_others_can_reach_has_no_slot() -> None:
    odd = case("w", 4, pin={"kind": "window", "from_min": 5, "to_min": 9})
    assert bumped([odd, case("a", 4), case("b", 6)], meeting(30)) == [("w", "no_slot")]


def test_the_room_of_a_case_without_slot_goes_to_the_next() -> None:
    rows = [case("a", 10, before=["a"]), case("b", 10), case("c", 10)]
    assert admitted(rows, meeting(20)) == ["b", "c"]
