"""The running order: proven best where it must be, honest where it cannot be."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tumorboard.domain.docket import plan
from tumorboard.domain.docket.bounds import floor_under
from tumorboard.domain.docket.chart import chart
from tumorboard.domain.docket.grouping import share_out
from tumorboard.domain.docket.ordering import best_order, first_half, some_order
from tumorboard.domain.docket.polish import carry
from tumorboard.domain.docket.sequence import Task, cost, honours, objective
from tumorboard.domain.docket.sequence_beam import beam, polish, promising, varied
from tumorboard.domain.docket.sequence_exact import solve

from .building import EXPECTED, best_by_trying_all, dev, dev_names
from .drawing import tasks


@settings(max_examples=80, deadline=None)
@given(tasks(most=6))
def test_the_order_is_the_best_of_all_and_the_first_by_rank_among_the_best(job: Task) -> None:
    assume(some_order(job) is not None)
    found = best_order(job)
    assert (found.objective, found.order) == best_by_trying_all(job)
    assert (found.lower_bound, found.proof) == (found.objective, "optimal")


@settings(max_examples=40, deadline=None)
@given(tasks(most=6))
def test_best_first_search_agrees_and_its_floor_never_lies(job: Task) -> None:
    assume(some_order(job) is not None)
    sets = chart(job, share_out(job, 2, 2, 500))
    best = best_by_trying_all(job)[0] - sets.base
    searched = floor_under(sets, best + 1, 10_000)
    assert searched.order is not None and objective(job, searched.order) - sets.base == searched.waste == best
    assert floor_under(sets, best + 5, 2).waste <= best


@settings(max_examples=40, deadline=None)
@given(tasks(most=6))
def test_beam_band_and_small_moves_only_give_orders_that_honour_everything(job: Task) -> None:
    start = some_order(job)
    assume(start is not None)
    assert start is not None
    sets = chart(job, share_out(job, 3, 1, 0))
    found = [
        order
        for order in (
            beam(sets, 4, promising),
            beam(sets, 4, varied),
            polish(sets, start, 2, 4, 1 << 40),
            carry(job, start, 50),
        )
        if order
    ]
    assert found and all(honours(job, order) for order in found)
    assert min(objective(job, order) for order in found) >= best_by_trying_all(job)[0]


def test_best_first_search_proves_ten_cases_too() -> None:
    sets = chart(TEN, share_out(TEN, 5, 1, 0))
    found = floor_under(sets, 1 << 40, 10_000)
    assert found.waste + sets.base == best_order(TEN).objective


def test_restrictions_that_contradict_one_another_are_an_error() -> None:
    with pytest.raises(ValueError, match="contradict one another"):
        best_order(replace(TEN, last=(0, 0) + TEN.last[2:]))


def test_a_long_docket_with_hardly_any_order_left_still_gets_one() -> None:
    count = 24
    chain = Task(
        minutes=(2,) * count,
        people=tuple(1 << case % 3 for case in range(count)),
        weight=(0,) * count,
        first=(0,) * count,
        last=tuple(2 * (count - 1 - case) for case in range(count)),
        after=(0,) * count,
        breaks=(),
        unit=1,
    )
    assert best_order(chain).order == tuple(reversed(range(count)))


def test_beyond_a_hundred_cases_any_order_that_honours_everything_does() -> None:
    count = 101
    many = Task((1,) * count, (1, 2) * 50 + (1,), (0,) * count, (0,) * count, (100,) * count, (0,) * count, (), 1)
    found = best_order(replace(many, last=(100,) * 100 + (0,)))
    assert (found.order[0], sorted(found.order), found.proof) == (100, list(range(count)), "bounded")
    assert found.lower_bound == 101


def test_a_proof_that_would_take_too_long_still_leaves_a_floor() -> None:
    sets = chart(TEN, share_out(TEN, 5, 1, 0))
    best = best_order(TEN).objective - sets.base
    stopped = solve(sets, best + 50, 100)
    assert stopped.order is None and stopped.waste <= best


@settings(max_examples=40, deadline=None)
@given(tasks(most=7, free=True))
def test_the_reversed_order_costs_the_same_without_windows_complexity_and_breaks(job: Task) -> None:
    order = best_order(job).order
    assert cost(job, order) == cost(job, order[::-1])


@settings(max_examples=40, deadline=None)
@given(tasks(most=7, free=True), st.data())
def test_removing_a_case_never_raises_the_cost_without_windows(job: Task, data: st.DataObject) -> None:
    assume(len(job.minutes) > 1)
    gone = data.draw(st.integers(0, len(job.minutes) - 1))
    minutes = job.minutes[:gone] + job.minutes[gone + 1 :]
    total = sum(minutes)
    fewer = Task(
        minutes=minutes,
        people=job.people[:gone] + job.people[gone + 1 :],
        weight=(0,) * len(minutes),
        first=(0,) * len(minutes),
        last=tuple(total - length for length in minutes),
        after=(0,) * len(minutes),
        breaks=(),
        unit=1,
    )
    assert best_order(fewer).objective <= best_order(job).objective


@settings(max_examples=40, deadline=None)
@given(tasks(most=6), st.data())
def test_adding_a_constraint_never_lowers_the_objective(job: Task, data: st.DataObject) -> None:
    bound = data.draw(st.integers(0, len(job.minutes) - 1))
    last = list(job.last)
    last[bound] = data.draw(st.integers(0, max(0, last[bound])))
    tighter = replace(job, last=tuple(last))
    assume(some_order(tighter) is not None)
    assert best_order(tighter).objective >= best_order(job).objective


def test_emergencies_start_in_the_first_half_or_in_the_first_half_of_their_own_time() -> None:
    job = replace(TEN, minutes=(4,) * 10, last=(36,) * 10)
    assert first_half(job, [3]).last == (36, 36, 36, 19, 36, 36, 36, 36, 36, 36)
    assert first_half(job, list(range(8))).last == (31,) * 8 + (36, 36)


@pytest.mark.parametrize("name", dev_names(1, 15) + ["n16-c.json", "n18-d.json", "n20-c.json"])
def test_the_known_optimum_of_a_dev_instance_is_found_and_proven(name: str) -> None:
    found, known = plan(dev(name)), EXPECTED[name]
    assert (found["objective"], found["lower_bound"], found["proof"]) == (known["objective"],) * 2 + ("optimal",)
    assert [row["id"] for row in found["admitted"]] == known.get("order", [row["id"] for row in found["admitted"]])
    assert sorted(row["id"] for row in found["admitted"]) == known["admitted"]
    assert found["fifo_cost"] == known["fifo_cost"]
    assert [row["id"] for row in found["bumped"] if row["reason"] == "no_slot"] == known["no_slot"]


@pytest.mark.parametrize("name", ["n30-a.json", "n40-a.json"])
def test_a_long_docket_comes_within_two_percent_of_the_best_known_and_shows_its_floor(name: str) -> None:
    found, known = plan(dev(name)), EXPECTED[name]
    assert known["lower_bound"] * 100 <= found["lower_bound"] * 110
    assert found["lower_bound"] <= known["objective"]
    assert found["objective"] * 100 <= known["objective"] * 102


TEN = Task(
    minutes=(3, 5, 7, 4, 6, 8, 5, 3, 9, 4),
    people=(3, 6, 12, 24, 48, 33, 5, 10, 20, 40),
    weight=(0,) * 10,
    first=(0,) * 10,
    last=(51, 49, 47, 50, 48, 46, 49, 51, 45, 50),
    after=(0,) * 10,
    breaks=(),
    unit=1,
)
