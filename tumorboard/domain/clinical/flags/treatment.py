"""Prompts about a planned drug or procedure against the record of the patient."""

from tumorboard.domain.clinical import imaging, reading, treatments
from tumorboard.domain.clinical.chart import Chart, Derived

EMBOLIZATIONS = frozenset({"tae", "tace", "tare"})
# Below this Krenning score an analog lowers glucagon more surely than the insulin of the tumor.
MIN_SSA_KRENNING = 2


def bilirubin_embolization(chart: Chart, derived: Derived) -> bool:
    """An embolization is planned and the liver excretes poorly (bilirubin, mg/dL)."""
    bilirubin = chart.number("bilirubin")
    is_high = bilirubin is not None and bool(bilirubin > chart.policy["embolization_max_bilirubin"])
    return is_high and treatments.plans_any(chart, EMBOLIZATIONS)


def ssa_in_insulinoma(chart: Chart, derived: Derived) -> bool:
    """A somatostatin analog may deepen hypoglycemia in an insulinoma without proven receptors."""
    plans_ssa = any(treatments.drug_class(chart, code) == "ssa" for code in treatments.planned(chart))
    return plans_ssa and "insulinoma" in chart.choices("syndrome") and not _has_receptors(chart)


def _has_receptors(chart: Chart) -> bool:
    """Say whether a dated receptor PET up to the board shows uptake."""
    for study in imaging.studies(chart, ("sstr_pet",)):
        day, score = reading.day(study.get("date")), imaging.score(study)
        if day is not None and day <= chart.on and score is not None and score >= MIN_SSA_KRENNING:
            return True
    return False


def nec_ssa_only(chart: Chart, derived: Derived) -> bool:
    """A carcinoma is planned to be treated with nothing but somatostatin analogs."""
    classes = {treatments.drug_class(chart, code) for code in treatments.planned(chart)}
    return derived["grade"] == "NEC" and classes == {"ssa"}


def prior_failed(chart: Chart, derived: Derived) -> bool:
    """A planned treatment, or another of its drug class, was stopped for progression before.

    Somatostatin analogs are kept for symptoms where a syndrome is named.
    """
    failed = treatments.failed(chart)
    failed_classes = {treatments.drug_class(chart, code) for code in failed} - {None}
    is_functional = bool(set(chart.choices("syndrome")) - {"none", "unknown"})
    for code in treatments.planned(chart):
        drug_class = treatments.drug_class(chart, code)
        is_exempt = drug_class == "ssa" and is_functional
        if not is_exempt and (code in failed or drug_class in failed_classes):
            return True
    return False


def contraindication(chart: Chart, derived: Derived) -> bool:
    """A planned treatment is paired with a recorded condition in the board's list."""
    conditions = set(chart.choices("comorbidities"))
    if chart.choice("dpyd") in ("partial", "complete"):
        conditions.add("dpd_deficiency")
    met = [[code, condition] for code in treatments.planned(chart) for condition in conditions]
    return any(list(pair) in met for pair in chart.policy["contraindications"] if isinstance(pair, list | tuple))


RULES = {
    rule.__name__: rule
    for rule in (bilirubin_embolization, ssa_in_insulinoma, nec_ssa_only, prior_failed, contraindication)
}
