"""Prompts about hormones, their measurement, and heredity."""

from tumorboard.domain.clinical import labs
from tumorboard.domain.clinical.catecholamine import WITH_METHOXYTYRAMINE
from tumorboard.domain.clinical.chart import Chart, Derived

# Below this eGFR (mL/min/1.73 m2) chromogranin A rises without a tumor.
CGA_MIN_EGFR = 60


def germline_missing(chart: Chart, derived: Derived) -> bool:
    """Germline testing is not done in a family, age or pattern for which guidelines ask it."""
    if chart.choice("germline_status") not in (None, "not_tested"):
        return False
    family = chart.choice("net_family")
    if family in ("ppgl", "mtc", "thymus_net"):
        return True
    if family == "lung_net":
        return bool(chart.policy["germline_lung"])
    return family in ("pan_net", "gep_net") and _is_hereditary_pattern(chart, derived)


def _is_hereditary_pattern(chart: Chart, derived: Derived) -> bool:
    """Say whether a pancreatic or duodenal tumor is early or multiple, or a gastrinoma sits anywhere.

    Several gastric tumors of type 1 come from atrophic gastritis and are never a reason by themselves.
    """
    if "gastrinoma" in chart.choices("syndrome"):
        return True
    if chart.choice("net_family") == "gep_net" and chart.choice("primary_site") != "duodenum":
        return False
    age = derived["age_at_diagnosis"]
    is_early = age is not None and age < chart.policy["pannet_germline_age"]
    return is_early or chart.choice("num_primaries") == "multiple"


def germline_pending_long(chart: Chart, derived: Derived) -> bool:
    """A germline result has been awaited for longer than the board's limit."""
    waited = chart.days_ago(chart.day("germline_requested_date"))
    is_pending = chart.choice("germline_status") == "pending"
    return is_pending and waited is not None and bool(waited > chart.policy["germline_pending_days"])


def cga_confounded(chart: Chart, derived: Derived) -> bool:
    """Chromogranin A is raised while a proton pump inhibitor or weak kidneys may explain it."""
    egfr = chart.number("egfr")
    has_other_cause = chart.choice("ppi_use") == "yes" or (egfr is not None and egfr < CGA_MIN_EGFR)
    return has_other_cause and labs.has_result_above_limit(chart, ("cga",))


def metanephrine_confounded(chart: Chart, derived: Derived) -> bool:
    """Metanephrines are raised while a drug or the way of drawing may explain it."""
    confounded = chart.choice("metanephrine_confounder") == "yes"
    return confounded and labs.has_result_above_limit(chart, WITH_METHOXYTYRAMINE)


RULES = {
    rule.__name__: rule for rule in (germline_missing, germline_pending_long, cga_confounded, metanephrine_confounded)
}
