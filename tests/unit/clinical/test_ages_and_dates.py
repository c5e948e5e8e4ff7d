"""Ages in whole years, and the days that the page counts."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

Ask = Callable[..., dict[str, Any]]


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        ("2008-12-04", date(2026, 12, 4), 18),
        ("2008-12-05", date(2026, 12, 4), 17),
        ("2008-02-29", date(2026, 2, 28), 17),
        ("2008-02-29", date(2026, 3, 1), 18),
        ("2008-02-29", date(2028, 2, 29), 20),
        ("2026-12-04", date(2026, 12, 4), 0),
        ("2026-12-05", date(2026, 12, 4), None),
        (date(1960, 1, 1), date(2026, 12, 4), 66),
        ("1960", date(2026, 12, 4), None),
        ("not a date", date(2026, 12, 4), None),
        (None, date(2026, 12, 4), None),
    ],
)
def test_age_at_board_counts_whole_years(derived: Ask, birth: Any, on: date, age: int | None) -> None:
    assert derived(birth_date=birth, on=on)["age_at_board"] == age


@pytest.mark.parametrize(
    ("birth", "diagnosed", "age"),
    [
        ("1984-05-01", "2024-05-01", 40),
        ("1984-05-02", "2024-05-01", 39),
        ("1984-05-02", "2024", None),
        ("1984-01-01", "2024", 40),
        ("1984-05-02", "2024-05", None),
        ("1984-05-01", "2024-05", 40),
        ("1984-06-01", "2024-05", 39),
        ("2024-06-01", "2024", None),
        ("2024-06-01", "2023-01-01", None),
        (None, "2024-05-01", None),
        ("1984-05-01", None, None),
        ("1984-05-01", "2024-5-1", None),
    ],
)
def test_age_at_diagnosis_needs_every_possible_day_to_agree(
    derived: Ask, birth: Any, diagnosed: Any, age: int | None
) -> None:
    assert derived(birth_date=birth, diagnosis_date=diagnosed)["age_at_diagnosis"] == age


@pytest.mark.parametrize(
    ("birth", "policy", "is_pediatric"),
    [
        ("2008-12-05", None, True),
        ("2008-12-04", None, False),
        ("2006-01-01", {"pediatric_age": 21}, True),
        (None, None, None),
    ],
)
def test_a_child_is_under_the_pediatric_age(derived: Ask, birth: Any, policy: Any, is_pediatric: bool | None) -> None:
    assert derived(birth_date=birth, policy=policy)["is_pediatric"] is is_pediatric


@pytest.mark.parametrize(
    ("birth", "policy", "inside"),
    [
        ("2010-12-05", None, False),
        ("2010-12-04", None, True),
        ("2004-12-05", None, True),
        ("2004-12-04", None, False),
        ("2004-12-04", {"transition_max_age": 22}, True),
        ("2012-01-01", {"transition_min_age": 14}, True),
        (None, None, None),
    ],
)
def test_the_transition_window_holds_both_its_ends(derived: Ask, birth: Any, policy: Any, inside: bool | None) -> None:
    assert derived(birth_date=birth, policy=policy)["in_transition_window"] is inside


@pytest.mark.parametrize(
    ("diagnosed", "days"),
    [
        ("2026-12-04", 0),
        ("2026-11-04", 30),
        ("2026-12-05", -1),
        (date(2025, 12, 4), 365),
        ("2026-11", None),
        ("2026", None),
        (None, None),
    ],
)
def test_days_since_diagnosis_need_the_exact_day(derived: Ask, diagnosed: Any, days: int | None) -> None:
    assert derived(diagnosis_date=diagnosed)["days_since_diagnosis"] == days


@pytest.mark.parametrize(("referred", "days"), [("2026-11-24", 10), ("2026-12-10", -6), ("2026", None), (None, None)])
def test_days_from_referral_to_board(derived: Ask, referred: Any, days: int | None) -> None:
    assert derived(referral_date=referred)["days_referral_to_board"] == days


@pytest.mark.parametrize(
    ("start", "procedure", "days"),
    [
        ("2026-12-01", "2026-12-11", 10),
        ("2026-12-11", "2026-12-01", -10),
        (None, "2026-12-11", None),
        ("2026-12-01", None, None),
        ("2026-12-01", "soon", None),
    ],
)
def test_alpha_days_run_from_start_to_procedure(derived: Ask, start: Any, procedure: Any, days: int | None) -> None:
    assert derived(alpha_start_date=start, planned_procedure_date=procedure)["alpha_days_at_procedure"] == days


@pytest.mark.parametrize(
    ("submitted_as", "override", "prospective"),
    [
        (None, None, True),
        ("new_diagnosis", None, True),
        ("retrospective", None, False),
        ("retrospective", "yes", True),
        ("new_diagnosis", "no", False),
        ("retrospective", "unknown", False),
        ("new_diagnosis", "unknown", True),
        ("retrospective", "perhaps", False),
    ],
)
def test_a_persons_yes_or_no_overrides_whether_a_case_is_prospective(
    derived: Ask, submitted_as: Any, override: Any, prospective: bool
) -> None:
    answers = {"submission_type": submitted_as, "prospective_override": override}
    assert derived(**answers)["is_prospective"] is prospective
