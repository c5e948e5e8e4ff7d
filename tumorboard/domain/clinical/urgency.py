"""How soon: the danger clock, the docket tier and the day by which a patient is to be seen."""

from datetime import date, timedelta

from tumorboard.domain.clinical.age import age_at_board
from tumorboard.domain.clinical.catecholamine import may_release
from tumorboard.domain.clinical.chart import Chart
from tumorboard.domain.clinical.reading import Number


def is_bp_danger(chart: Chart) -> bool:
    """Say whether blood pressure makes the case urgent: said so, at or above the limit, or a recent crisis.

    Limits in mm Hg are the board's policy; under bp_child_age they grow with age (AAP 2017).
    """
    if chart.word("urgency") == "bp_danger":
        return True
    if not may_release(chart):
        return False
    is_high = _reaches(chart.number("sbp"), _limit(chart, "sbp")) or _reaches(chart.number("dbp"), _limit(chart, "dbp"))
    return is_high or chart.is_within(chart.day("crisis_date"), chart.policy["bp_crisis_days"])


def _reaches(pressure: Number | None, limit: Number) -> bool:
    """Say whether a pressure is at or above its limit."""
    return pressure is not None and pressure >= limit


def _limit(chart: Chart, pressure: str) -> Number:
    """Give the danger limit of sbp or dbp in mm Hg: the adult one unless the patient is known to be a child."""
    age = age_at_board(chart)
    adult: Number = chart.policy[f"bp_crisis_{pressure}"]
    if age is None or age >= chart.policy["bp_child_age"]:
        return adult
    base, per_year = chart.policy[f"bp_child_{pressure}_base"], chart.policy["bp_child_per_year"]
    child: Number = base + per_year * age
    return child


def tier_and_days(chart: Chart) -> tuple[int, int]:
    """Give the docket tier and the target days of the urgency; an empty urgency is routine."""
    table = chart.policy["urgency_tiers"]
    urgency = "bp_danger" if is_bp_danger(chart) else chart.word("urgency")
    tier, days = table.get(urgency, table["routine"])
    return tier, days


def see_by(chart: Chart) -> date | None:
    """Give the last day to see the patient for the first time, counted from the referral; None without one."""
    referred = chart.day("referral_date")
    is_soon = is_bp_danger(chart) or chart.word("urgency") == "tumor_emergency"
    days = chart.policy["bp_danger_seen_days" if is_soon else "first_seen_days"]
    return None if referred is None else _later(referred, days)


def due_on(submitted_on: date, target_days: int, next_meeting: date | None = None) -> date:
    """Give the day by which a case is due: submission plus target days, or a promised meeting if earlier."""
    due = _later(submitted_on, target_days) or date.max
    return due if next_meeting is None else min(due, next_meeting)


def _later(day: date, days: Number) -> date | None:
    """Add days to a day; None beyond the end of the calendar, where a mistyped year leads."""
    try:
        return day + timedelta(days=float(days))
    except OverflowError:
        return None
