"""Who a patient is: which dates of birth can be one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.identity import birth_problem

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(("born", "words"), [
    (date(2026, 12, 1), ""), (date(2026, 12, 2), "The date of birth lies in the future. Check the year."),
    (date(1901, 12, 1), ""), (date(1800, 1, 1), "The patient would be 226 years old. Check the year.")])
def test_a_date_of_birth_is_no_later_than_today_and_of_this_age_of_man(born: date, words: str) -> None:
    assert birth_problem(born, TODAY) == words


@given(st.dates(date(1906, 1, 1), TODAY))
def test_nobody_who_lives_is_refused(born: date) -> None:
    assert birth_problem(born, TODAY) == ""
