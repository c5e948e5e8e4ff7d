"""A case as the clinical rules see it: one flat mapping of answers by catalogue key."""

from typing import Any

from tumorboard.models import Case, Patient

COLUMNS = ("net_family", "submission_type", "urgency", "question", "outside_facility", "minutes")


def chart(case: Case, patient: Patient | None) -> dict[str, Any]:
    """Give the answers of a case with the patient's identity; what is not known is absent."""
    answers: dict[str, Any] = dict(case.answers)
    answers.update({name: getattr(case, name) for name in COLUMNS if getattr(case, name)})
    answers["specialties_needed"] = case.specialties_needed
    answers["responsible_clinician"] = str(case.responsible_id) if case.responsible_id else None
    if patient is not None:
        answers.update(birth_date=patient.birth_date, sex=patient.sex, mrn=patient.mrn)
    return {name: value for name, value in answers.items() if value is not None}
