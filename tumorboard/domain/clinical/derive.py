"""The clinical engine: derived values and flags of a case on a board date. Pure: no clock, no database."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

from tumorboard.domain.clinical import age, flags, grading, imaging, labs, staging, tnm, treatments, urgency
from tumorboard.domain.clinical.chart import Chart, open_chart
from tumorboard.domain.clinical.rulebook import Rulebook


def derive(
    case: Mapping[str, Any], on: date, policy: Mapping[str, Any] | None = None, *, rulebook: Rulebook
) -> dict[str, Any]:
    """Derive a case's values and flags on a board date, by the catalogue's section 4 and 5.

    `case` maps field keys to answers: dates are ISO text or dates, rows are lists of mappings, measures are in the
    field's own unit; missing, or not usable, counts as unknown. `policy` overrides the board's defaults. Gives
    {"derived": {...}, "flags": [{"id", "severity", "inputs"}], "policy_used": {...}}, all plain values that JSON
    can hold. Raises nothing for any case or policy. The flags are prompts to check, never advice.
    """
    chart = open_chart(case, on, policy, rulebook)
    derived = derived_values(chart)
    return {
        "derived": derived,
        "flags": [
            {"id": flag["id"], "severity": flag["severity"], "inputs": _inputs(chart, flag["inputs"])}
            for flag in flags.raised(chart, derived)
        ],
        "policy_used": dict(chart.policy),
    }


def derived_values(chart: Chart) -> dict[str, Any]:
    """Derive every value of the catalogue's list from a chart; None means unknown."""
    return {**_times(chart), **_tumor(chart), **_record(chart)}


def _times(chart: Chart) -> dict[str, Any]:
    """Derive ages, waiting times and the docket tier."""
    diagnosed, see_by = age.exact_day(chart.span("diagnosis_date")), urgency.see_by(chart)
    tier, target_days = urgency.tier_and_days(chart)
    return {
        "age_at_board": age.age_at_board(chart),
        "age_at_diagnosis": age.age_at_diagnosis(chart),
        "is_pediatric": age.is_pediatric(chart),
        "in_transition_window": age.in_transition_window(chart),
        "is_prospective": _is_prospective(chart),
        "see_by": None if see_by is None else see_by.isoformat(),
        "tier": tier,
        "target_days": target_days,
        "days_since_diagnosis": chart.days_ago(diagnosed),
        "days_referral_to_board": chart.days_ago(chart.day("referral_date")),
    }


def _is_prospective(chart: Chart) -> bool:
    """Say whether the case is discussed before its treatment; a person's yes or no overrides."""
    overrides = {"yes": True, "no": False}
    said = chart.choice("prospective_override")
    return overrides.get(said or "", chart.choice("submission_type") != "retrospective")


def _tumor(chart: Chart) -> dict[str, Any]:
    """Derive grade and stage."""
    grade, stage = grading.grade(chart), staging.stage(chart)
    schema, edition = staging.schema(chart), staging.edition_used(chart)
    return {
        "grade": grade.code,
        "grade_status": grade.status,
        "grade_met": grading.grade_met(chart),
        "stage_schema": schema,
        "stage_edition_expected": staging.edition_expected(chart),
        "stage_edition_used": edition,
        "stage_group": stage.group,
        "stage_status": stage.status,
        "min_t": tnm.lowest_t(chart, schema, edition),
    }


def _record(chart: Chart) -> dict[str, Any]:
    """Derive what studies, labs and treatments so far add up to."""
    return {
        "newest_cross_sectional_days": imaging.newest_cross_sectional_days(chart),
        "newest_sstr_days": imaging.newest_sstr_days(chart),
        "krenning": imaging.krenning(chart),
        "prrt_cumulative_gbq": treatments.prrt_cumulative_gbq(chart),
        "alpha_days_at_procedure": age.days_between(chart.day("alpha_start_date"), chart.day("planned_procedure_date")),
        "x_uln": labs.times_uln(chart),
    }


def _inputs(chart: Chart, keys: list[str]) -> dict[str, Any]:
    """Show the answers a flag was raised on, as entered."""
    read = {"planned": list(treatments.planned(chart))}
    return {key: read[key] if key in read else _plain(chart.answers.get(key)) for key in keys}


def _plain(value: Any) -> Any:
    """Copy an answer into values that JSON can hold, so that a flag can be kept with the case."""
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(entry) for entry in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        value = float(value) if value.is_finite() else str(value)
    if isinstance(value, float) and isfinite(value):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)
