"""The danger clock, the docket tier, and the day to be seen by."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tumorboard.domain.clinical import due_on

Ask = Callable[..., dict[str, Any]]
Flags = Callable[..., set[str]]
PPGL = {"net_family": "ppgl"}


@pytest.mark.parametrize(
    "answers",
    [
        {"urgency": "bp_danger"},
        {"urgency": "bp_danger", "net_family": "gep_net"},
        {**PPGL, "sbp": 180},
        {**PPGL, "dbp": 120},
        {"net_family": "gep_net", "syndrome": ["catecholamine"], "sbp": 200},
        {**PPGL, "crisis_date": "2026-12-04"},
        {**PPGL, "crisis_date": "2026-11-04"},
        {**PPGL, "sbp": 180, "birth_date": "not known"},
        {**PPGL, "sbp": "185"},
        {**PPGL, "birth_date": "2013-12-04", "sbp": 180},
        {**PPGL, "birth_date": "2013-12-05", "sbp": 157},
        {**PPGL, "birth_date": "2018-01-10", "dbp": 99},
        {**PPGL, "birth_date": "2026-06-01", "sbp": 133},
        {**PPGL, "sbp": 160, "policy": {"bp_crisis_sbp": 160}},
        {**PPGL, "crisis_date": "2026-10-01", "policy": {"bp_crisis_days": 90}},
    ],
)
def test_blood_pressure_danger_puts_a_case_in_tier_0(found: Ask, answers: dict[str, Any]) -> None:
    result = found(**answers)
    raised = "bp_danger" in {flag["id"] for flag in result["flags"]}
    assert (raised, result["derived"]["tier"], result["derived"]["target_days"]) == (True, 0, 1)


@pytest.mark.parametrize(
    "answers",
    [
        {},
        PPGL,
        {**PPGL, "sbp": 179, "dbp": 119},
        {"net_family": "gep_net", "sbp": 220},
        {**PPGL, "crisis_date": "2026-11-03"},
        {**PPGL, "crisis_date": "2026-12-05"},
        {**PPGL, "crisis_date": "2026-11"},
        {**PPGL, "sbp": None, "dbp": "high"},
        {**PPGL, "birth_date": "2013-12-05", "sbp": 156},
        {**PPGL, "birth_date": "2018-01-10", "dbp": 98},
        {**PPGL, "sbp": 180, "policy": {"bp_crisis_sbp": 200}},
        {**PPGL, "birth_date": "2013-12-05", "sbp": 157, "policy": {"bp_child_age": 12}},
        {"urgency": "tumor_emergency"},
    ],
)
def test_no_danger_is_read_into_other_pressures(flags: Flags, answers: dict[str, Any]) -> None:
    assert "bp_danger" not in flags(**answers)


@pytest.mark.parametrize(
    ("urgency", "policy", "tier_and_days"),
    [
        (None, None, (3, 21)),
        ("", None, (3, 21)),
        ("routine", None, (3, 21)),
        ("soon", None, (2, 14)),
        ("within_10_days", None, (1, 10)),
        ("tumor_emergency", None, (0, 1)),
        ("bp_danger", None, (0, 1)),
        ("whenever", None, (3, 21)),
        ("routine", {"urgency_tiers": {"routine": [3, 28]}}, (3, 28)),
        ("soon", {"urgency_tiers": {"routine": [3, 28]}}, (2, 14)),
        ("soon", {"urgency_tiers": {"soon": "fast"}}, (2, 14)),
        ("soon", {"urgency_tiers": "none"}, (2, 14)),
    ],
)
def test_the_tier_and_target_days_come_from_the_urgency(
    derived: Ask, urgency: Any, policy: Any, tier_and_days: tuple[int, int]
) -> None:
    values = derived(urgency=urgency, policy=policy)
    assert (values["tier"], values["target_days"]) == tier_and_days


@pytest.mark.parametrize(
    ("answers", "see_by"),
    [
        ({"referral_date": "2026-11-24"}, "2026-12-04"),
        ({"referral_date": date(2026, 11, 24)}, "2026-12-04"),
        ({"referral_date": "2026-11-24", "urgency": "bp_danger"}, "2026-11-25"),
        ({"referral_date": "2026-11-24", "urgency": "tumor_emergency"}, "2026-11-25"),
        ({"referral_date": "2026-11-24", "urgency": "within_10_days"}, "2026-12-04"),
        ({"referral_date": "2026-11-24", **PPGL, "dbp": 130}, "2026-11-25"),
        ({"referral_date": "2026-11-24", "policy": {"first_seen_days": 14}}, "2026-12-08"),
        ({"referral_date": "2026-11-24", "urgency": "bp_danger", "policy": {"bp_danger_seen_days": 0}}, "2026-11-24"),
        ({"referral_date": "9999-12-31"}, None),
        ({"referral_date": "2026-11"}, None),
        ({}, None),
    ],
)
def test_the_day_to_be_seen_by_counts_from_the_referral(
    derived: Ask, answers: dict[str, Any], see_by: str | None
) -> None:
    assert derived(**answers)["see_by"] == see_by


REFERRED = {"referral_date": "2026-11-20"}  # to be seen by 30 November


@pytest.mark.parametrize(
    ("answers", "raised"),
    [
        (REFERRED, True),
        ({**REFERRED, "submission_type": "new_diagnosis"}, True),
        ({**REFERRED, "submission_type": "second_opinion"}, True),
        ({**REFERRED, "submission_type": "progression"}, False),
        ({**REFERRED, "submission_type": "retrospective"}, False),
        ({**REFERRED, "first_seen_date": "2026-11-30"}, False),
        ({**REFERRED, "first_seen_date": "2026-12-01"}, True),
        ({**REFERRED, "first_seen_date": "some day"}, True),
        ({"referral_date": "2026-11-24"}, False),
        ({"referral_date": "2026-11-23"}, True),
        ({"referral_date": "2026-11-23", "policy": {"first_seen_days": 11}}, False),
        ({"referral_date": "2026-12-03", "urgency": "tumor_emergency"}, False),
        ({"referral_date": "2026-12-02", "urgency": "tumor_emergency"}, True),
        ({"first_seen_date": "2026-12-01"}, False),
    ],
)
def test_a_new_patient_not_seen_by_the_promised_day_is_overdue(
    flags: Flags, answers: dict[str, Any], raised: bool
) -> None:
    assert ("first_seen_overdue" in flags(**answers)) is raised


@pytest.mark.parametrize(
    ("submitted", "days", "promised", "due"),
    [
        (date(2026, 11, 20), 21, None, date(2026, 12, 11)),
        (date(2026, 11, 20), 21, date(2026, 12, 4), date(2026, 12, 4)),
        (date(2026, 11, 20), 1, date(2026, 12, 4), date(2026, 11, 21)),
        (date(9999, 12, 31), 21, None, date.max),
    ],
)
def test_a_case_is_due_after_its_target_days_or_at_an_earlier_promise(
    submitted: date, days: int, promised: date | None, due: date
) -> None:
    assert due_on(submitted, days, promised) == due
