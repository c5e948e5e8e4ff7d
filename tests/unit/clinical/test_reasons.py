"""Why grade and stage are what they are: inputs, rule and edition, or exactly what is missing."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard import profiles
from tumorboard.domain.clinical import Reason, derive, explain, reasons

Explain = Callable[..., dict[str, Reason]]
FRIDAY = date(2026, 12, 4)
NET = profiles.load("net")
VECTORS = json.loads((Path(__file__).parent / "vectors_dev.json").read_text(encoding="utf-8"))["vectors"]
ILEUM = {"net_family": "gep_net", "primary_site": "ileum", "diagnosis_date": "2022-03-14", "t": "3", "n": "1", "m": "0"}


@pytest.fixture
def why() -> Explain:
    """Explain a case."""
    def ask(policy: Any = None, **answers: Any) -> dict[str, Reason]:
        return {each.key: each for each in explain(answers, FRIDAY, policy, rulebook=NET)}
    return ask


def test_a_derived_grade_names_its_inputs_rule_and_edition(why: Explain) -> None:
    found = why(net_family="gep_net", differentiation="well", ki67_percent=6, mitoses=3)["grade"]
    assert (found.value, found.edition, found.inputs, found.missing) == (
        "G2", "WHO 2022", ("differentiation", "ki67_percent", "mitoses"), ())
    assert "The higher wins" in found.rule


@pytest.mark.parametrize(("answers", "missing"), [
    ({}, ("net_family",)),
    ({"net_family": "gep_net"}, ("ki67_percent|mitoses",)),
    ({"net_family": "gep_net", "ki67_percent": 40}, ("differentiation",)),
    ({"net_family": "lung_net"}, ("mitoses",)),
    ({"net_family": "lung_net", "mitoses": 1}, ("necrosis",)),
    ({"net_family": "mtc", "mitoses": 1}, ("ki67_percent", "necrosis")),
    ({"net_family": "mtc", "mitoses": 1, "ki67_percent": 1, "necrosis": "unknown"}, ("necrosis",)),
])
def test_a_grade_that_cannot_be_derived_says_what_is_missing(
        why: Explain, answers: dict[str, Any], missing: tuple[str, ...]) -> None:
    found = why(**answers)["grade"]
    assert (found.value, found.status, found.missing) == (None, "not_derivable", missing)


@pytest.mark.parametrize(("answers", "note"), [
    ({"net_family": "ppgl"}, reasons.NOT_GRADED),
    ({"net_family": "gep_net", "differentiation": "mixed"}, reasons.TO_REVIEW),
    ({"net_family": "mtc", "mitoses": 1, "ki67_percent": 1, "necrosis": "none", "specimen": "cytology"},
     reasons.SMALL_SAMPLE)])
def test_a_grade_that_the_rules_do_not_give_says_why(why: Explain, answers: dict[str, Any], note: str) -> None:
    assert why(**answers)["grade"].note == note


def test_poor_differentiation_alone_gives_the_grade(why: Explain) -> None:
    found = why(net_family="pan_net", differentiation="poor", ki67_percent=60)["grade"]
    assert (found.value, found.inputs) == ("NEC", ("differentiation",))


def test_a_derived_stage_names_its_edition_and_what_it_was_looked_up_by(why: Explain) -> None:
    found = why(**ILEUM)["stage_group"]
    assert (found.value, found.edition, found.inputs) == (
        "III", "8", ("primary_site", "t", "n", "m", "diagnosis_date"))


@pytest.mark.parametrize(("changes", "missing"), [
    ({"net_family": None}, ("net_family",)), ({"primary_site": None}, ("primary_site",)),
    ({"t": None, "m": None}, ("t", "m")), ({"diagnosis_date": None}, ("diagnosis_date|stage_edition",)),
    ({"n": None, "diagnosis_date": None}, ("n", "diagnosis_date|stage_edition"))])
def test_a_stage_that_cannot_be_derived_says_what_is_missing(
        why: Explain, changes: dict[str, Any], missing: tuple[str, ...]) -> None:
    found = why(**{**ILEUM, **changes})["stage_group"]
    assert (found.value, found.missing) == (None, missing)


@pytest.mark.parametrize(("changes", "note"), [
    ({"stage_edition": "7"}, reasons.NO_TABLE), ({"t": "9"}, reasons.NO_RULE),
    ({"stage_basis": "yp"}, reasons.AFTER_TREATMENT), ({"differentiation": "poor"}, reasons.NOT_WELL),
    ({"net_family": "minen"}, reasons.NOT_STAGED)])
def test_a_stage_that_the_tables_do_not_give_says_why(why: Explain, changes: dict[str, Any], note: str) -> None:
    assert why(**{**ILEUM, **changes})["stage_group"].note == note


def test_a_board_may_switch_the_stage_off(why: Explain) -> None:
    assert why({"stage_enabled": False}, **ILEUM)["stage_group"].note == reasons.SWITCHED_OFF


def says_why(case: dict[str, Any], on: date) -> bool:
    """Tell whether each value agrees with the engine, and each that is not derived says why."""
    derived = derive(case, on, rulebook=NET)["derived"]
    told = explain(case, on, rulebook=NET)
    return [each.value for each in told] == [derived["grade"], derived["stage_group"]] and all(
        each.value is not None or each.missing or each.note for each in told)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["id"]))
def test_every_vector_is_explained_as_it_is_derived(vector: dict[str, Any]) -> None:
    assert says_why(vector["case"], date.fromisoformat(vector["on"]))


CODES = {name: [None, *(option["code"] for option in NET.catalogue["options"][name])] for name in (
    "net_family", "primary_site", "differentiation", "necrosis", "specimen", "stage_edition", "stage_basis")}


@given(st.fixed_dictionaries({name: st.sampled_from(codes) for name, codes in CODES.items()}),
       st.fixed_dictionaries({name: st.sampled_from([None, 0, 1, 4, 15, 30, 500, -1]) for name in (
           "ki67_percent", "mitoses")}), st.sampled_from([None, "1", "X", "2A"]))
def test_whatever_is_answered_a_missing_value_always_says_why(
        codes: dict[str, Any], measures: dict[str, Any], token: Any) -> None:
    assert says_why({**codes, **measures, "t": token, "n": "0", "m": "0", "diagnosis_date": "2024-02-03"}, FRIDAY)
