"""How a meeting stands against its docket: what is left counts, in whatever order the cases are taken."""

from datetime import timedelta

import pytest

from tests.factories import NOW
from tumorboard.domain.pace import Slot, behind, expected, is_break_due, needed, retimed


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


PLAN = [Slot(0, 8), Slot(8, 8), Slot(21, 8)]  # five minutes of pause before the last one


@pytest.mark.parametrize(("slots", "passed", "expected"), [
    (PLAN, 0, 0),
    (PLAN, 3, 3),
    ([Slot(0, 8, NOW), *PLAN[1:]], 5, 0),
    ([Slot(0, 8, NOW), *PLAN[1:]], 10, 2),
    ([Slot(0, 8, NOW, True), *PLAN[1:]], 6, -2),
    ([PLAN[0], Slot(8, 8, NOW, True), PLAN[2]], 8, 0),
    ([Slot(0, 8, NOW, True), Slot(8, 8, NOW, True), Slot(21, 8, NOW + minutes(16))], 18, -5),
    ([Slot(0, 8, NOW, True), Slot(8, 8, NOW, True), Slot(21, 8, NOW, True)], 30, 1),
    ([Slot(0, 0)], 30, 0),
    ([], 30, 0),
])
def test_the_pace_is_when_it_would_end_against_when_it_should(slots: list[Slot], passed: int, expected: int) -> None:
    assert behind(slots, NOW, NOW + minutes(passed)) == minutes(expected)


def spans(slots: list[Slot], passed: int) -> list[tuple[float, float] | None]:
    found = expected(slots, NOW, NOW + minutes(passed))
    return [each and ((each[0] - NOW) / minutes(1), (each[1] - NOW) / minutes(1)) for each in found]


@pytest.mark.parametrize(("slots", "passed", "times"), [
    (PLAN, 0, [(0, 8), (8, 16), (21, 29)]),
    (PLAN, 4, [(4, 12), (12, 20), (25, 33)]),
    ([Slot(0, 8, NOW), *PLAN[1:]], 5, [(5, 8), (8, 16), (21, 29)]),
    ([Slot(0, 8, NOW), *PLAN[1:]], 12, [(12, 12), (12, 20), (25, 33)]),
    ([Slot(0, 8, NOW, True), *PLAN[1:]], 6, [None, (6, 14), (19, 27)]),
    ([PLAN[0], Slot(8, 8, NOW + minutes(2))], 4, [(10, 18), (4, 10)]),
    ([], 0, []),
])
def test_what_is_left_comes_in_its_order(slots: list[Slot], passed: int, times: list[object]) -> None:
    assert spans(slots, passed) == times


def test_an_early_meeting_does_not_begin_before_its_time() -> None:
    assert spans(PLAN[:1], -30) == [(0, 8)]


def test_needed_is_from_the_first_to_the_last_case_that_is_left() -> None:
    times = expected(PLAN, NOW, NOW)
    assert needed(times, [False, True, True]) == (NOW + minutes(8), NOW + minutes(29))
    assert needed([None, None, None], [True, True, True]) is None


DONE = [Slot(0, 8, NOW, True), Slot(8, 8, NOW, True)]


@pytest.mark.parametrize(("slots", "is_due"), [
    ([*DONE, PLAN[2]], True),
    ([DONE[0], *PLAN[1:]], False),
    ([*DONE, Slot(21, 8, NOW)], False),
    (PLAN[:2], False),
    ([], False),
])
def test_a_break_is_due_once_everything_before_it_is_over(slots: list[Slot], is_due: bool) -> None:
    assert is_break_due(slots) is is_due


@pytest.mark.parametrize(("planned", "order", "starts"), [
    ([(0, 8), (8, 5), (18, 6)], [2, 0, 1], [0, 6, 19]),
    ([(8, 5), (13, 5)], [1, 0], [8, 13]),
    ([], [], []),
])
def test_another_order_keeps_its_pauses_in_their_places(planned: list[tuple[int, int]], order: list[int],
                                                       starts: list[int]) -> None:
    assert retimed(planned, order) == starts
