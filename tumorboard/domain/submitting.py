"""What a submitted case must answer: the submit tier of the catalogue, at most twelve inputs, and nothing more."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from tumorboard.domain import identity

QUESTION_MIN, QUESTION_MAX = 15, 2000
CATECHOLAMINE_FAMILY = "ppgl"
URGENT_TIER = 0


@dataclass(frozen=True, slots=True)
class SubmitAnswers:
    """The answers of the submit tier; `extra` holds further catalogue answers, for example from a referral list."""

    mrn: str = ""
    mrn_issuer: str = ""
    family_name: str = ""
    given_name: str = ""
    birth_date: date | None = None
    sex: str = ""
    net_family: str = ""
    submission_type: str = ""
    urgency: str = ""
    question: str = ""
    responsible: UUID | None = None
    outside_facility: str = ""
    alpha_blockade: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    specialties: tuple[str, ...] | None = None
    presenter: UUID | None = None
    # Coordinator and chair may name a known patient by the number alone.
    trusts_number: bool = False


def problems(answers: SubmitAnswers, today: date, *, is_known_patient: bool = False) -> dict[str, str]:
    """Say by field what stands between the answers and the board; empty where nothing does.

    A patient whom the board knows by number needs no name, birth date or sex again.
    """
    found = _mrn_problem(answers.mrn)
    if not is_known_patient:
        found |= _identity_problems(answers, today)
    for name, words in _REQUIRED.items():
        if not getattr(answers, name):
            found[name] = words
    found |= _question_problem(answers.question)
    if answers.responsible is None:
        found["responsible_clinician"] = "Choose the clinician who is responsible for the patient."
    if answers.submission_type == "second_opinion" and not answers.outside_facility:
        found["outside_facility"] = "Enter the hospital or practice that asks for a second opinion."
    if answers.net_family == CATECHOLAMINE_FAMILY and not answers.alpha_blockade:
        found["alpha_blockade"] = "Choose whether alpha-blockade was started; “Unknown” is an answer too."
    return found


def _mrn_problem(typed: str) -> dict[str, str]:
    """A number of 3 to 32 letters, digits and hyphens, or that there is none yet."""
    number = identity.clean_mrn(typed)
    if not number:
        return {"mrn": "Enter the record number, or write “Not assigned”."}
    if not identity.is_not_assigned(typed) and not identity.MRN_SHAPE.fullmatch(number):
        return {"mrn": "Use 3 to 32 letters, digits or hyphens, for example 004 812 771."}
    return {}


def _identity_problems(answers: SubmitAnswers, today: date) -> dict[str, str]:
    """Name, birth date and sex of a patient whom the board does not know yet."""
    found = {}
    if not answers.family_name:
        found["family_name"] = "Enter the patient’s family name."
    if not answers.given_name:
        found["given_name"] = "Enter the patient’s given name."
    if answers.birth_date is None:
        found["birth_date"] = "Enter the date of birth, for example 1968-03-14."
    elif words := identity.birth_problem(answers.birth_date, today):
        found["birth_date"] = words
    if not answers.sex:
        found["sex"] = "Choose the administrative sex; “Unknown” is an answer too."
    return found


def _question_problem(question: str) -> dict[str, str]:
    """One question that the board can answer, not longer than a page."""
    if len(question.strip()) < QUESTION_MIN:
        return {"question": "Write the question as a question the board can answer, in at least 15 characters."}
    if len(question) > QUESTION_MAX:
        return {"question": f"Use at most {QUESTION_MAX} characters. Nothing was cut; shorten it here."}
    return {}


_REQUIRED = {
    "net_family": "Choose the tumor family.",
    "submission_type": "Choose why the case comes now.",
    "urgency": "Choose how soon the board should see the patient.",
}
