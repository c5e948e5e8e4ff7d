"""The meeting's clock: breaks fall at the first case boundary at or after their minute."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.docket.clock import earliest_done, latest_done, wall
from tumorboard.domain.docket.instance import Break

HALF_TIME = (Break(30, 5),)
PAUSES = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 10)), max_size=3)


@pytest.mark.parametrize(("done", "clock"), [(0, 0), (29, 29), (30, 35), (31, 36)])
def test_a_break_falls_once_its_minute_is_reached(done: int, clock: int) -> None:
    assert wall(done, HALF_TIME) == clock


def test_one_break_can_bring_the_next_one_on() -> None:
    assert wall(20, (Break(20, 10), Break(25, 3))) == 33


@given(st.integers(0, 60), st.integers(-5, 80), PAUSES)
def test_the_limits_are_those_found_by_looking_at_every_minute(
    total: int, start: int, drawn: list[tuple[int, int]]
) -> None:
    breaks = tuple(Break(*pause) for pause in sorted(drawn))
    possible = range(total + 1)
    later = [done for done in possible if wall(done, breaks) >= start]
    sooner = [done for done in possible if wall(done, breaks) <= start]
    assert earliest_done(start, total, breaks) == min(later, default=total + 1)
    assert latest_done(start, total, breaks) == max(sooner, default=-1)
