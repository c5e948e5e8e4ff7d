"""Whether windows and precedence leave any order at all."""

from itertools import permutations

import pytest
from hypothesis import given, settings

from tumorboard.domain.docket.lookahead import Lookout
from tumorboard.domain.docket.narrowing import Place
from tumorboard.domain.docket.ordering import has_order, some_order
from tumorboard.domain.docket.placing import Known, arrange, bound_cases, can_stand
from tumorboard.domain.docket.row_search import TooLong, puzzle, solve
from tumorboard.domain.docket.sequence import Task, honours

from .drawing import tasks


@settings(max_examples=150, deadline=None)
@given(tasks(most=6))
def test_an_order_is_found_exactly_when_there_is_one(job: Task) -> None:
    found = some_order(job)
    possible = any(honours(job, order) for order in permutations(range(len(job.minutes))))
    assert (found is not None) == has_order(job) == possible
    assert found is None or honours(job, found)


@settings(max_examples=150, deadline=None)
@given(tasks(most=6))
def test_looking_ahead_finds_the_same(job: Task) -> None:
    row = [Place(*place) for place in zip(job.first, job.last, job.minutes, job.after, strict=True)]
    sought = puzzle(row, bound_cases(row))
    found = solve(sought, 10_000, opens=Lookout(sought).could_end)
    assert (found is not None) == has_order(job)
    assert found is None or honours(job, found)


def test_forty_free_cases_fill_in_around_a_window_of_one_minute() -> None:
    free = [Place(0, 400, length, 0) for length in [3, 5, 7, 9] * 10]
    order = arrange([*free, Place(101, 101, 6, 0)])
    assert order is not None
    assert sum(3 + 2 * (case % 4) for case in order[: order.index(40)]) == 101


def test_a_circle_of_precedence_is_seen_at_once() -> None:
    free = [Place(0, 400, length, 0) for length in [3, 5, 7, 9] * 10]
    assert arrange([*free, Place(0, 400, 6, 1 << 41), Place(0, 400, 6, 1 << 40)]) is None


# Nine cases whose windows leave gaps to fill to the minute; only the shortest free case fits the gap before the sixth.
LENGTHS = [59, 56, 53, 52, 50, 50, 49, 48, 33, 29, 29, 26, 26, 22, 19, 19, 18, 11, 10, 7, 6, 4, 2]
WINDOWS = [(0, 0, 29), (52, 53, 3), (161, 162, 31), (212, 226, 1), (249, 249, 22), (403, 403, 55), (460, 461, 16),
           (494, 868, 60), (32, 895, 33), (928, 928, 56)]


def gaps() -> list[Place]:
    total = sum(LENGTHS) + sum(minutes for _, _, minutes in WINDOWS)
    return [*(Place(0, total - length, length, 0) for length in LENGTHS),
            *(Place(first, last, minutes, 0) for first, last, minutes in WINDOWS)]


def test_the_one_case_that_fits_a_later_gap_is_kept_for_it() -> None:
    row = gaps()
    sought = puzzle(row, bound_cases(row))
    with pytest.raises(TooLong):
        solve(sought, 20_000, longest_first=True)
    order = solve(sought, 2_000, opens=Lookout(sought).could_end)
    assert order is not None
    starts = [sum(row[other].minutes for other in order[:place]) for place in range(len(order))]
    assert all(row[case].first <= start <= row[case].last for case, start in zip(order, starts, strict=True))


def test_a_gap_that_nothing_fills_is_seen_before_any_case_is_placed() -> None:
    row = [place for place in gaps() if place.minutes not in (2, 4)]
    sought = puzzle(row, bound_cases(row))
    lookout = Lookout(sought)
    assert not lookout.could_end(sought.start, 0)
    assert lookout.looked_at < 50
    assert not can_stand(row, {})


def test_a_row_of_other_cases_as_long_is_not_searched_again() -> None:
    known: Known = {}
    assert can_stand([Place(0, 9, 1, 0), Place(3, 3, 2, 0), Place(0, 8, 2, 0), Place(0, 5, 5, 0)], known)
    assert can_stand([Place(0, 5, 5, 0), Place(0, 8, 2, 0), Place(3, 3, 2, 0), Place(0, 9, 1, 0)], known)
    assert len(known) == 1
