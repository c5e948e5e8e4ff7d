"""Prompts before a radioligand: target uptake, FDG disease, kidneys and blood counts (FDA labels)."""

from tumorboard.domain.clinical import imaging, treatments
from tumorboard.domain.clinical.chart import Chart, Derived


def _is_planned(chart: Chart) -> bool:
    """Say whether PRRT of any agent is planned."""
    return treatments.plans_any(chart, treatments.PRRT)


def _is_below(chart: Chart, key: str, limit: str) -> bool:
    """Say whether a known measure lies below a limit of the policy."""
    measure = chart.number(key)
    return measure is not None and bool(measure < chart.policy[limit])


def prrt_no_sstr(chart: Chart, derived: Derived) -> bool:
    """PRRT is planned without a recent somatostatin-receptor PET."""
    days = derived["newest_sstr_days"]
    return _is_planned(chart) and (days is None or bool(days > chart.policy["sstr_max_days"]))


def prrt_low_uptake(chart: Chart, derived: Derived) -> bool:
    """PRRT is planned and the newest receptor PET scores the target below the board's minimum."""
    score = derived["krenning"]
    return _is_planned(chart) and score is not None and bool(score < chart.policy["prrt_min_krenning"])


def prrt_fdg_mismatch(chart: Chart, derived: Derived) -> bool:
    """PRRT is planned and a study shows FDG disease without receptor uptake."""
    return _is_planned(chart) and imaging.has_netpet(chart, chart.policy["prrt_fdg_netpet"])


def prrt_egfr(chart: Chart, derived: Derived) -> bool:
    """PRRT is planned and the kidneys are weak (eGFR, mL/min/1.73 m2)."""
    return _is_planned(chart) and _is_below(chart, "egfr", "prrt_min_egfr")


def prrt_platelets(chart: Chart, derived: Derived) -> bool:
    """PRRT is planned and platelets are few (10^9/L)."""
    return _is_planned(chart) and _is_below(chart, "platelets", "prrt_min_platelets")


def mibg_counts(chart: Chart, derived: Derived) -> bool:
    """131I-MIBG is planned and platelets or neutrophils are few (10^9/L)."""
    is_low = _is_below(chart, "platelets", "mibg_min_platelets") or _is_below(chart, "anc", "mibg_min_anc")
    return treatments.plans(chart, "mibg") and is_low


RULES = {
    rule.__name__: rule
    for rule in (prrt_no_sstr, prrt_low_uptake, prrt_fdg_mismatch, prrt_egfr, prrt_platelets, mibg_counts)
}
