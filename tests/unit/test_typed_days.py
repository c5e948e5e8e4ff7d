"""Days as people type them: by number, with the month's name as the pages show it, and without the year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.web.forms import first_day, read_day

MET = date(2026, 12, 4)


@pytest.mark.parametrize("typed", [
    "2026-12-18", "12/18/2026", "Dec 18, 2026", "Dec 18 2026", "Dec. 18, 2026", "dec 18, 2026", "December 18, 2026",
    "18 Dec 2026", "18 december 2026"])
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert read_day(typed) == date(2026, 12, 18)


@pytest.mark.parametrize("typed", ["", "18", "Dec", "18.12.26", "12/18/26", "Dec 32, 2026", "Friday", "2026-13-01"])
def test_what_is_no_day_is_not_guessed(typed: str) -> None:
    assert (read_day(typed), first_day(typed, MET)) == (None, None)


@pytest.mark.parametrize(("typed", "read"), [
    ("Dec 18", date(2026, 12, 18)), ("12/18", date(2026, 12, 18)), ("Dec 4", MET), ("Dec 3", None),
    ("4 Jan", date(2027, 1, 4)), ("1/4", date(2027, 1, 4)), ("Sep 30", date(2027, 9, 30)), ("Oct 1", None),
    ("Dec 18, 2026", None), ("2026-12-18", None)])
def test_without_its_year_it_is_the_first_such_day(typed: str, read: date | None) -> None:
    assert first_day(typed, MET) == read


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 300))
def test_every_day_of_the_next_months_is_found_again(first: date, later: int) -> None:
    day = first + timedelta(days=later)
    if (day.month, day.day) != (2, 29):
        assert first_day(f"{day:%b} {day.day}", first) == day
    assert read_day(f"{day:%b} {day.day}, {day.year}") == day
