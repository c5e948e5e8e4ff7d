"""Why a grade or a stage group is what it is, or what is missing for one: shown beside the value, never a guess."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tumorboard.domain.clinical import grading, staging
from tumorboard.domain.clinical.chart import Chart, open_chart
from tumorboard.domain.clinical.rulebook import Rulebook

_HIGH_GRADE = "A neuroendocrine carcinoma is of high grade by definition."
_RULES = {
    "gep": "Ki-67 below 3% or mitoses below 2 per 2 mm² give G1, up to 20 of either G2, more G3. The higher wins.",
    "poor": _HIGH_GRADE,
    "thoracic": "Fewer than 2 mitoses per 2 mm² without necrosis: typical; 2 to 10, or necrosis: atypical. Ki-67 never "
                "changes it.",
    "mtc": "High grade with 5 or more mitoses per 2 mm², a Ki-67 of 5% or more, or necrosis; low grade only when all "
           "three are known on a resection.",
    "nec": _HIGH_GRADE,
    "minen": "A mixed neoplasm; its components are graded separately.",
}
_GRADE_INPUTS = {
    "gep": ("differentiation", "ki67_percent", "ki67_range", "mitoses", "specimen"), "poor": ("differentiation",),
    "thoracic": ("differentiation", "mitoses", "necrosis", "specimen"),
    "mtc": ("mitoses", "ki67_percent", "necrosis", "specimen"), "nec": ("differentiation",), "minen": (),
}  # fmt: skip
_STAGE_INPUTS = ("primary_site", "t", "n", "m", "stage_basis", "stage_edition", "diagnosis_date")
WHO = "WHO 2022"
AFTER_TREATMENT = "The stage after treatment or at recurrence is shown as entered and never derived."
SWITCHED_OFF = "This board has switched the derived stage off."
NO_TABLE = "There is no table for this edition."
NO_RULE = "The table of this site and edition has no stage for this combination."
NOT_WELL = "Poorly differentiated and mixed tumors of this site have no stage here."
NOT_GRADED = "This kind of tumor is not graded."
NOT_STAGED = "This kind of tumor has no stage here."
TO_REVIEW = "The findings do not fit one grade. A pathologist should decide."
SMALL_SAMPLE = "A small sample cannot show that the whole tumor is of low grade."


@dataclass(frozen=True, slots=True)
class Reason:
    """What a derived value rests on: its rule and edition, the answers it used, and those that it lacks.

    `missing` lists the keys of answers; where one of several is enough, they stand together, parted by a bar.
    """

    key: str
    value: str | None
    status: str
    rule: str = ""
    edition: str = ""
    inputs: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    note: str = ""


def explain(
    case: Mapping[str, Any], on: date, policy: Mapping[str, Any] | None = None, *, rulebook: Rulebook
) -> list[Reason]:
    """Explain the grade and the stage group of a case on a board date. Raises nothing."""
    chart = open_chart(case, on, policy, rulebook)
    return [_grade(chart), _stage(chart)]


def _known(chart: Chart, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Name the inputs that hold an answer."""
    return tuple(key for key in keys if chart.answers.get(key) not in (None, "", []))


def _grade(chart: Chart) -> Reason:
    """Explain the grade."""
    found, system = grading.grade(chart), _system(chart)
    if found.status == "not_applicable" or system is None:
        is_open = chart.choice("net_family") is None
        return Reason("grade", None, found.status, missing=("net_family",) if is_open else (),
                      note="" if is_open else NOT_GRADED)
    missing, note = _lacking_grade(chart, system) if found.status == "not_derivable" else ((), "")
    return Reason("grade", found.code, found.status, _RULES[system], WHO, _known(chart, _GRADE_INPUTS[system]),
                  missing, TO_REVIEW if found.status == "review" else note)


def _system(chart: Chart) -> str | None:
    """Name the grading system of the family; None where there is none."""
    family = chart.choice("net_family")
    if family in grading.GEP | grading.THORACIC:
        if chart.choice("differentiation") == "poor":
            return "poor"
        return "gep" if family in grading.GEP else "thoracic"
    return family if family in ("mtc", "nec", "minen") else None


def _lacking_grade(chart: Chart, system: str) -> tuple[tuple[str, ...], str]:
    """Name the measures without which the grade cannot be told."""
    if system == "gep":
        measured = _known(chart, ("ki67_percent", "ki67_range", "mitoses"))
        return (("differentiation",) if measured else ("ki67_percent|mitoses",)), ""
    if system == "thoracic":
        return (("mitoses",) if chart.number("mitoses") is None else ("necrosis",)), ""
    absent = tuple(key for key in ("mitoses", "ki67_percent") if chart.number(key) is None)
    if chart.choice("necrosis") in (None, "unknown"):
        absent += ("necrosis",)
    return absent, "" if absent else SMALL_SAMPLE


def _stage(chart: Chart) -> Reason:
    """Explain the stage group."""
    found, edition = staging.stage(chart), staging.edition_used(chart) or ""
    inputs = _known(chart, _STAGE_INPUTS)
    if found.status == "not_applicable":
        return Reason("stage_group", None, found.status, inputs=inputs, note=_why_no_stage(chart))
    if found.status == "derived":
        return Reason("stage_group", found.group, found.status, "By the table of this site and edition.", edition,
                      inputs)
    missing = _lacking_stage(chart)
    return Reason("stage_group", None, found.status, "", edition, inputs, missing,
                  "" if missing else _no_entry(chart, edition))


def _why_no_stage(chart: Chart) -> str:
    """Say why a stage is not derived here at all."""
    if not chart.policy["stage_enabled"]:
        return SWITCHED_OFF
    if chart.choice("stage_basis") in ("yc", "yp", "r"):
        return AFTER_TREATMENT
    return NOT_STAGED if staging.schema(chart) is None else NOT_WELL


def _lacking_stage(chart: Chart) -> tuple[str, ...]:
    """Name the answers without which the table cannot be asked."""
    if staging.schema(chart) is None:
        return ("net_family",) if chart.choice("net_family") is None else ("primary_site",)
    tokens = tuple(key for key in ("t", "n", "m") if chart.word(key) is None)
    return tokens + (() if staging.edition_used(chart) else ("diagnosis_date|stage_edition",))


def _no_entry(chart: Chart, edition: str) -> str:
    """Say whether the table is missing, or its entry."""
    has_table = (staging.schema(chart) or "", edition) in chart.rules.stage_rules
    return NO_RULE if has_table else NO_TABLE
