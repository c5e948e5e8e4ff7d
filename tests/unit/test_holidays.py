"""The federal holidays: on their days, and observed where offices keep them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.holidays import concern, federal, nth_weekday

YEARS = range(2021, 2036)


# As the Office of Personnel Management lists them.
@pytest.mark.parametrize(("year", "days"), [
    (2026, "01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25"),
    (2027, "01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31"),
    (2028, "01-01 01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-11 11-23 12-25"),
])
def test_a_year_has_its_holidays_and_the_days_on_which_they_are_observed(year: int, days: str) -> None:
    all_days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    assert [f"{day:%m-%d}" for day in all_days if day.year == year and federal(day)] == days.split()


def test_an_observed_day_says_so() -> None:
    assert federal(date(2026, 7, 3)) == "Independence Day (observed)"
    assert federal(date(2027, 12, 31)) == "New Year’s Day (observed)"
    assert federal(date(2026, 7, 6)) == ""


@pytest.mark.parametrize("year", YEARS)
def test_the_friday_after_thanksgiving_is_pointed_out(year: int) -> None:
    friday = nth_weekday(year, 11, 3, 4) + timedelta(days=1)
    assert (concern(friday), federal(friday)) == ("the day after Thanksgiving", "")
    assert concern(friday - timedelta(days=1)) == "Thanksgiving"


def test_the_two_fridays_of_the_end_of_2026_are_holidays() -> None:
    fridays = [date(2026, 12, 18) + timedelta(weeks=week) for week in range(4)]
    assert [concern(each) for each in fridays] == ["", "Christmas Day", "New Year’s Day", ""]


@given(st.dates(date(2021, 1, 1), date(2035, 12, 31)))
def test_no_holiday_is_observed_on_a_weekend(day: date) -> None:
    assert not (federal(day).endswith("(observed)") and day.weekday() >= 5)


@given(st.sampled_from(YEARS), st.integers(1, 12), st.integers(0, 6), st.sampled_from((1, 2, 3, 4, -1)))
def test_a_numbered_weekday_lies_in_its_month(year: int, month: int, weekday: int, number: int) -> None:
    found = nth_weekday(year, month, weekday, number)
    assert (found.year, found.month, found.weekday()) == (year, month, weekday)
    if number > 0:
        assert (found.day - 1) // 7 + 1 == number
    else:
        assert (found + timedelta(weeks=1)).month != month
