"""The grade that the measures give, by the grading system of the tumor family."""

from collections.abc import Callable
from dataclasses import dataclass

from tumorboard.domain.clinical.chart import Chart
from tumorboard.domain.clinical.reading import Number

GEP = frozenset({"gep_net", "pan_net", "unknown_primary"})
THORACIC = frozenset({"lung_net", "thymus_net"})
# A small sample cannot show that the whole tumor is quiet, only that a part of it is not.
SMALL_SAMPLES = frozenset({"primary_biopsy", "cytology", "metastasis"})
_RANGES = {"lt3": 1, "3to20": 2, "gt20": 3}


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade code or None, and why: derived, not_derivable, not_applicable or review."""

    code: str | None
    status: str


NOT_DERIVABLE = Grade(None, "not_derivable")
NOT_APPLICABLE = Grade(None, "not_applicable")
REVIEW = Grade(None, "review")


def grade(chart: Chart) -> Grade:
    """Derive the grade of the graded specimen (WHO 2022); without a family there is no system to grade by."""
    family = chart.choice("net_family")
    if family is None:
        return NOT_DERIVABLE
    return _SYSTEMS.get(family, _ungraded)(chart)


def grade_met(chart: Chart) -> str | None:
    """Derive the grade of the metastasis from its own Ki-67 (%) and mitoses (per 2 mm2), GEP system only."""
    differentiation = chart.choice("differentiation")
    if chart.choice("net_family") not in GEP or differentiation in ("poor", "mixed"):
        return None
    level = _level(chart.number("met_ki67_percent"), None, chart.number("met_mitoses"))
    return _net_grade(level, differentiation).code


def _gep(chart: Chart) -> Grade:
    """Grade a digestive, pancreatic or unknown-primary tumor: the higher of Ki-67 and mitoses wins."""
    differentiation = chart.choice("differentiation")
    if differentiation == "poor":
        return Grade("NEC", "derived")
    if differentiation == "mixed":
        return REVIEW
    level = _level(chart.number("ki67_percent"), chart.choice("ki67_range"), chart.number("mitoses"))
    return _net_grade(level, differentiation)


def _level(ki67: Number | None, ki67_range: str | None, mitoses: Number | None) -> int | None:
    """Give 1, 2 or 3 for the higher of the two measures; the range stands in only for a missing Ki-67."""
    by_ki67 = _RANGES.get(ki67_range or "") if ki67 is None else _band(ki67, 3)
    by_mitoses = None if mitoses is None else _band(mitoses, 2)
    return max((level for level in (by_ki67, by_mitoses) if level is not None), default=None)


def _band(measure: Number, second: int) -> int:
    """Give 1 below the lower edge of G2, 2 up to and including 20, 3 above."""
    if measure < second:
        return 1
    return 2 if measure <= 20 else 3


def _net_grade(level: int | None, differentiation: str | None) -> Grade:
    """Name the grade; above 20 a tumor is G3 or NEC, and only the differentiation can tell which."""
    if level is None or (level == 3 and differentiation != "well"):
        return NOT_DERIVABLE
    return Grade(f"G{level}", "derived")


def _thoracic(chart: Chart) -> Grade:
    """Grade a lung or thymic tumor by mitoses and necrosis; Ki-67 never changes it."""
    if chart.choice("differentiation") == "poor":
        return Grade("NEC", "derived")
    mitoses = chart.number("mitoses")
    if mitoses is None:
        return NOT_DERIVABLE
    if mitoses > 10:
        return REVIEW
    return Grade("AC", "derived") if mitoses >= 2 else _few_mitoses(chart)


def _few_mitoses(chart: Chart) -> Grade:
    """Grade a lung or thymic tumor of fewer than 2 mitoses per 2 mm2 by its necrosis."""
    necrosis = chart.choice("necrosis")
    if necrosis in ("focal", "extensive"):
        return Grade("AC", "derived")
    if necrosis != "none":
        return NOT_DERIVABLE
    return REVIEW if chart.choice("specimen") in SMALL_SAMPLES else Grade("TC", "derived")


def _medullary(chart: Chart) -> Grade:
    """Grade a medullary thyroid carcinoma: one high measure is enough, low needs all three on a resection."""
    counts = (chart.number("mitoses"), chart.number("ki67_percent"))
    necrosis = chart.choice("necrosis")
    if any(count is not None and count >= 5 for count in counts) or necrosis in ("focal", "extensive"):
        return Grade("HIGH", "derived")
    is_complete = None not in counts and necrosis == "none"
    if not is_complete or chart.choice("specimen") in SMALL_SAMPLES:
        return NOT_DERIVABLE
    return Grade("LOW", "derived")


def _carcinoma(chart: Chart) -> Grade:
    """Grade a neuroendocrine carcinoma; one called well differentiated needs a person."""
    return REVIEW if chart.choice("differentiation") == "well" else Grade("NEC", "derived")


def _mixed(chart: Chart) -> Grade:
    """Name a mixed neoplasm, whose components are graded separately."""
    return Grade("MINEN", "derived")


def _ungraded(chart: Chart) -> Grade:
    """Say that the family has no grade: pheochromocytoma and paraganglioma, Merkel cell, other."""
    return NOT_APPLICABLE


_SYSTEMS: dict[str, Callable[[Chart], Grade]] = {
    **dict.fromkeys(GEP, _gep),
    **dict.fromkeys(THORACIC, _thoracic),
    "mtc": _medullary,
    "nec": _carcinoma,
    "minen": _mixed,
}
