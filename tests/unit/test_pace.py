"""How a meeting stands against its docket: what is left counts, in whatever order the cases are taken."""

from datetime import timedelta

import pytest

from tests.factories import NOW
from tumorboard.domain.pace import Slot, behind


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
