"""Prompts about grade, differentiation and outside slides."""

from tumorboard.domain.clinical import imaging
from tumorboard.domain.clinical.chart import Chart, Derived
from tumorboard.domain.clinical.grading import GEP, THORACIC


def grade_mismatch(chart: Chart, derived: Derived) -> bool:
    """The grade in the report differs from the one that its own measures give."""
    return _differ(chart.choice("reported_grade"), derived["grade"])


def _differ(one: str | None, other: str | None) -> bool:
    """Say whether two grades are both known and not the same."""
    return one is not None and other is not None and one != other


def grade_not_applicable(chart: Chart, derived: Derived) -> bool:
    """A grade is reported for a family that has none."""
    return chart.choice("net_family") in ("ppgl", "merkel", "other") and chart.choice("reported_grade") is not None


def family_differentiation_conflict(chart: Chart, derived: Derived) -> bool:
    """A NET is called poorly differentiated or mixed, or a carcinoma well differentiated."""
    family, differentiation = chart.choice("net_family"), chart.choice("differentiation")
    if family == "nec":
        return differentiation == "well"
    return family in GEP | THORACIC and differentiation in ("poor", "mixed")


def metastasis_grade_differs(chart: Chart, derived: Derived) -> bool:
    """The metastasis has another grade than the graded specimen."""
    return _differ(derived["grade_met"], derived["grade"])


def lung_ki67_elevated(chart: Chart, derived: Derived) -> bool:
    """A carcinoid of lung or thymus grows faster than its grade suggests."""
    is_carcinoid = chart.choice("net_family") in THORACIC and derived["grade"] in ("TC", "AC")
    return is_carcinoid and _ki67_is_above(chart, "lung_ki67_review")


def nec_low_ki67(chart: Chart, derived: Derived) -> bool:
    """A carcinoma with few dividing cells may be a G3 NET: p53 and Rb1 tell them apart."""
    is_known = chart.number("ki67_percent") is not None
    return derived["grade"] == "NEC" and is_known and not _ki67_is_above(chart, "nec_ki67_review")


def g3_high_ki67(chart: Chart, derived: Derived) -> bool:
    """A G3 NET with very many dividing cells may be a carcinoma: p53 and Rb1 tell them apart."""
    return derived["grade"] == "G3" and _ki67_is_above(chart, "g3_ki67_review")


def _ki67_is_above(chart: Chart, limit: str) -> bool:
    """Say whether a known Ki-67 (%) lies above a limit of the policy."""
    ki67 = chart.number("ki67_percent")
    return ki67 is not None and bool(ki67 > chart.policy[limit])


def fdg_discordant(chart: Chart, derived: Derived) -> bool:
    """A low grade on the slide, yet FDG-dominant disease on a study."""
    is_low = derived["grade"] in chart.policy["fdg_discordant_grades"]
    return is_low and imaging.has_netpet(chart, chart.policy["fdg_discordant_netpet"])


def outside_path_unreviewed(chart: Chart, derived: Derived) -> bool:
    """Outside slides were asked for or are here, and nobody in the house has read them."""
    return chart.choice("outside_pathology") in ("requested", "received")


def concordance_major(chart: Chart, derived: Derived) -> bool:
    """The in-house review of slides or images changes management."""
    return "major" in (chart.choice("path_concordance"), chart.choice("imaging_concordance"))


RULES = {
    rule.__name__: rule
    for rule in (
        grade_mismatch,
        grade_not_applicable,
        family_differentiation_conflict,
        metastasis_grade_differs,
        lung_ki67_elevated,
        nec_low_ki67,
        g3_high_ki67,
        fdg_discordant,
        outside_path_unreviewed,
        concordance_major,
    )
}
