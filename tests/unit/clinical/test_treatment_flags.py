"""Radioligands, drugs, procedures and the young: when each prompt is raised, and when it is quiet."""

from collections.abc import Callable
from typing import Any

import pytest

Flags = Callable[..., set[str]]
PRRT = {"proposal_kinds": ["prrt"]}
SSA = {"proposal_kinds": ["lanreotide"]}
NEC = {"net_family": "nec"}


def pet(date: Any = "2026-11-20", krenning: Any = None, modality: str = "sstr_pet", **more: Any) -> dict[str, Any]:
    return {"modality": modality, "date": date, "krenning": krenning, **more}


def stopped(kind: str, reason: str | None = "progression") -> dict[str, Any]:
    return {"prior_treatments": [{"kind": kind, "stop_reason": reason}]}


FIRES: dict[str, list[dict[str, Any]]] = {
    "prrt_no_sstr": [
        PRRT,
        {"recommendation_kinds": ["prrt_retreat"], "imaging": []},
        {"proposal_kinds": ["prrt_other"], "imaging": [pet("2026-06-06")]},
        {**PRRT, "imaging": [pet("2026-12-05")]},
        {**PRRT, "imaging": [pet(None)]},
        {**PRRT, "imaging": [pet(modality="fdg_pet")]},
        {**PRRT, "imaging": [pet("2026-10-01")], "policy": {"sstr_max_days": 30}},
    ],
    "prrt_low_uptake": [
        {**PRRT, "imaging": [pet(krenning=2)]},
        {**PRRT, "imaging": [pet(krenning=0)]},
        {**PRRT, "imaging": [pet("2024-01-01", 1)]},
        {**PRRT, "imaging": [pet("2026-01-01", 4), pet(krenning=2)]},
        {**PRRT, "imaging": [pet(krenning=4), pet(krenning=2)]},
        {**PRRT, "imaging": [pet(krenning=3)], "policy": {"prrt_min_krenning": 4}},
    ],
    "prrt_fdg_mismatch": [
        {**PRRT, "imaging": [pet(modality="fdg_pet", netpet="P4B")]},
        {**PRRT, "imaging": [pet(None, netpet="P5")]},
        {**PRRT, "imaging": [pet(netpet="P4A")], "policy": {"prrt_fdg_netpet": ["P4A"]}},
    ],
    "prrt_egfr": [{**PRRT, "egfr": 49.9}, {**PRRT, "egfr": 55, "policy": {"prrt_min_egfr": 60}}],
    "prrt_platelets": [{**PRRT, "platelets": 74.9}, {**PRRT, "platelets": 0}],
    "mibg_counts": [
        {"proposal_kinds": ["mibg"], "platelets": 79},
        {"proposal_kinds": ["mibg"], "platelets": 300, "anc": 1.19},
        {"proposal_kinds": ["mibg"], "anc": 1},
    ],
    "bilirubin_embolization": [{"proposal_kinds": [kind], "bilirubin": 2.01} for kind in ("tae", "tace", "tare")],
    "ssa_in_insulinoma": [
        {**SSA, "syndrome": ["insulinoma"]},
        {**SSA, "syndrome": ["insulinoma"], "imaging": [pet(krenning=1)]},
        {**SSA, "syndrome": ["insulinoma"], "imaging": [pet(None, 4), pet("2026-12-05", 4), pet()]},
        {**SSA, "syndrome": ["insulinoma"], "imaging": [pet(krenning=3, modality="fdg_pet")]},
        {"proposal_kinds": ["octreotide"], "syndrome": ["carcinoid", "insulinoma"]},
    ],
    "nec_ssa_only": [
        {**NEC, **SSA},
        {**NEC, "proposal_kinds": ["octreotide"], "recommendation_kinds": ["lanreotide"]},
        {"net_family": "gep_net", "differentiation": "poor", **SSA},
    ],
    "prior_failed": [
        {"proposal_kinds": ["everolimus"], **stopped("everolimus")},
        {"proposal_kinds": ["temozolomide"], **stopped("captem")},
        {"recommendation_kinds": ["prrt_retreat"], **stopped("prrt")},
        {"proposal_kinds": ["tace"], **stopped("tace")},
        {**SSA, **stopped("octreotide")},
        {**SSA, **stopped("octreotide"), "syndrome": ["none", "unknown"]},
        {"proposal_kinds": ["sunitinib"], **stopped("sunitinib"), "syndrome": ["carcinoid"]},
        {"proposal_kinds": ["pasireotide"], **stopped("pasireotide"), "syndrome": ["insulinoma"]},
    ],
    "contraindication": [
        {"proposal_kinds": ["sunitinib"], "comorbidities": ["diabetes", "long_qt"]},
        {"proposal_kinds": ["captem"], "dpyd": "partial"},
        {"recommendation_kinds": ["folfiri"], "dpyd": "complete"},
        {"proposal_kinds": ["folfox"], "comorbidities": ["dpd_deficiency"], "dpyd": "normal"},
        {"proposal_kinds": ["ppi"], "comorbidities": ["ckd"], "policy": {"contraindications": [["ppi", "ckd"]]}},
        {"proposal_kinds": ["ppi"], "comorbidities": "ckd", "policy": {"contraindications": [3, [[]], ("ppi", "ckd")]}},
    ],
    "pediatrics_needed": [
        {"birth_date": "2008-12-05"},
        {"birth_date": "2020-01-01", "specialties_needed": ["radiology"]},
        {"birth_date": "2007-01-01", "policy": {"pediatric_age": 21}},
    ],
    "transition_plan_missing": [
        {"birth_date": "2009-01-01"},
        {"birth_date": "2006-01-01", "transition_stage": "not_started", "diagnosis_date": "2020"},
        {"birth_date": "2006-06-01", "diagnosis_date": "2024"},
        {"birth_date": "2006-01-01", "transition_stage": "later"},
        {"birth_date": "2006-01-01", "diagnosis_date": "2025-01-01", "policy": {"pediatric_age": 21}},
    ],
}
QUIET: dict[str, list[dict[str, Any]]] = {
    "prrt_no_sstr": [
        {},
        {"proposal_kinds": ["mibg"]},
        {**PRRT, "imaging": [pet("2026-06-07")]},
        {**PRRT, "imaging": [pet("2026-12-04"), pet("2020-01-01")]},
    ],
    "prrt_low_uptake": [
        {"imaging": [pet(krenning=1)]},
        PRRT,
        {**PRRT, "imaging": [pet(krenning=3)]},
        {**PRRT, "imaging": [pet(krenning=None)]},
        {**PRRT, "imaging": [pet(krenning=-1)]},
        {**PRRT, "imaging": [pet(krenning=5)]},
        {**PRRT, "imaging": [pet("2026-01-01", 1), pet()]},
        {**PRRT, "imaging": [pet("2026-12-05", 1), pet(None, 1), pet("2026-01-01", 4)]},
        {**PRRT, "imaging": [pet(krenning=2)], "policy": {"prrt_min_krenning": 2}},
    ],
    "prrt_fdg_mismatch": [PRRT, {**PRRT, "imaging": [pet(netpet="P4A")]}, {"imaging": [pet(netpet="P5")]}],
    "prrt_egfr": [{**PRRT, "egfr": 50}, {**PRRT, "egfr": -1}, PRRT, {"egfr": 20}],
    "prrt_platelets": [{**PRRT, "platelets": 75}, PRRT, {"platelets": 20, "proposal_kinds": ["captem"]}],
    "mibg_counts": [
        {"proposal_kinds": ["mibg"]},
        {"proposal_kinds": ["mibg"], "platelets": 80, "anc": 1.2},
        {**PRRT, "platelets": 20, "anc": 0.5},
    ],
    "bilirubin_embolization": [
        {"proposal_kinds": ["tace"], "bilirubin": 2},
        {"proposal_kinds": ["tace"]},
        {"proposal_kinds": ["ablation"], "bilirubin": 9},
        {"proposal_kinds": ["tace"], "bilirubin": 2.5, "policy": {"embolization_max_bilirubin": 3}},
    ],
    "ssa_in_insulinoma": [
        {"syndrome": ["insulinoma"]},
        {**SSA, "syndrome": ["carcinoid"]},
        {"proposal_kinds": ["pasireotide"], "syndrome": ["insulinoma"]},
        {**SSA, "syndrome": ["insulinoma"], "imaging": [pet("2020-01-01", 2), pet(krenning=0)]},
        {**SSA, "syndrome": ["insulinoma"], "imaging": [pet("2026-12-04", 2)]},
    ],
    "nec_ssa_only": [
        NEC,
        SSA,
        {**NEC, "proposal_kinds": ["octreotide", "platinum_etoposide"]},
        {**NEC, "differentiation": "well", **SSA},
    ],
    "prior_failed": [
        {"proposal_kinds": ["everolimus"]},
        stopped("everolimus"),
        {"proposal_kinds": ["everolimus"], **stopped("everolimus", "toxicity")},
        {"proposal_kinds": ["everolimus"], **stopped("everolimus", None)},
        {"proposal_kinds": ["everolimus"], **stopped("sunitinib")},
        {"proposal_kinds": ["tace"], **stopped("tae")},
        {"proposal_kinds": ["everolimus"], "prior_treatments": [None, {}, {"stop_reason": "progression"}]},
        {**SSA, **stopped("octreotide"), "syndrome": ["none", "gastrinoma"]},
    ],
    "contraindication": [
        {"proposal_kinds": ["sunitinib"]},
        {"comorbidities": ["long_qt"]},
        {"proposal_kinds": ["captem"], "dpyd": "pending"},
        {"proposal_kinds": ["temozolomide"], "dpyd": "complete"},
        {"proposal_kinds": ["sunitinib"], "comorbidities": ["none"]},
        {"proposal_kinds": ["captem"], "dpyd": "partial", "policy": {"contraindications": []}},
    ],
    "pediatrics_needed": [
        {},
        {"birth_date": "2008-12-04"},
        {"birth_date": "2020-01-01", "specialties_needed": ["pediatrics"]},
        {"birth_date": "2027-01-01"},
    ],
    "transition_plan_missing": [
        {},
        {"birth_date": "2010-12-05"},
        {"birth_date": "2004-12-04"},
        *({"birth_date": "2009-01-01", "transition_stage": s} for s in ("planned", "in_progress", "completed")),
        {"birth_date": "2006-01-01", "diagnosis_date": "2024-01-01"},
        {"birth_date": "2006-01-01", "diagnosis_date": "2025"},
    ],
}


@pytest.mark.parametrize(("flag", "answers"), [(flag, answers) for flag, cases in FIRES.items() for answers in cases])
def test_the_flag_is_raised(flags: Flags, flag: str, answers: dict[str, Any]) -> None:
    assert flag in flags(**answers)


@pytest.mark.parametrize(("flag", "answers"), [(flag, answers) for flag, cases in QUIET.items() for answers in cases])
def test_the_flag_stays_quiet(flags: Flags, flag: str, answers: dict[str, Any]) -> None:
    assert flag not in flags(**answers)
