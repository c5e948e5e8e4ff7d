"""Cases as their pages show them: rows of the list, its views, answers in words, the place on the docket."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tumorboard.profiles import Profile
from tumorboard.vocabulary.workflow import CaseStatus as S
from tumorboard.web import answer_words

TONES = {S.DRAFT: "na", S.SUBMITTED: "wait", S.ASKED: "miss", S.READY: "ok", S.LISTED: "ok", S.DISCUSSED: "part",
         S.SIGNED: "ok", S.CLOSED: "ok", S.WITHDRAWN: "no"}
OWN_PLACE = frozenset({"mrn", "family_name", "given_name", "birth_date", "sex", "net_family", "submission_type",
                       "urgency", "question", "responsible_clinician", "presenter", "specialties_needed", "minutes",
                       "outside_facility", "proposal", "patient_goals", "goals_source"})


@dataclass(frozen=True, slots=True)
class View:
    """One saved filter of the list, with how many cases it holds."""

    key: str
    words: str
    statuses: tuple[S, ...]
    number: int


def views_of(counts: Mapping[S, int], is_reviewer: bool) -> list[View]:
    """List the views in the order in which they are worked off."""
    shapes: list[tuple[str, str, tuple[S, ...]]] = [
        ("open", "Under way", (S.SUBMITTED, S.ASKED, S.READY, S.LISTED, S.DISCUSSED)),
        ("drafts", "Drafts", (S.DRAFT,)),
        ("signed", "Signed", (S.SIGNED, S.CLOSED)),
        ("all", "All", ()),
    ]
    if is_reviewer:
        shapes.insert(0, ("review", "To review", (S.SUBMITTED, S.ASKED)))
    return [View(key, words, statuses, sum(number for status, number in counts.items()
                                           if not statuses or status in statuses))
            for key, words, statuses in shapes]


def row(case: Any) -> dict[str, Any]:
    """Give one row of the list; a draft has only what was typed so far."""
    typed = " ".join(str(case.draft.get(name, "")) for name in ("family_name", "given_name")).strip()
    return {"case": case, "patient": case.patient, "typed": typed or "Patient not named yet",
            "tone": TONES[case.status], "status": case.status.label,
            "question": case.question or case.draft.get("question", "") or "Question not written yet."}


def answers(case: Any, profile: Profile) -> list[dict[str, Any]]:
    """Give the recorded clinical answers by section, in the catalogue's order; what is not known is left out."""
    sections = {each["id"]: {"label": each["label"], "rows": []} for each in profile.catalogue["sections"]}
    for field in profile.fields():
        value = case.answers.get(field["key"])
        if value is None or field["key"] in OWN_PLACE:
            continue
        sections[field["section"]]["rows"].append((field["label"], answer_words.lines(field, value, profile)))
    return [each for each in sections.values() if each["rows"]]


def place(docket: Any, case_id: UUID) -> dict[str, Any] | None:
    """Say where the case stands on the coming docket, and why."""
    if docket is None:
        return None
    reason = next((each for each in docket.candidates if each.case_id == case_id), None)
    item = next((each for each in docket.items if each.case_id == case_id), None)
    if reason is None:
        return None
    return {"item": item, "decision": reason.decision, "reason": reason.reason}
