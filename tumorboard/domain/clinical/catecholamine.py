"""Tumors that may release catecholamines, and what their blockade and metanephrines say."""

from tumorboard.domain.clinical import labs
from tumorboard.domain.clinical.chart import Chart

METANEPHRINES = frozenset({"metanephrine_p", "normetanephrine_p", "metanephrine_u", "normetanephrine_u"})
WITH_METHOXYTYRAMINE = METANEPHRINES | {"mt3_p"}


def has_syndrome(chart: Chart) -> bool:
    """Say whether catecholamine excess is named among the syndromes."""
    return "catecholamine" in chart.choices("syndrome")


def may_release(chart: Chart) -> bool:
    """Say whether the case is a pheochromocytoma or paraganglioma, or has catecholamine excess in any family."""
    return chart.choice("net_family") == "ppgl" or has_syndrome(chart)


def is_unblocked(chart: Chart) -> bool:
    """Say whether alpha-blockade is not started or not known; empty is never read as given."""
    return chart.choice("alpha_blockade") in (None, "none", "unknown")


def has_metanephrines(chart: Chart) -> bool:
    """Say whether a plasma free or urine metanephrine result is there; methoxytyramine alone is none."""
    return labs.has_result(chart, METANEPHRINES)
