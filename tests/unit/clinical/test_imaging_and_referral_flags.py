"""Scans and the referral: when each prompt is raised, and when it is quiet; and what studies add up to."""

from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., dict[str, Any]]
Flags = Callable[..., set[str]]


def study(modality: str = "ct", date: Any = "2026-11-20", **more: Any) -> dict[str, Any]:
    return {"modality": modality, "date": date, **more}


RECENT = {"imaging": [study()]}
YEAR_OLD = {"imaging": [study(date="2026-01-01")]}
APPENDIX = {"net_family": "gep_net", "primary_site": "appendix", "size_cm": 1}
RECTUM = {"primary_site": "rectum", "size_cm": 0.8, "prior_treatments": [{"kind": "endo_resection"}]}
MTC = {"net_family": "mtc", "n": "0", "m": "0"}

FIRES: dict[str, list[dict[str, Any]]] = {
    "imaging_old": [
        {},
        {"net_family": "other", "imaging": []},
        {"imaging": [study(date="2026-09-04")]},
        {"imaging": [study(date=None), study("mri", "2026-12-05"), study("sstr_pet")]},
        {"imaging": [study("mri", region="brain"), study(date="2026-01-01", region="chest")]},
        {**YEAR_OLD, "submission_type": "progression"},
        {"imaging": [study(date="2025-12-03")], "question_types": ["surveillance"]},
        {**YEAR_OLD, "submission_type": "soc_listing", "policy": {"imaging_max_days_followup": 180}},
        {**RECENT, "policy": {"imaging_max_days": 10}},
        {**RECENT, "policy": {"cross_sectional_modalities": ["mri"]}},
        {**APPENDIX, "size_cm": 1.01},
        {**APPENDIX, "size_cm": 0},
        {**APPENDIX, "size_cm": None},
        {**APPENDIX, "size_cm": -1},
        {**RECTUM, "prior_treatments": []},
        {**RECTUM, "prior_treatments": [{"kind": "surg_local"}]},
        {**RECTUM, "size_cm": 1.5},
        {**RECTUM, "primary_site": "duodenum"},
        {**MTC, "labs": [{"analyte": "calcitonin", "value": 500.1}]},
        {**MTC, "labs": [{"analyte": "calcitonin", "value": 60}], "policy": {"mtc_imaging_calcitonin": 50}},
        *({**MTC, "n": n} for n in ("1", "1A", "1B")),
        {**MTC, "m": "1"},
    ],
    "imaging_not_loaded": [
        {"imaging": [study(modality, loaded="no")]} for modality in ("ct", "mri", "sstr_pet", "fdg_pet", "fdopa_pet")
    ]
    + [{"imaging": [study(loaded="yes"), study(date=None, loaded=loaded)]} for loaded in ("requested", "report_only")],
    "question_missing": [
        {},
        {"question": None},
        {"question": "   Resect or wait   "},
        {"question": ["Resect or watch and wait?"]},
        {"question": "Resect or watch and wait?", "policy": {"question_min_chars": 40}},
    ],
    "responsible_missing": [{}, {"responsible_clinician": None}, {"responsible_clinician": "  "}],
}
QUIET: dict[str, list[dict[str, Any]]] = {
    "imaging_old": [
        RECENT,
        {"imaging": [study(date="2026-09-05")]},
        {"imaging": [study("mri", "2026-12-04", region=None)]},
        {"imaging": [study(date="2020-01-01"), study(region="whole_body")]},
        {**YEAR_OLD, "question_types": ["diagnosis", "surveillance"]},
        {**YEAR_OLD, "submission_type": "retrospective"},
        {"imaging": [study(date="2025-12-04")], "submission_type": "soc_listing"},
        {"imaging": [study("fdg_pet")], "policy": {"cross_sectional_modalities": ["fdg_pet"]}},
        APPENDIX,
        {**APPENDIX, "size_cm": 0.1},
        RECTUM,
        {**RECTUM, "primary_site": "stomach", "size_cm": 1},
        MTC,
        {**MTC, "labs": [{"analyte": "calcitonin", "value": 500}]},
        {**MTC, "labs": [{"analyte": "cea", "value": 900}], "n": "0B"},
        {"net_family": "mtc"},
    ],
    "imaging_not_loaded": [
        {},
        {"imaging": []},
        {"imaging": [study(loaded="yes"), study(loaded=None), study()]},
        {"imaging": [study("echo", loaded="no"), study("endoscopy", loaded="report_only")]},
    ],
    "question_missing": [
        {"question": "Resect or wait?"},
        {"question": "  Resect or watch and wait?"},
        {"question": "Now?", "policy": {"question_min_chars": 4}},
    ],
    "responsible_missing": [{"responsible_clinician": "ywexler"}, {"responsible_clinician": 7}],
}


@pytest.mark.parametrize(("flag", "answers"), [(flag, answers) for flag, cases in FIRES.items() for answers in cases])
def test_the_flag_is_raised(flags: Flags, flag: str, answers: dict[str, Any]) -> None:
    assert flag in flags(**answers)


@pytest.mark.parametrize(("flag", "answers"), [(flag, answers) for flag, cases in QUIET.items() for answers in cases])
def test_the_flag_stays_quiet(flags: Flags, flag: str, answers: dict[str, Any]) -> None:
    assert flag not in flags(**answers)


@pytest.mark.parametrize(
    ("imaging", "days"),
    [
        ([study()], 14),
        ([study(date="2026-12-04"), study("mri", "2026-12-01")], 0),
        ([study(date="2026-12-05"), study(date="2026-12-01")], 3),
        ([study(date=None)], None),
        ([study(region="brain")], None),
        ([study("sstr_pet")], None),
        (["ct", 3, None], None),
        (None, None),
    ],
)
def test_the_newest_cross_sectional_study_is_dated_and_not_of_the_brain(
    derived: Ask, imaging: Any, days: int | None
) -> None:
    assert derived(imaging=imaging)["newest_cross_sectional_days"] == days


@pytest.mark.parametrize(
    ("imaging", "days_and_score"),
    [
        ([study("sstr_pet", krenning=4)], (14, 4)),
        ([study("sstr_pet", krenning=4), study("sstr_pet", krenning=2)], (14, 2)),
        ([study("sstr_pet", krenning=4), study("sstr_pet")], (14, 4)),
        ([study("sstr_pet", "2026-12-01"), study("sstr_pet", krenning=4)], (3, None)),
        ([study("sstr_pet", "2026-12-05", krenning=1), study("sstr_pet", krenning="3")], (14, 3)),
        ([study("sstr_pet", None, krenning=4)], (None, None)),
        ([], (None, None)),
    ],
)
def test_krenning_is_that_of_the_newest_receptor_pet(derived: Ask, imaging: Any, days_and_score: Any) -> None:
    values = derived(imaging=imaging)
    assert (values["newest_sstr_days"], values["krenning"]) == days_and_score
