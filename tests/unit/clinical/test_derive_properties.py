"""What holds for every case: what is unknown or not usable changes nothing, and the order of rows does not matter."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tumorboard import profiles
from tumorboard.domain.clinical import derive

NET = profiles.load("net")
FRIDAY = date(2026, 12, 4)
FIELDS = {field["key"]: field for field in NET.fields()}
CHOICES = sorted(key for key, field in FIELDS.items() if field["type"] in ("choice", "multichoice"))
MEASURES = sorted(key for key, field in FIELDS.items() if field["type"] in ("integer", "decimal") and "max" in field)
TOKENS = {"t": ["X", "0", "1", "1A", "1B", "2", "3", "4A"], "n": ["X", "0", "1", "1B", "2"], "m": ["0", "1", "1B"]}
DAYS = st.integers(-10, 500).map(lambda back: (FRIDAY - timedelta(days=back)).isoformat())
ROWS: dict[str, dict[str, Any]] = {
    "labs": {"analyte": NET.labels("analyte"), "value": [50, 100.5, 600], "uln": [8, 100], "date": DAYS},
    "imaging": {"modality": NET.labels("modality"), "date": DAYS, "region": NET.labels("region"),
                "loaded": NET.labels("loaded"), "krenning": range(5), "netpet": NET.labels("netpet")},
    "prior_treatments": {"kind": NET.labels("treatment"), "stop_reason": NET.labels("stop_reason"), "gbq": [7.4]},
}  # fmt: skip


def _answers(key: str) -> st.SearchStrategy[Any]:
    """Give answers that a form would keep for a field."""
    field = FIELDS[key]
    kind, listed = field["type"], str(field.get("options"))
    options = sorted(NET.labels(listed)) if listed in NET.catalogue["options"] else []
    if kind in ("integer", "decimal"):
        return st.integers(int(field.get("min", 0)), int(field.get("max", 100)))
    if kind in ("choice", "multichoice") and options:
        return st.sampled_from(options) if kind == "choice" else st.lists(st.sampled_from(options), max_size=3)
    if key in TOKENS:
        return st.sampled_from(TOKENS[key])
    if key in ROWS:
        return st.lists(st.fixed_dictionaries({}, optional={
            name: cells if isinstance(cells, st.SearchStrategy) else st.sampled_from(sorted(cells))
            for name, cells in ROWS[key].items()}), max_size=3)
    return DAYS if kind == "date" else st.just("Lanreotide or resection first?")


USED = sorted(key for key, field in FIELDS.items() if field["type"] not in ("rows",) or key in ROWS)
CASES = st.fixed_dictionaries({}, optional={key: _answers(key) for key in USED})
ALL_CASES = settings(max_examples=60, deadline=None, derandomize=True, database=None,
                     suppress_health_check=list(HealthCheck))  # fmt: skip


def _said(case: Any, policy: Any = None) -> tuple[dict[str, Any], set[str]]:
    """Give the derived values and the ids of the flags."""
    found = derive(case, FRIDAY, policy, rulebook=NET)
    return found["derived"], {flag["id"] for flag in found["flags"]}


def _without(case: dict[str, Any], keys: list[str]) -> dict[str, Any]:
    """Leave answers out."""
    return {key: value for key, value in case.items() if key not in keys}


@ALL_CASES
@given(case=CASES, keys=st.lists(st.sampled_from(USED), max_size=12), empty=st.sampled_from([None, "", "  "]))
def test_an_empty_answer_says_as_much_as_none_at_all(case: dict[str, Any], keys: list[str], empty: Any) -> None:
    assert _said({**case, **dict.fromkeys(keys, empty)}) == _said(_without(case, keys))


@ALL_CASES
@given(case=CASES, keys=st.lists(st.sampled_from([key for key in CHOICES if key != "stage_edition"]), max_size=12))
def test_a_code_that_the_list_does_not_have_says_nothing(case: dict[str, Any], keys: list[str]) -> None:
    strange = {key: ["sideways"] if FIELDS[key]["type"] == "multichoice" else "sideways" for key in keys}
    assert _said({**case, **strange}) == _said(_without(case, keys))


@ALL_CASES
@given(case=CASES, keys=st.lists(st.sampled_from(MEASURES), max_size=12), is_high=st.booleans())
def test_a_measure_outside_its_range_says_nothing(case: dict[str, Any], keys: list[str], is_high: bool) -> None:
    outside = {key: FIELDS[key]["max"] + 0.1 if is_high else FIELDS[key]["min"] - 0.1 for key in keys}
    assert _said({**case, **outside}) == _said(_without(case, keys))


@ALL_CASES
@given(case=CASES, keys=st.lists(st.sampled_from(MEASURES), max_size=12))
def test_a_measure_as_text_is_the_same_measure(case: dict[str, Any], keys: list[str]) -> None:
    assert _said({**case, **{key: str(case[key]) for key in keys if key in case}}) == _said(case)


@ALL_CASES
@given(case=CASES)
def test_the_order_of_rows_and_codes_does_not_matter(case: dict[str, Any]) -> None:
    turned = {key: value[::-1] if isinstance(value, list) else value for key, value in case.items()}
    (one, flags), (other, other_flags) = _said(case), _said(turned)
    assert other.pop("x_uln") == one.pop("x_uln")[::-1]
    assert (one, flags) == (other, other_flags)


@ALL_CASES
@given(case=CASES)
def test_a_plan_counts_alike_from_the_presenter_and_from_the_record(case: dict[str, Any]) -> None:
    planned = case.get("proposal_kinds")
    assert _said({**_without(case, ["proposal_kinds"]), "recommendation_kinds": planned}) == _said(case)


@ALL_CASES
@given(case=CASES, day=DAYS)
def test_a_grade_and_a_stage_are_never_guessed(case: dict[str, Any], day: str) -> None:
    derived, _ = _said(case)
    assert (derived["grade"] is not None) == (derived["grade_status"] == "derived")
    assert (derived["stage_group"] is not None) == (derived["stage_status"] == "derived")
    for axis in ("t", "n", "m"):
        assert _said(_without(case, [axis]))[0]["stage_group"] is None
    for family in ("ppgl", "merkel", "other"):
        assert _said({**case, "net_family": family})[0]["grade"] is None


@ALL_CASES
@given(case=CASES)
def test_the_board_can_switch_the_derived_stage_off(case: dict[str, Any]) -> None:
    derived, flags = _said(case, {"stage_enabled": False})
    assert (derived["stage_group"], derived["stage_status"]) == (None, "not_applicable")
    assert "stage_mismatch" not in flags


@pytest.mark.parametrize(
    ("site", "starts"),
    [
        ({"net_family": "gep_net", "primary_site": "ileum"}, {"8": "2018-01-01", "9": "2024-01-01"}),
        ({"net_family": "pan_net"}, {"8": "2018-01-01", "9": "2024-01-01"}),
        ({"net_family": "lung_net"}, {"8": "2018-01-01", "9": "2025-01-01"}),
        ({"net_family": "nec", "primary_site": "lung"}, {"8": "2018-01-01", "9": "2025-01-01"}),
        ({"net_family": "thymus_net"}, {"8": "2018-01-01", "9": "2025-01-01"}),
        ({"net_family": "ppgl", "primary_site": "adrenal_medulla"}, {"8": "2018-01-01"}),
        ({"net_family": "mtc"}, {"8": "2018-01-01"}),
        ({"net_family": "merkel"}, {"8": "2018-01-01"}),
    ],
)
def test_each_edition_starts_on_its_day(
    derived: Callable[..., dict[str, Any]], site: dict[str, str], starts: dict[str, str]
) -> None:
    before = "pre8"
    for edition, start in starts.items():
        first = date.fromisoformat(start)
        eve = first - timedelta(days=1)
        for written, expected in ((eve, before), (first, edition), (f"{eve:%Y-%m}", before), (f"{first:%Y}", edition)):
            assert derived(**site, diagnosis_date=written)["stage_edition_expected"] == expected
        before = edition
    assert derived(**site, diagnosis_date="2099-12-31")["stage_edition_expected"] == before


@ALL_CASES
@given(year=st.integers(2010, 2030), month=st.integers(1, 12), birth=DAYS)
def test_a_partial_date_gives_what_its_first_and_last_day_agree_on(year: int, month: int, birth: str) -> None:
    case = {"net_family": "lung_net", "birth_date": f"19{birth[2:]}"}
    keys = ("age_at_diagnosis", "stage_edition_expected", "days_since_diagnosis")
    first, after = date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    ends = [_said({**case, "diagnosis_date": day})[0] for day in (first, after - timedelta(days=1))]
    whole = _said({**case, "diagnosis_date": f"{year}-{month:02}"})[0]
    assert {key: whole[key] for key in keys} == {
        key: ends[0][key] if ends[0][key] == ends[1][key] else None for key in keys}
