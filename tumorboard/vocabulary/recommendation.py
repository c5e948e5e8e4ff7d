"""The words of a recommendation that do not depend on the kind of board."""

from tumorboard.vocabulary.word import Word


class Considered(Word):
    """What a board should have thought of before it decides."""

    TRIAL = "trial", "A clinical trial"
    GENETICS = "genetics", "Genetic testing"
    PALLIATIVE = "palliative", "Palliative care"
    PSYCHOSOCIAL = "psychosocial", "Psychosocial care"
    PREFERENCE = "patient_preference", "What the patient wants"


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
