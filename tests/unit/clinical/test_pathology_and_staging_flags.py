"""Grade, differentiation, slides, T, N and M: when each prompt is raised, and when it is quiet."""

from collections.abc import Callable
from typing import Any

import pytest

Flags = Callable[..., set[str]]
G1 = {"net_family": "gep_net", "differentiation": "well", "ki67_percent": 2}
G3 = {**G1, "ki67_percent": 60}
LUNG = {"net_family": "lung_net", "differentiation": "well", "mitoses": 1, "necrosis": "none", "ki67_percent": 31}
NEC = {"net_family": "nec", "ki67_percent": 20}
STAGED = {**G1, "primary_site": "ileum", "stage_edition": "9", "t": "3", "n": "1", "m": "0"}  # III
RECTUM = {**G1, "primary_site": "rectum", "stage_edition": "9", "t": "1B", "size_cm": 2.5}


def netpet(score: Any, **more: Any) -> dict[str, Any]:
    return {"imaging": [{"modality": "fdg_pet", "netpet": score, **more}]}


FIRES: dict[str, list[dict[str, Any]]] = {
    "grade_mismatch": [{**G1, "reported_grade": "G2"}, {**LUNG, "reported_grade": "G1"}],
    "grade_not_applicable": [{"net_family": f, "reported_grade": "G2"} for f in ("ppgl", "merkel", "other")],
    "family_differentiation_conflict": [
        {"net_family": family, "differentiation": differentiation}
        for family in ("gep_net", "pan_net", "unknown_primary", "lung_net", "thymus_net")
        for differentiation in ("poor", "mixed")
    ]
    + [{"net_family": "nec", "differentiation": "well"}],
    "metastasis_grade_differs": [{**G1, "met_ki67_percent": 3}, {**G3, "met_mitoses": 1}],
    "lung_ki67_elevated": [
        LUNG,
        {**LUNG, "net_family": "thymus_net", "mitoses": 5, "ki67_percent": 30.1},
        {**LUNG, "ki67_percent": 12, "policy": {"lung_ki67_review": 10}},
    ],
    "nec_low_ki67": [
        NEC,
        {"net_family": "gep_net", "differentiation": "poor", "ki67_percent": 0},
        {**NEC, "ki67_percent": 30, "policy": {"nec_ki67_review": 30}},
    ],
    "g3_high_ki67": [
        {**G3, "ki67_percent": 55.1},
        {**G3, "ki67_percent": 30, "mitoses": 1, "policy": {"g3_ki67_review": 29}},
    ],
    "fdg_discordant": [
        *({**G1, **netpet(score)} for score in ("P4A", "P4B", "P5")),
        {**G1, **netpet("P5", date="2030-01-01")},
        {**G1, "ki67_percent": 4, **netpet("P5"), "policy": {"fdg_discordant_grades": ["G1", "G2"]}},
        {**G1, **netpet("P3"), "policy": {"fdg_discordant_netpet": ["P3"]}},
    ],
    "outside_path_unreviewed": [{"outside_pathology": "requested"}, {"outside_pathology": "received"}],
    "concordance_major": [{"path_concordance": "major"}, {"imaging_concordance": "major", "path_concordance": "agree"}],
    "stage_mismatch": [
        {**STAGED, "stage_reported": "IV"},
        {**STAGED, "stage_reported": "stage IIIa"},
        {**STAGED, "stage_reported": "?"},
    ],
    "edition_mismatch": [
        {**STAGED, "stage_edition": "8", "diagnosis_date": "2024-01-01"},
        {**STAGED, "stage_edition": "7", "diagnosis_date": "2018-01-01"},
        {**STAGED, "stage_edition": "8", "diagnosis_date": "2017"},
        {**STAGED, "stage_edition": "9", "diagnosis_date": "2023"},
    ],
    "category_not_in_schema": [
        {**STAGED, "t": "1A"},
        {**STAGED, "n": "3"},
        {**STAGED, "m": "X"},
        {"net_family": "mtc", "diagnosis_date": "2025", "m": "1A"},
    ],
    "t_below_size": [RECTUM, {**RECTUM, "t": "0"}, {**RECTUM, "t": 1}],
    "m0_with_sites": [{"m": "0", "distant_sites": ["liver"]}, {"m": 0, "distant_sites": "bone"}],
    "m1_without_site": [{"m": m, "distant_sites": []} for m in ("1", "1A", "1B", "1C", "1C1", "1C2")]
    + [{"m": "1"}, {"m": "1", "distant_sites": ["nowhere"]}],
}
QUIET: dict[str, list[dict[str, Any]]] = {
    "grade_mismatch": [
        {**G1, "reported_grade": "G1"},
        G1,
        {"net_family": "gep_net", "reported_grade": "G2"},
        {**G1, "reported_grade": "high"},
        {"net_family": "ppgl", "reported_grade": "G2"},
    ],
    "grade_not_applicable": [{"net_family": "ppgl"}, {**G1, "reported_grade": "G1"}, {"reported_grade": "G1"}],
    "family_differentiation_conflict": [
        G1,
        {"net_family": "nec", "differentiation": "poor"},
        {"net_family": "minen", "differentiation": "mixed"},
        {"net_family": "mtc", "differentiation": "poor"},
        {"differentiation": "poor"},
        {"net_family": "gep_net", "differentiation": "unknown"},
    ],
    "metastasis_grade_differs": [G1, {**G1, "met_ki67_percent": 2.9}, {"net_family": "gep_net", "met_mitoses": 4}],
    "lung_ki67_elevated": [
        {**LUNG, "ki67_percent": 30},
        {**LUNG, "ki67_percent": None},
        {**LUNG, "ki67_percent": 130},
        {**LUNG, "differentiation": "poor"},
        {**LUNG, "specimen": "cytology"},
        G3,
    ],
    "nec_low_ki67": [
        {**NEC, "ki67_percent": 20.1},
        {**NEC, "ki67_percent": None},
        {**NEC, "ki67_percent": -4},
        {**NEC, "differentiation": "well"},
        G1,
    ],
    "g3_high_ki67": [{**G3, "ki67_percent": 55}, {**G3, "differentiation": "poor"}, {**NEC, "ki67_percent": 90}],
    "fdg_discordant": [
        G1,
        {**G1, **netpet("P3")},
        {**G1, **netpet(None)},
        {**G1, "ki67_percent": 4, **netpet("P5")},
        netpet("P5"),
        {**G1, "imaging": "P5"},
    ],
    "outside_path_unreviewed": [{}, {"outside_pathology": "reviewed"}, {"outside_pathology": "none"}],
    "concordance_major": [{}, {"path_concordance": "minor", "imaging_concordance": "pending"}],
    "stage_mismatch": [
        STAGED,
        {**STAGED, "stage_reported": " Stage iii "},
        {**STAGED, "stage_reported": "III"},
        {**STAGED, "stage_reported": "stage"},
        {**STAGED, "t": None, "stage_reported": "IV"},
        {**STAGED, "stage_reported": "IV", "policy": {"stage_enabled": False}},
    ],
    "edition_mismatch": [
        {**STAGED, "diagnosis_date": "2024-01-01"},
        {**STAGED, "stage_edition": "7", "diagnosis_date": "2017-12-31"},
        {**STAGED, "stage_edition": None, "diagnosis_date": "2020"},
        {**STAGED, "stage_edition": "8"},
        {"net_family": "minen", "stage_edition": "8", "diagnosis_date": "2025-01-01"},
    ],
    "category_not_in_schema": [
        STAGED,
        {**STAGED, "t": "X", "n": "X"},
        {**STAGED, "t": "", "n": None},
        {**STAGED, "t": "1A", "stage_edition": "7"},
        {"net_family": "minen", "stage_edition": "9", "t": "9"},
        {"t": "9"},
    ],
    "t_below_size": [
        {**RECTUM, "t": "2"},
        {**RECTUM, "t": "4"},
        {**RECTUM, "t": "X"},
        {**RECTUM, "t": None},
        {**RECTUM, "size_cm": None},
        {**RECTUM, "size_cm": 0},
        {**RECTUM, "size_cm": 2},
        {"net_family": "mtc", "stage_edition": "8", "t": "3", "size_cm": 6},
    ],
    "m0_with_sites": [
        {"m": "0", "distant_sites": []},
        {"m": "0"},
        {"m": "0", "distant_sites": ["none"]},
        {"m": "1", "distant_sites": ["liver"]},
        {"distant_sites": ["liver"]},
    ],
    "m1_without_site": [{"m": "1A", "distant_sites": ["liver"]}, {"m": "0"}, {}, {"m": ""}],
}


@pytest.mark.parametrize(("flag", "answers"), [(flag, answers) for flag, cases in FIRES.items() for answers in cases])
def test_the_flag_is_raised(flags: Flags, flag: str, answers: dict[str, Any]) -> None:
    assert flag in flags(**answers)


@pytest.mark.parametrize(("flag", "answers"), [(flag, answers) for flag, cases in QUIET.items() for answers in cases])
def test_the_flag_stays_quiet(flags: Flags, flag: str, answers: dict[str, Any]) -> None:
    assert flag not in flags(**answers)
