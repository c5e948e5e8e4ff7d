"""The flags that the registry raises beside the engine: about who the patient is, and what is still to be done."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tumorboard.models import Board, Case
from tumorboard.queries import patients, registry
from tumorboard.services.judging import Found, Yardstick

# The catalogue gives these three a rule but no words for a page.
WORDS: Mapping[str, tuple[str, str, str]] = {
    "possible_duplicate": (
        "stop", "This patient may be entered twice, or under somebody else’s number.",
        "Another record has the same name and birth date with another number, or the number typed belongs to "
        "another person. “Not assigned” is never compared."),
    "mrn_not_assigned": (
        "warn", "No medical record number is assigned yet.", "The number is recorded as “Not assigned”."),
    "overdue_actions": (
        "info", "Actions of an earlier recommendation are overdue.",
        "Items of a signed recommendation for this patient are open and past their day."),
}


def judge(session: Session, case: Case, yard: Yardstick, today: date) -> Found:
    """Give what the engine finds of a case together with what the registry raises."""
    found = yard.judge(case)
    return {**found, "flags": [*found["flags"], *flags(session, case, today)]}


def flags(session: Session, case: Case, today: date) -> list[dict[str, Any]]:
    """List what the registry raises for the patient of a case."""
    patient = case.patient
    if patient is None:
        return []
    board = session.get_one(Board, case.board_id)
    alike = sorted(str(each.id) for each in patients.alike(session, board, patient))
    late = registry.overdue_actions(session, patient.id, today)
    raised: list[tuple[str, bool, dict[str, Any]]] = [
        ("possible_duplicate", bool(alike or patient.disputed_mrn),
         {"alike": alike, "mrn": patient.mrn, "disputed_mrn": patient.disputed_mrn}),
        ("mrn_not_assigned", patient.mrn is None, {"mrn": patient.mrn}),
        ("overdue_actions", late > 0, {"overdue": late}),
    ]
    return [{"id": name, "severity": WORDS[name][0], "inputs": inputs} for name, is_raised, inputs in raised
            if is_raised]
