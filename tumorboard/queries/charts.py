"""A case as the clinical rules see it: one flat mapping of answers by catalogue key."""

from typing import Any

from tumorboard.domain import outside
from tumorboard.domain.outside import Material
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


def full_chart(case: Case, patient: Patient | None) -> dict[str, Any]:
    """Give the chart with what follows from the material that was asked for outside; the case is read with its rows."""
    answers = chart(case, patient)
    return answers | outside.answers(answers, materials(case))


def materials(case: Case) -> list[Material]:
    """Give what was asked for outside as the rules see it."""
    return [Material(row.kind, row.what, row.received_on, row.reread_on, row.differences, row.asked_on, row.due_on,
                     row.id) for row in case.outside_rows]
