"""Prompts about catecholamines: blockade before a procedure, its proof, and blood pressure."""

from tumorboard.domain.clinical import labs, treatments, urgency
from tumorboard.domain.clinical.catecholamine import (
    METANEPHRINES,
    has_metanephrines,
    has_syndrome,
    is_unblocked,
    may_release,
)
from tumorboard.domain.clinical.chart import Chart, Derived


def alpha_blockade_missing(chart: Chart, derived: Derived) -> bool:
    """An invasive treatment is planned and alpha-blockade is not known to be started."""
    return may_release(chart) and treatments.plans_invasive(chart) and is_unblocked(chart)


def beta_without_alpha(chart: Chart, derived: Derived) -> bool:
    """A beta-blocker is given before or without alpha-blockade, which leaves alpha stimulation unopposed."""
    without = chart.choice("beta_blocker") == "without_alpha"
    return may_release(chart) and without and chart.choice("alpha_blockade") != "not_needed"


def alpha_not_needed_unproven(chart: Chart, derived: Derived) -> bool:
    """Blockade is called not needed without metanephrines, or against them or the syndrome."""
    if not may_release(chart) or chart.choice("alpha_blockade") != "not_needed":
        return False
    raised = labs.has_result_above_limit(chart, METANEPHRINES)
    return raised or has_syndrome(chart) or not has_metanephrines(chart)


def alpha_prep_systemic(chart: Chart, derived: Derived) -> bool:
    """A radioligand or CVD, which may set catecholamines free, is planned without known blockade."""
    releasing = treatments.plans_any(chart, treatments.PRRT | {"mibg", "cvd"})
    return may_release(chart) and releasing and is_unblocked(chart)


def pheo_not_excluded(chart: Chart, derived: Derived) -> bool:
    """A pheochromocytoma gene and an invasive plan, in any family, without a metanephrine result."""
    is_carrier = chart.word("germline_gene") in chart.policy["pheo_genes"]
    return is_carrier and treatments.plans_invasive(chart) and not has_metanephrines(chart)


def bp_danger(chart: Chart, derived: Derived) -> bool:
    """Blood pressure in the danger range, or a crisis a short time ago."""
    return urgency.is_bp_danger(chart)


def alpha_blockade_short(chart: Chart, derived: Derived) -> bool:
    """Fewer days of blockade before the procedure than the board asks, or its start is not known."""
    if not may_release(chart) or chart.choice("alpha_blockade") not in ("started", "target_met"):
        return False
    if chart.day("planned_procedure_date") is None:
        return False
    days = derived["alpha_days_at_procedure"]
    return days is None or bool(days < chart.policy["alpha_min_days"])


RULES = {
    rule.__name__: rule
    for rule in (
        alpha_blockade_missing,
        beta_without_alpha,
        alpha_not_needed_unproven,
        alpha_prep_systemic,
        pheo_not_excluded,
        bp_danger,
        alpha_blockade_short,
    )
}
