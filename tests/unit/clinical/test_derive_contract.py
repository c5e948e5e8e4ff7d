"""The shape of what the engine gives, and that no odd input makes it raise."""

import copy
import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tumorboard import profiles
from tumorboard.domain.clinical import derive, failing_gates
from tumorboard.domain.clinical.flags import RULES

Ask = Callable[..., dict[str, Any]]
NET = profiles.load("net")
FRIDAY = date(2026, 12, 4)


def test_every_derived_value_of_the_catalogue_is_given(derived: Ask) -> None:
    named = {key.strip() for entry in NET.catalogue["derived"] for key in entry["key"].split("/")}
    assert set(derived()) == named


def test_every_flag_of_the_catalogue_has_one_rule_and_every_rule_a_flag() -> None:
    assert set(RULES) == {flag["id"] for flag in NET.catalogue["flags"]}


def test_an_empty_case_is_unknown_throughout(derived: Ask) -> None:
    assert {key: value for key, value in derived().items() if value is not None} == {
        "is_prospective": True,
        "tier": 3,
        "target_days": 21,
        "grade_status": "not_derivable",
        "stage_status": "not_derivable",
        "prrt_cumulative_gbq": 0,
        "x_uln": [],
    }


def test_flags_come_in_catalogue_order_with_severity_and_inputs(found: Ask) -> None:
    result = found(net_family="ppgl", proposal_kinds=["adrenalectomy"], recommendation_kinds=["ct"], sbp="190")
    order = [flag["id"] for flag in NET.catalogue["flags"]]
    raised = [flag["id"] for flag in result["flags"]]
    assert raised == sorted(raised, key=order.index)
    missing = next(flag for flag in result["flags"] if flag["id"] == "alpha_blockade_missing")
    assert missing == {
        "id": "alpha_blockade_missing",
        "severity": "stop",
        "inputs": {
            "net_family": "ppgl",
            "syndrome": None,
            "planned": ["adrenalectomy", "ct"],
            "alpha_blockade": None,
        },
    }


def test_inputs_are_shown_as_entered_in_plain_values(found: Ask) -> None:
    labs = [{"analyte": "cga", "value": Decimal("150.5"), "uln": 100, "date": date(2026, 11, 1)}, None]
    result = found(labs=labs, ppi_use="yes", egfr=float("nan"))
    confounded = next(flag for flag in result["flags"] if flag["id"] == "cga_confounded")
    shown = [{"analyte": "cga", "value": 150.5, "uln": 100, "date": "2026-11-01"}, None]
    assert confounded["inputs"] == {"labs": shown, "ppi_use": "yes", "egfr": "nan"}


def test_a_board_date_with_a_time_of_day_counts_as_its_day(found: Ask) -> None:
    at_seven = found(on=datetime(2026, 12, 4, 7), birth_date="2008-12-04")
    assert at_seven == found(birth_date="2008-12-04")


def test_the_case_and_the_policy_are_left_as_they_were() -> None:
    case = {"labs": [{"analyte": "cga", "value": 9, "uln": 3}], "proposal_kinds": ["prrt"]}
    policy = {"pheo_genes": ["men1"]}
    before = copy.deepcopy((case, policy, NET.catalogue))
    result = derive(case, FRIDAY, policy, rulebook=NET)
    result["policy_used"]["pheo_genes"].append("ret")
    result["policy_used"]["urgency_tiers"]["routine"] = [9, 9]
    assert (case, policy, NET.catalogue) == before


@pytest.mark.parametrize(
    ("rows", "ratios"),
    [
        ([{"value": 62, "uln": 8}], [7.8]),
        ([{"value": 890, "uln": 100}, {"value": 1}, {"uln": 2}, {"value": 0, "uln": 5}], [8.9, None, None, 0.0]),
        ([{"value": 5, "uln": 0}, {"value": -5, "uln": 10}, {"value": 5, "uln": -10}], [None, None, None]),
        ([{"value": "12.4", "uln": "4"}, "cga", {"value": 1, "uln": 5e-324}], [3.1, None, None]),
        ("cga", []),
        (None, []),
    ],
)
def test_times_uln_is_given_per_lab_row(derived: Ask, rows: Any, ratios: list[float | None]) -> None:
    assert derived(labs=rows)["x_uln"] == ratios


@pytest.mark.parametrize(
    ("rows", "gbq"),
    [
        ([{"kind": "prrt", "gbq": 7.4}] * 3, 22.2),
        ([{"kind": "prrt", "gbq": 29.6}, {"kind": "prrt_retreat", "gbq": 14.8}], 44.4),
        ([{"kind": "prrt", "gbq": 7.4}, {"kind": "prrt"}, {"kind": "prrt_other", "gbq": 9}, {"gbq": 3}], 7.4),
        ([{"kind": "prrt", "gbq": "lots"}, {"kind": "prrt", "gbq": -7}], 0),
        ([], 0),
        (None, 0),
    ],
)
def test_the_activity_given_is_added_over_prrt_and_retreatment(derived: Ask, rows: Any, gbq: float) -> None:
    assert derived(prior_treatments=rows)["prrt_cumulative_gbq"] == gbq


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.text(max_size=8),
    st.dates(),
    st.datetimes(),
    st.sampled_from(["2026", "2026-13", "0000-01", "9999-12-31", "0001-01-01", "unknown", "none", "X", "1", "\ud800"]),
)
CODES = sorted({code for options in NET.catalogue["options"] for code in NET.labels(options)})
VALUES = st.one_of(ODD, st.sampled_from(CODES))
COLUMNS = sorted({column.split(":")[0] for field in NET.fields() for column in field.get("columns", [])})
ROWS = st.lists(st.one_of(ODD, st.dictionaries(st.sampled_from(COLUMNS), VALUES, max_size=6)), max_size=4)
KEYS = sorted({field["key"] for field in NET.fields()} | {"recommendation_kinds"})
CASES = st.dictionaries(
    st.sampled_from(KEYS), st.one_of(VALUES, st.lists(VALUES, max_size=4), ROWS), min_size=5, max_size=40
)
POLICIES = st.dictionaries(
    st.sampled_from(sorted(NET.policy_defaults())), st.one_of(ODD, st.lists(VALUES), st.lists(st.lists(VALUES)))
)


@settings(max_examples=300, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(case=CASES, on=st.dates(), policy=POLICIES)
def test_no_case_and_no_policy_makes_the_engine_raise(case: Any, on: date, policy: Any) -> None:
    found = derive(case, on, policy, rulebook=NET)
    json.dumps([found["derived"], found["flags"]], allow_nan=False)
    failing_gates(case, on, case, policy, rulebook=NET, found=found)


@pytest.mark.parametrize("case", [None, [], "case", 3])
def test_a_case_that_is_no_mapping_is_an_empty_one(case: Any, derived: Ask) -> None:
    assert derive(case, FRIDAY, case, rulebook=NET)["derived"] == derived()
