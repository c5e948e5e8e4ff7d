"""What is new since the last discussion, in words and by subject."""

from collections.abc import Iterable, Mapping
from typing import Any

from tumorboard.domain import changes
from tumorboard.profiles import Profile
from tumorboard.services import flagging, keeping
from tumorboard.services.judging import Found
from tumorboard.web import answer_words

PATHOLOGY = frozenset({
    "primary_site", "gastric_net_type", "histology", "differentiation", "ki67_percent", "ki67_range", "mitoses",
    "necrosis", "specimen", "specimen_date", "met_ki67_percent", "met_mitoses", "reported_grade", "ihc",
    "outside_pathology", "path_concordance"})
SUBJECTS = ("Question and plan", "Imaging", "Pathology", "Stage", "Other answers", "Flags")
NOT_NEWS = frozenset({"specialties_needed", "minutes", "outside_facility"})
ADMINISTRATION = frozenset({"referral_date", "first_seen_date", "prospective_override"})
QUESTION = frozenset({"question", "question_types", "proposal", "proposal_kinds", "urgency", "submission_type",
                      "net_family", "planned_procedure_date"})


def since(case: Any, snapshot: Any, found: Found, profile: Profile) -> list[tuple[str, list[str]]]:
    """Compare a case with what was known at the last discussion, by subject; a subject without news is left out."""
    fields = {field["key"]: field for field in profile.fields()}
    # A new case is a new question: what it asks is not news about the patient.
    left_out = NOT_NEWS if snapshot.case_id == case.id else NOT_NEWS | QUESTION | ADMINISTRATION
    wanted = [key for key in fields if key not in left_out]
    news: dict[str, list[str]] = {subject: [] for subject in SUBJECTS}
    for change in changes.between(snapshot.answers, keeping.said(case), wanted):
        news[_subject(fields[change.key])] += _words(change, fields[change.key], profile)
    news["Stage"] += _derived(snapshot.derived, found["derived"], profile)
    news["Flags"] += _flags(snapshot.flags, [flag["id"] for flag in found["flags"]], profile)
    return [(subject, told) for subject, told in news.items() if told]


def _subject(field: Mapping[str, Any]) -> str:
    """Tell under which heading an answer is looked for."""
    if field["key"] in QUESTION:
        return "Question and plan"
    if field["key"] in PATHOLOGY:
        return "Pathology"
    return {"imaging": "Imaging", "stage": "Stage"}.get(field["section"], "Other answers")


def _words(change: changes.Change, field: Mapping[str, Any], profile: Profile) -> list[str]:
    """Write one change: what came and went of a table, or an answer before and after."""
    if change.before is None and change.after in profile.catalogue["no_answer"]:
        return []
    if change.came or change.went:
        return [*(f"New: {answer_words.row(field, row, profile)}" for row in change.came),
                *(f"No longer listed: {answer_words.row(field, row, profile)}" for row in change.went)]
    before, after = (answer_words.line(field, value, profile) for value in (change.before, change.after))
    if change.before is None:
        return [f"{field['label']}: {after}"]
    return [f"{field['label']}: {after} (was {before})"]


def _derived(before: Mapping[str, Any], now: Mapping[str, Any], profile: Profile) -> Iterable[str]:
    """Write a derived grade or stage that is another one now."""
    for key, title in (("grade", "Derived grade"), ("stage_group", "Derived stage group")):
        old, new = (each.get(key) for each in (before, now))
        if old != new:
            names = [profile.short("grade", value) if value and key == "grade" else value or "none"
                     for value in (old, new)]
            yield f"{title}: {names[1]} (was {names[0]})"


def _flags(before: Iterable[str], now: Iterable[str], profile: Profile) -> list[str]:
    """Write which flags are new and which are settled."""
    old, new = list(before), list(now)
    return [*(f"New: {flagging.words(profile, each)}" for each in new if each not in old),
            *(f"Settled: {flagging.words(profile, each)}" for each in old if each not in new)]
