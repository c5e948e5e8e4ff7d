"""The words of a recommendation that do not depend on the kind of board."""

from collections.abc import Iterable

from tumorboard.vocabulary.word import Word


class Considered(Word):
    """What a board should have thought of before it decides."""

    TRIAL = "trial", "A clinical trial"
    GENETICS = "genetics", "Genetic testing"
    PALLIATIVE = "palliative", "Palliative care"
    PSYCHOSOCIAL = "psychosocial", "Psychosocial care"
    PREFERENCE = "patient_preference", "What the patient wants"


class Subject(Word):
    """What a discussion may have changed; of each, a decision says whether it did."""

    IMAGING = "imaging", "Imaging"
    PATHOLOGY = "path", "Pathology"
    PLAN = "plan", "Plan"

    @property
    def unchanged(self) -> str:
        """The code of the answer that it did not change."""
        return f"{self.value}_none"

    def answer(self, what_changed: Iterable[str]) -> str:
        """Give the code that answers it, or nothing where it is open."""
        return next((each for each in what_changed if each.startswith(f"{self.value}_")), "")


class StatementKind(Word):
    """What a member says in their own name."""

    OPINION = "opinion", "Opinion"
    DISSENT = "dissent", "Dissent"


class TreatmentGroup(Word):
    """Where a kind of item is found in the list to choose from."""

    WATCH = "watch", "Watch"
    SURGERY = "surgery", "Surgery and endoscopy"
    LOCAL = "local", "Ablation"
    LIVER = "liver_directed", "Through the liver’s vessels"
    HORMONAL = "hormonal", "Hormones and their effects"
    RADIOLIGAND = "radioligand", "Radioligand therapy"
    TARGETED = "targeted", "Targeted drugs"
    CHEMO = "chemo", "Chemotherapy"
    BIOLOGIC = "biologic", "Immunotherapy"
    RADIATION = "radiation", "Radiation"
    TRIAL = "trial", "Clinical trial"
    SUPPORTIVE = "supportive", "Supportive care"
    ORDER = "order", "Tests, referrals, next steps"
