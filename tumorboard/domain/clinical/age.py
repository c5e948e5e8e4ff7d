"""Ages in whole years, and days between the dates of a case."""

from datetime import date

from tumorboard.domain.clinical.chart import Chart
from tumorboard.domain.clinical.reading import Span


def whole_years(birth: date, on: date) -> int | None:
    """Count whole years from birth to a day; None before birth.

    Someone born on 29 February counts up on 1 March in common years (catalogue section 4, age_at_board).
    """
    if on < birth:
        return None
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def age_at_board(chart: Chart) -> int | None:
    """Give the age in whole years on the board date; None when the birth date is unknown or later."""
    birth = chart.day("birth_date")
    return None if birth is None else whole_years(birth, chart.on)


def age_at_diagnosis(chart: Chart) -> int | None:
    """Give the age in whole years at diagnosis; None unless the first and last possible day agree."""
    birth, diagnosed = chart.day("birth_date"), chart.span("diagnosis_date")
    if birth is None or diagnosed is None:
        return None
    first, last = (whole_years(birth, day) for day in diagnosed)
    return first if first == last else None


def is_pediatric(chart: Chart) -> bool | None:
    """Say whether the patient is under the pediatric age on the board date; None when the age is unknown."""
    age = age_at_board(chart)
    return None if age is None else bool(age < chart.policy["pediatric_age"])


def in_transition_window(chart: Chart) -> bool | None:
    """Say whether the age lies in the window of transition to adult care, both ends included."""
    age = age_at_board(chart)
    if age is None:
        return None
    return bool(chart.policy["transition_min_age"] <= age <= chart.policy["transition_max_age"])


def exact_day(span: Span | None) -> date | None:
    """Give the one day that a date means; None when it may mean several."""
    return span[0] if span is not None and span[0] == span[1] else None


def days_between(earlier: date | None, later: date | None) -> int | None:
    """Count the days from one date to another; negative when they are the other way round."""
    return None if earlier is None or later is None else (later - earlier).days
