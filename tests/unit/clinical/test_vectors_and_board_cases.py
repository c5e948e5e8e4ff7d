"""The developer vectors, and every case of the invented board at its own meeting."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tumorboard.domain.clinical import derive, failing_gates, in_force, readiness
from tumorboard.domain.clinical.conditions import flags_named
from tumorboard.profiles import Profile

HERE = Path(__file__).parent
VECTORS = json.loads((HERE / "vectors_dev.json").read_text(encoding="utf-8"))["vectors"]
BOARD = json.loads((HERE / "net_board_cases.json").read_text(encoding="utf-8"))
PATIENTS = {patient["id"]: patient for patient in BOARD["patients"]}
FRIDAY = date(2026, 12, 4)
FRIDAYS = [FRIDAY, date(2027, 3, 5), date(2028, 3, 3)]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["id"]))
def test_a_vector_comes_out_as_expected(vector: dict[str, Any], rulebook: Profile) -> None:
    found = derive(vector["case"], date.fromisoformat(vector["on"]), vector.get("policy"), rulebook=rulebook)
    raised = {flag["id"] for flag in found["flags"]}
    expected = dict(vector["expect"])
    assert set(expected.pop("flags_include", [])) - raised == set()
    assert set(expected.pop("flags_exclude", [])) & raised == set()
    assert {key: found["derived"][key] for key in expected} == expected


def meeting_of(stored: dict[str, Any], friday: date) -> date:
    """Give the day of the case's own meeting, else of the next one."""
    return friday + timedelta(days=stored["meeting_day"] or 0)


def answers_of(stored: dict[str, Any], friday: date) -> dict[str, Any]:
    """Join the patient's answers to the case's, with the days from the next meeting turned into dates."""
    patient = PATIENTS[stored["patient"]]
    birthday = friday - timedelta(days=patient["birth_date"]["plus_days"])
    birth = birthday.replace(year=birthday.year - patient["birth_date"]["age"])
    answers = {key: placed(key, value, friday) for key, value in stored["fields"].items()}
    return {**answers, "sex": patient["sex"], "birth_date": birth.isoformat()}


def placed(key: str, value: Any, friday: date) -> Any:
    """Turn an integer in a date field or date column into that day."""
    if isinstance(value, list):
        return [placed_row(entry, friday) if isinstance(entry, dict) else entry for entry in value]
    is_day = isinstance(value, int) and key.endswith("_date")
    return (friday + timedelta(days=value)).isoformat() if is_day else value


def placed_row(row: dict[str, Any], friday: date) -> dict[str, Any]:
    """Turn the integers in the date columns of a row into days."""
    return {
        column: placed("_date", value, friday) if column in ("date", "start", "end") else value
        for column, value in row.items()
    }


by_case = pytest.mark.parametrize("stored", BOARD["cases"], ids=lambda stored: str(stored["id"]))
on_fridays = pytest.mark.parametrize("friday", FRIDAYS, ids=str)


@on_fridays
@by_case
def test_a_board_case_derives_as_expected(stored: dict[str, Any], friday: date, rulebook: Profile) -> None:
    found = derive(answers_of(stored, friday), meeting_of(stored, friday), rulebook=rulebook)
    expected = {key: value for key, value in stored["expect"].items() if key not in ("flags", "readiness_auto")}
    assert {key: found["derived"][key] for key in expected} == expected
    assert sorted(flag["id"] for flag in found["flags"]) == stored["expect"]["flags"]


@on_fridays
@by_case
def test_a_board_case_is_ready_by_itself_as_expected(stored: dict[str, Any], friday: date, rulebook: Profile) -> None:
    items = readiness(answers_of(stored, friday), meeting_of(stored, friday), rulebook=rulebook)
    assert {item.id: item.auto for item in items if item.auto is not None} == stored["expect"]["readiness_auto"]


def test_one_case_of_the_next_docket_is_held_by_its_gates(rulebook: Profile) -> None:
    candidates = [
        case
        for case in BOARD["cases"]
        if case["meeting_day"] == 0 and case["status"] in ("submitted", "asked", "ready")
    ]
    held = {
        case["id"]: failing_gates(answers_of(case, FRIDAY), FRIDAY, case["readiness"], rulebook=rulebook)
        for case in candidates
    }
    assert {case: gates for case, gates in held.items() if gates} == {
        "C015": ["path_grade", "outside_path_review", "cross_sectional", "outside_images_loaded"]
    }


def test_gates_judged_by_themselves_are_those_judged_by_all_that_is_derived(rulebook: Profile) -> None:
    for case in BOARD["cases"]:
        answers = answers_of(case, FRIDAY)
        found = derive(answers, FRIDAY, rulebook=rulebook)
        alone = failing_gates(answers, FRIDAY, case["readiness"], rulebook=rulebook)
        assert alone == failing_gates(answers, FRIDAY, case["readiness"], rulebook=rulebook, found=found)
        limits = in_force({}, rulebook)
        assert alone == failing_gates(answers, FRIDAY, case["readiness"], limits, rulebook=rulebook)


def test_the_flags_of_a_condition_are_named_in_all_its_parts() -> None:
    either = {"any": [{"flag": "bp_danger"}, {"not": {"all": [{"flag": "other"}, {"field": "sex", "in": ["male"]}]}}]}
    assert flags_named(either) == ["bp_danger", "other"]
