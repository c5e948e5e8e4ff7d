"""When a letter is tried again: soon, then hourly; a refused address daily; after seven days never."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.mailing import GIVEN_UP_AFTER, next_try
from tumorboard.vocabulary.notices import Trouble

QUEUED = datetime(2026, 11, 25, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(("tries", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 60), (5, 60), (90, 60)])
def test_a_server_that_is_away_is_asked_again_soon_and_then_hourly(tries: int, minutes: int) -> None:
    assert next_try(tries, Trouble.AWAY, queued_at=QUEUED, now=QUEUED) == QUEUED + timedelta(minutes=minutes)


@pytest.mark.parametrize("trouble", [Trouble.ADDRESS, Trouble.MESSAGE])
def test_what_is_refused_for_good_is_tried_daily(trouble: Trouble) -> None:
    assert next_try(1, trouble, queued_at=QUEUED, now=QUEUED) == QUEUED + timedelta(days=1)


@given(st.integers(1, 500), st.sampled_from(list(Trouble)), st.timedeltas(timedelta(0), timedelta(days=30)))
def test_nothing_is_given_up_before_seven_days(tries: int, trouble: Trouble, age: timedelta) -> None:
    found = next_try(tries, trouble, queued_at=QUEUED, now=QUEUED + age)
    assert (found is None) is (age >= GIVEN_UP_AFTER)
    assert found is None or found > QUEUED + age
