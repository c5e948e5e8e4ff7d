"""How long a wrong password waits, by account and by the address it came from."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.passwords import next_try, next_try_from_address, still_counted

NOW = datetime(2026, 12, 1, 20, 40, tzinfo=UTC)


@pytest.mark.parametrize(("failures", "seconds"), [(2, None), (3, 2), (4, 4), (7, 32), (8, 60), (4000, 60)])
def test_an_account_waits_from_its_third_failure_on(failures: int, seconds: int | None) -> None:
    assert next_try(failures, NOW) == (None if seconds is None else NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize(("failures", "seconds"), [(1, None), (20, None), (21, 2), (22, 4), (26, 60), (4000, 60)])
def test_an_address_waits_after_twenty_failures(failures: int, seconds: int | None) -> None:
    assert next_try_from_address(failures, NOW) == (None if seconds is None else NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize(("quiet", "left"), [(-60, 30), (0, 30), (59, 30), (60, 29), (600, 20), (1800, 0), (90_000, 0)])
def test_each_quiet_minute_forgives_an_address_one_failure(quiet: int, left: int) -> None:
    assert still_counted(30, timedelta(seconds=quiet)) == left


@given(st.integers(0, 10_000))
def test_nobody_is_ever_shut_out_for_more_than_a_minute(failures: int) -> None:
    for told in (next_try(failures, NOW), next_try_from_address(failures, NOW)):
        assert told is None or NOW < told <= NOW + timedelta(minutes=1)
