"""Alpha-blockade, beta-blockers and metanephrines: when each prompt is raised, and when it is quiet."""

from collections.abc import Callable
from typing import Any

import pytest

Flags = Callable[..., set[str]]
PPGL = {"net_family": "ppgl"}
EXCESS = {"net_family": "gep_net", "syndrome": ["catecholamine"]}
OPERATION = {"proposal_kinds": ["adrenalectomy"]}


def lab(analyte: str, value: Any = 50, uln: Any = 100, date: Any = "2026-11-01") -> dict[str, Any]:
    return {"analyte": analyte, "value": value, "uln": uln, "date": date}


NORMAL = {"labs": [lab("metanephrine_p")]}
RAISED = {"labs": [lab("metanephrine_p"), lab("normetanephrine_u", 101)]}
STARTED = {**PPGL, "alpha_blockade": "started", "planned_procedure_date": "2026-12-14"}

FIRES: dict[str, list[dict[str, Any]]] = {
    "alpha_blockade_missing": [
        {**PPGL, **OPERATION},
        {**PPGL, **OPERATION, "alpha_blockade": "none"},
        {**PPGL, **OPERATION, "alpha_blockade": "unknown"},
        {**PPGL, **OPERATION, "alpha_blockade": "perhaps"},
        {**EXCESS, "proposal_kinds": ["tace"]},
        {**EXCESS, "syndrome": "catecholamine", **OPERATION},
        {**PPGL, "recommendation_kinds": ["biopsy"]},
        {**PPGL, "proposal_kinds": ["surveillance", "valve_surgery"]},
    ],
    "beta_without_alpha": [
        {**PPGL, "beta_blocker": "without_alpha"},
        {**EXCESS, "beta_blocker": "without_alpha", "alpha_blockade": "started"},
    ],
    "alpha_not_needed_unproven": [
        {**PPGL, "alpha_blockade": "not_needed"},
        {**PPGL, "alpha_blockade": "not_needed", **RAISED},
        {**PPGL, "alpha_blockade": "not_needed", "labs": [lab("mt3_p")]},
        {**PPGL, "alpha_blockade": "not_needed", "labs": [lab("metanephrine_p", None)]},
        {**PPGL, "alpha_blockade": "not_needed", "labs": [lab("metanephrine_p", "low")]},
        {**EXCESS, "alpha_blockade": "not_needed", **NORMAL},
    ],
    "alpha_prep_systemic": [
        {**PPGL, "proposal_kinds": ["mibg"]},
        {**PPGL, "proposal_kinds": ["prrt_other"], "alpha_blockade": "unknown"},
        {**EXCESS, "recommendation_kinds": ["cvd"], "alpha_blockade": "none"},
    ],
    "pheo_not_excluded": [
        {"net_family": "mtc", "germline_gene": "ret", "proposal_kinds": ["thyroidectomy"]},
        {"germline_gene": "nf1", "recommendation_kinds": ["endo_resection"]},
        {**PPGL, "germline_gene": "sdhb", **OPERATION, "labs": [lab("mt3_p")]},
        {"germline_gene": "men1", **OPERATION, "policy": {"pheo_genes": ["men1"]}},
    ],
    "alpha_blockade_short": [
        {**STARTED, "alpha_start_date": "2026-12-05"},
        {**STARTED, "alpha_start_date": "2026-12-20"},
        {**STARTED, "alpha_blockade": "target_met"},
        {**STARTED, "alpha_start_date": "2026-12"},
        {**STARTED, "alpha_start_date": "2026-12-04", "policy": {"alpha_min_days": 11}},
        {**STARTED, **EXCESS, "alpha_start_date": "2026-12-13"},
    ],
}
QUIET: dict[str, list[dict[str, Any]]] = {
    "alpha_blockade_missing": [
        {},
        PPGL,
        OPERATION,
        {"net_family": "pan_net", **OPERATION},
        {**PPGL, "proposal_kinds": ["prrt", "sstr_pet"]},
        {**PPGL, "proposal_kinds": ["major operation"]},
        {**PPGL, **OPERATION, "alpha_blockade": "started"},
        {**PPGL, **OPERATION, "alpha_blockade": "target_met"},
        {**PPGL, **OPERATION, "alpha_blockade": "not_needed"},
    ],
    "beta_without_alpha": [
        PPGL,
        {"net_family": "gep_net", "beta_blocker": "without_alpha"},
        {**PPGL, "beta_blocker": "after_alpha"},
        {**PPGL, "beta_blocker": "without_alpha", "alpha_blockade": "not_needed"},
    ],
    "alpha_not_needed_unproven": [
        {"alpha_blockade": "not_needed"},
        {**PPGL, "alpha_blockade": "none"},
        {**PPGL, "alpha_blockade": "not_needed", **NORMAL},
        {**PPGL, "alpha_blockade": "not_needed", "labs": [lab("metanephrine_u", 100)]},
        {**PPGL, "alpha_blockade": "not_needed", "labs": [lab("metanephrine_u", 900, None)]},
        {**PPGL, "alpha_blockade": "not_needed", "labs": [lab("normetanephrine_p", 1, 2, None)]},
    ],
    "alpha_prep_systemic": [
        {"proposal_kinds": ["mibg"]},
        {**PPGL, "proposal_kinds": ["sunitinib"]},
        {**PPGL, "proposal_kinds": ["prrt"], "alpha_blockade": "not_needed"},
        {**PPGL, "proposal_kinds": ["prrt"], "alpha_blockade": "started"},
    ],
    "pheo_not_excluded": [
        {"germline_gene": "ret"},
        {"germline_gene": "men1", **OPERATION},
        OPERATION,
        {"germline_gene": "ret", "proposal_kinds": ["lanreotide"]},
        {"germline_gene": "ret", **OPERATION, **RAISED},
        {"germline_gene": "ret", **OPERATION, "policy": {"pheo_genes": []}},
    ],
    "alpha_blockade_short": [
        {**STARTED, "alpha_start_date": "2026-12-04"},
        {**STARTED, "alpha_start_date": "2026-12-05", "policy": {"alpha_min_days": 7}},
        {**STARTED, "planned_procedure_date": None},
        {**STARTED, "planned_procedure_date": "soon"},
        {**STARTED, "alpha_blockade": "none"},
        {**STARTED, "net_family": "gep_net"},
    ],
}


@pytest.mark.parametrize(("flag", "answers"), [(flag, answers) for flag, cases in FIRES.items() for answers in cases])
def test_the_flag_is_raised(flags: Flags, flag: str, answers: dict[str, Any]) -> None:
    assert flag in flags(**answers)


@pytest.mark.parametrize(("flag", "answers"), [(flag, answers) for flag, cases in QUIET.items() for answers in cases])
def test_the_flag_stays_quiet(flags: Flags, flag: str, answers: dict[str, Any]) -> None:
    assert flag not in flags(**answers)
