"""Whether windows and precedence leave any order at all."""

from itertools import permutations

from hypothesis import given, settings

from tumorboard.domain.docket.narrowing import Place
from tumorboard.domain.docket.ordering import some_order
from tumorboard.domain.docket.placing import arrange
from tumorboard.domain.docket.sequence import Task, honours

from .drawing import tasks


@settings(max_examples=150, deadline=None)
@given(tasks(most=6))
def test_an_order_is_found_exactly_when_there_is_one(job: Task) -> None:
    found = some_order(job)
    possible = any(honours(job, order) for order in permutations(range(len(job.minutes))))
    assert (found is not None) == possible
    assert found is None or honours(job, found)


def test_forty_free_cases_fill_in_around_a_window_of_one_minute() -> None:
    free = [Place(0, 400, length, 0) for length in [3, 5, 7, 9] * 10]
    order = arrange([*free, Place(101, 101, 6, 0)])
    assert order is not None
    assert sum(3 + 2 * (case % 4) for case in order[: order.index(40)]) == 101


def test_a_circle_of_precedence_is_seen_at_once() -> None:
    free = [Place(0, 400, length, 0) for length in [3, 5, 7, 9] * 10]
    assert arrange([*free, Place(0, 400, 6, 1 << 41), Place(0, 400, 6, 1 << 40)]) is None
