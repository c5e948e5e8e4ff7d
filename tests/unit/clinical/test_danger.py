"""What does not wait for the meeting, and until when."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tumorboard.domain.clinical import danger
from tumorboard.domain.clinical.danger import Danger, clock

Ask = Callable[..., dict[str, Any]]
FRIDAY, SENT = date(2026, 12, 4), date(2026, 12, 1)
PLANNED = {"net_family": "ppgl", "proposal_kinds": ["adrenalectomy"], "alpha_blockade": "none"}


def dangers(found: dict[str, Any], answers: dict[str, Any], quiet: tuple[str, ...] = ()) -> list[Danger]:
    """Ask the clock; some flags may be overruled."""
    standing = [flag["id"] for flag in found["flags"] if flag["id"] not in quiet]
    return clock(found, answers, SENT, FRIDAY, standing)


def test_an_ordinary_case_waits(found: Ask) -> None:
    assert dangers(found(net_family="gep_net"), {}) == []


def test_blood_pressure_danger_counts_from_the_submission(found: Ask) -> None:
    told = {"net_family": "ppgl", "sbp": 190}
    [only] = dangers(found(**told), told)
    assert (only.kind, only.flags, only.until) == (danger.BLOOD_PRESSURE, ("bp_danger",), date(2026, 12, 2))
    assert [only.days_left(day) for day in (SENT, date(2026, 12, 5))] == [1, -3]


def test_another_emergency_is_named_as_one(found: Ask) -> None:
    [only] = dangers(found(urgency="tumor_emergency"), {})
    assert (only.kind, only.flags) == (danger.EMERGENCY, ())


@pytest.mark.parametrize(("procedure", "is_told"), [
    ("2026-12-02", True), ("2026-12-14", True), ("2026-12-15", False), (None, False), ("2026", False)])
def test_a_procedure_without_safe_preparation_counts_when_it_is_near(
        found: Ask, procedure: str | None, is_told: bool) -> None:
    told = {**PLANNED, "planned_procedure_date": procedure}
    assert [each.kind for each in dangers(found(**told), told)] == ([danger.PROCEDURE] if is_told else [])


def test_in_an_emergency_a_procedure_without_a_day_counts_too(found: Ask) -> None:
    told = {**PLANNED, "sbp": 210}
    first, second = dangers(found(**told), told)
    assert (first.kind, second.kind, second.until, second.days_left(SENT)) == (
        danger.BLOOD_PRESSURE, danger.PROCEDURE, None, None)


def test_the_nearest_day_comes_first(found: Ask) -> None:
    told = {**PLANNED, "sbp": 210, "planned_procedure_date": "2026-12-01"}
    assert [each.kind for each in dangers(found(**told), told)] == [danger.PROCEDURE, danger.BLOOD_PRESSURE]


def test_what_a_person_overruled_no_longer_counts(found: Ask) -> None:
    told = {**PLANNED, "planned_procedure_date": "2026-12-02"}
    assert dangers(found(**told), told, quiet=("alpha_blockade_missing",)) == []
