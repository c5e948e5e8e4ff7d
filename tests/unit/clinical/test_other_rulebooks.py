"""A board that changes its catalogue or its tables changes what the rules say, without a line of code."""

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tumorboard.domain.clinical import derive, readiness
from tumorboard.profiles import Profile

Change = Callable[[dict[str, Any], dict[str, Any]], None]
Altered = Callable[[Change], Profile]


@pytest.fixture
def altered(rulebook: Profile) -> Altered:
    """Copy the net profile and change the copy's catalogue and staging tables."""

    def alter(change: Change) -> Profile:
        catalogue, stage_tables = copy.deepcopy((rulebook.catalogue, rulebook.stage_tables))
        change(catalogue, stage_tables)
        return replace(rulebook, catalogue=catalogue, stage_tables=stage_tables)

    return alter


def test_a_flag_without_a_rule_here_is_never_raised(altered: Altered, friday: date) -> None:
    def add(catalogue: dict[str, Any], _: Any) -> None:
        catalogue["flags"].insert(0, {"id": "her2_unknown", "severity": "warn", "inputs": []})

    flags = derive({}, friday, rulebook=altered(add))["flags"]
    assert [flag["id"] for flag in flags] == ["question_missing", "responsible_missing", "imaging_old"]


def test_a_flag_taken_out_of_the_catalogue_is_silent(altered: Altered, friday: date) -> None:
    def drop(catalogue: dict[str, Any], _: Any) -> None:
        catalogue["flags"] = [flag for flag in catalogue["flags"] if flag["id"] != "imaging_old"]

    flags = derive({}, friday, rulebook=altered(drop))["flags"]
    assert [flag["id"] for flag in flags] == ["question_missing", "responsible_missing"]


def test_a_schema_without_editions_expects_none(altered: Altered, friday: date) -> None:
    def drop(_: Any, stage_tables: dict[str, Any]) -> None:
        del stage_tables["edition_from"]["merkel"]

    case = {"net_family": "merkel", "diagnosis_date": "2025-01-01"}
    assert derive(case, friday, rulebook=altered(drop))["derived"]["stage_edition_expected"] is None


def test_the_first_matching_rule_of_a_table_wins(altered: Altered, friday: date) -> None:
    def shadow(_: Any, stage_tables: dict[str, Any]) -> None:
        for table in stage_tables["tables"]:
            table["rules"].insert(0, {"t": ["*"], "n": ["*"], "m": ["*"], "stage": "first"})

    case = {"net_family": "mtc", "stage_edition": "8", "t": "1", "n": "0", "m": "0"}
    assert derive(case, friday, rulebook=altered(shadow))["derived"]["stage_group"] == "first"


@pytest.mark.parametrize(
    ("echo_date", "auto"), [("2026-11-01", True), ("2026-11", True), ("soon", False), (None, False)]
)
def test_an_item_may_ask_for_a_date(altered: Altered, friday: date, echo_date: Any, auto: bool) -> None:
    def ask(catalogue: dict[str, Any], _: Any) -> None:
        catalogue["readiness"]["items"][0]["ready_when_filled"] = ["echo_date"]

    items = readiness({"echo_date": echo_date}, friday, rulebook=altered(ask))
    assert items[0].auto is auto


def test_an_invasive_mark_in_the_catalogue_asks_for_blockade(altered: Altered, friday: date) -> None:
    def mark(catalogue: dict[str, Any], _: Any) -> None:
        next(option for option in catalogue["options"]["treatment"] if option["code"] == "sbrt")["invasive"] = True

    case = {"net_family": "ppgl", "proposal_kinds": ["sbrt"]}
    flags = [flag["id"] for flag in derive(case, friday, rulebook=altered(mark))["flags"]]
    assert "alpha_blockade_missing" in flags
