"""Prompts about the carcinoid heart and procedures under a hormone storm."""

from tumorboard.domain.clinical import labs, treatments
from tumorboard.domain.clinical.chart import Chart, Derived
from tumorboard.domain.clinical.imaging import newest_day, studies


def carcinoid_heart_check(chart: Chart, derived: Derived) -> bool:
    """The heart has not been looked at within the year although serotonin may have harmed its valves.

    The syndrome asks for an echocardiogram; a raised 5-HIAA alone is content with a low NT-proBNP (guidelines).
    """
    if _has_recent_echo(chart):
        return False
    if "carcinoid" in chart.choices("syndrome"):
        return True
    return labs.has_result_above_limit(chart, labs.HIAA5) and not _is_ruled_out_by_peptide(chart)


def _has_recent_echo(chart: Chart) -> bool:
    """Say whether an echocardiogram, by its own date or as a study, lies within the heart check days."""
    limit = chart.policy["heart_check_days"]
    days = (chart.day("echo_date"), newest_day(chart, studies(chart, ("echo",))))
    return any(chart.is_within(day, limit) for day in days)


def _is_ruled_out_by_peptide(chart: Chart) -> bool:
    """Say whether the newest NT-proBNP (pg/mL) is recent and below the rule-out limit."""
    newest = labs.newest(chart, "nt_probnp")
    if newest is None:
        return False
    day, result = newest
    return chart.is_within(day, chart.policy["heart_check_days"]) and bool(result < chart.policy["ntprobnp_rule_out"])


def carcinoid_procedure_plan(chart: Chart, derived: Derived) -> bool:
    """A procedure is planned in carcinoid syndrome without a named anesthesia and octreotide plan."""
    has_syndrome = "carcinoid" in chart.choices("syndrome")
    return has_syndrome and treatments.plans_invasive(chart) and chart.choice("periop_plan") != "yes"


RULES = {rule.__name__: rule for rule in (carcinoid_heart_check, carcinoid_procedure_plan)}
