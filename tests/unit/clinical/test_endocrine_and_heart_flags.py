"""Heredity, confounded hormones and the carcinoid heart: when each prompt is raised, and when it is quiet."""

from collections.abc import Callable
from typing import Any

import pytest

Flags = Callable[..., set[str]]
CARCINOID = {"net_family": "gep_net", "syndrome": ["carcinoid"]}


def lab(analyte: str, value: Any = 150, uln: Any = 100, date: Any = "2026-11-01") -> dict[str, Any]:
    return {"analyte": analyte, "value": value, "uln": uln, "date": date}


def echo(date: Any) -> dict[str, Any]:
    return {"imaging": [{"modality": "echo", "date": date}]}


RAISED_HIAA = lab("hiaa5_24h", 9, 8)
CGA = {"labs": [lab("cga")]}
PAN = {"net_family": "pan_net", "birth_date": "1984-05-02", "diagnosis_date": "2024-05-01"}  # 39 years
DUODENUM = {**PAN, "net_family": "gep_net", "primary_site": "duodenum"}
PENDING = {"germline_status": "pending"}

FIRES: dict[str, list[dict[str, Any]]] = {
    "germline_missing": [
        {"net_family": "ppgl"},
        {"net_family": "mtc", "germline_status": "not_tested"},
        {"net_family": "thymus_net", "germline_status": ""},
        {"net_family": "ppgl", "germline_status": "who knows"},
        PAN,
        {"net_family": "pan_net", "num_primaries": "multiple"},
        {"net_family": "pan_net", "syndrome": ["gastrinoma"]},
        {"net_family": "gep_net", "syndrome": ["gastrinoma"], "primary_site": "stomach"},
        DUODENUM,
        {"net_family": "gep_net", "primary_site": "duodenum", "num_primaries": "multiple"},
        {**PAN, "birth_date": "1980-01-01", "policy": {"pannet_germline_age": 45}},
        {"net_family": "lung_net", "policy": {"germline_lung": True}},
    ],
    "germline_pending_long": [
        {**PENDING, "germline_requested_date": "2026-10-04"},
        {**PENDING, "germline_requested_date": "2026-11-20", "policy": {"germline_pending_days": 10}},
    ],
    "cga_confounded": [
        {**CGA, "ppi_use": "yes"},
        {**CGA, "egfr": 59.9},
        {"labs": [lab("cga", 50), lab("cga", 101)], "ppi_use": "yes"},
        {"labs": [lab("cga", date=None)], "ppi_use": "yes", "egfr": 90},
    ],
    "metanephrine_confounded": [
        {"labs": [lab(analyte)], "metanephrine_confounder": "yes"}
        for analyte in ("metanephrine_p", "normetanephrine_p", "mt3_p", "metanephrine_u", "normetanephrine_u")
    ],
    "carcinoid_heart_check": [
        CARCINOID,
        {**CARCINOID, "echo_date": "2025-12-03"},
        {**CARCINOID, "echo_date": "2026-12-05"},
        {**CARCINOID, **echo("2025-12-03")},
        {**CARCINOID, **echo(None)},
        {**CARCINOID, "echo_date": "2026-06-01", "policy": {"heart_check_days": 90}},
        {**CARCINOID, "labs": [lab("nt_probnp", 90, 125)]},
        {"labs": [RAISED_HIAA]},
        {"labs": [lab("hiaa5_plasma", 101, 100, None)], "syndrome": ["none"]},
        {"labs": [RAISED_HIAA, lab("nt_probnp", 260, 125)]},
        {"labs": [RAISED_HIAA, lab("nt_probnp", 90, 125, "2025-12-03")]},
        {"labs": [RAISED_HIAA, lab("nt_probnp", 90, 125, None)]},
        {"labs": [RAISED_HIAA, lab("nt_probnp", 90, 125, "2026-12-05")]},
        {"labs": [RAISED_HIAA, lab("nt_probnp", 90), lab("nt_probnp", 400)]},
        {"labs": [RAISED_HIAA, lab("nt_probnp", 90, date="2026-10-01"), lab("nt_probnp", 400)]},
        {"labs": [RAISED_HIAA, lab("nt_probnp", 90)], "policy": {"ntprobnp_rule_out": 80}},
    ],
    "carcinoid_procedure_plan": [
        {**CARCINOID, "proposal_kinds": ["tae"]},
        {**CARCINOID, "proposal_kinds": ["biopsy"], "periop_plan": "no"},
        {**CARCINOID, "recommendation_kinds": ["surg_liver"], "periop_plan": "unknown"},
    ],
}
QUIET: dict[str, list[dict[str, Any]]] = {
    "germline_missing": [
        {},
        {"net_family": "gep_net"},
        {"net_family": "merkel"},
        {"net_family": "lung_net"},
        {"net_family": "lung_net", "policy": {"germline_lung": "yes"}},
        *({"net_family": "ppgl", "germline_status": s} for s in ("referred", "pending", "negative", "vus", "positive")),
        {"net_family": "ppgl", "germline_status": "declined"},
        {**PAN, "birth_date": "1984-05-01"},
        {**PAN, "diagnosis_date": "2024"},
        {**PAN, "birth_date": None},
        {**PAN, "birth_date": "1970-01-01", "num_primaries": "single"},
        {**DUODENUM, "birth_date": "1984-05-01"},
        {**DUODENUM, "primary_site": "ileum", "num_primaries": "multiple"},
        {"net_family": "gep_net", "primary_site": "stomach", "gastric_net_type": "1", "num_primaries": "multiple"},
    ],
    "germline_pending_long": [
        PENDING,
        {**PENDING, "germline_requested_date": "2026-10-05"},
        {**PENDING, "germline_requested_date": "2026-10"},
        {"germline_status": "negative", "germline_requested_date": "2025-10-04"},
        {**PENDING, "germline_requested_date": "2027-10-05"},
    ],
    "cga_confounded": [
        CGA,
        {**CGA, "ppi_use": "unknown", "egfr": 60},
        {**CGA, "egfr": -1},
        {"ppi_use": "yes"},
        {"labs": [lab("cga", 100)], "ppi_use": "yes"},
        {"labs": [lab("cga", 900, None)], "ppi_use": "yes"},
        {"labs": [lab("gastrin", 900)], "ppi_use": "yes"},
    ],
    "metanephrine_confounded": [
        {"labs": [lab("metanephrine_p")]},
        {"labs": [lab("metanephrine_p")], "metanephrine_confounder": "no"},
        {"labs": [lab("metanephrine_p", 100)], "metanephrine_confounder": "yes"},
        {"labs": [lab("cortisol")], "metanephrine_confounder": "yes"},
    ],
    "carcinoid_heart_check": [
        {},
        {"syndrome": ["none"], "labs": [lab("hiaa5_24h", 8, 8)]},
        {"labs": [lab("hiaa5_24h", 80, None)]},
        {**CARCINOID, "echo_date": "2025-12-04"},
        {**CARCINOID, "echo_date": "2026-12-04"},
        {**CARCINOID, **echo("2025-12-04")},
        {**CARCINOID, "echo_date": "2020-01-01", **echo("2026-11-01")},
        {"labs": [RAISED_HIAA], "echo_date": "2026-01-01"},
        {"labs": [RAISED_HIAA, lab("nt_probnp", 259.9, None, "2025-12-04")]},
        {"labs": [RAISED_HIAA, lab("nt_probnp", 400, date="2026-10-01"), lab("nt_probnp", 90)]},
    ],
    "carcinoid_procedure_plan": [
        CARCINOID,
        {**CARCINOID, "proposal_kinds": ["prrt"]},
        {**CARCINOID, "proposal_kinds": ["tae"], "periop_plan": "yes"},
        {"proposal_kinds": ["tae"]},
    ],
}


@pytest.mark.parametrize(("flag", "answers"), [(flag, answers) for flag, cases in FIRES.items() for answers in cases])
def test_the_flag_is_raised(flags: Flags, flag: str, answers: dict[str, Any]) -> None:
    assert flag in flags(**answers)


@pytest.mark.parametrize(("flag", "answers"), [(flag, answers) for flag, cases in QUIET.items() for answers in cases])
def test_the_flag_stays_quiet(flags: Flags, flag: str, answers: dict[str, Any]) -> None:
    assert flag not in flags(**answers)
