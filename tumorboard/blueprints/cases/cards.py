"""Cases as their pages show them: rows, views, answers and flags in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tumorboard.profiles import Profile
from tumorboard.vocabulary.workflow import CaseStatus as S
from tumorboard.web.wording import day_year

TONES = {S.DRAFT: "na", S.SUBMITTED: "wait", S.ASKED: "miss", S.READY: "ok", S.LISTED: "ok", S.DISCUSSED: "part",
         S.SIGNED: "ok", S.CLOSED: "ok", S.WITHDRAWN: "no"}
# Units are stored as UCUM codes; people write them so.
UNITS = {"mm[Hg]": "mmHg", "mL/min/{1.73_m2}": "mL/min/1.73 m²", "10*9/L": "× 10⁹/L", "/2 mm2": "per 2 mm²"}
# What stands beside a bare number or a tick in a row, so that it can be read without the column's head.
COLUMNS = {"uln": "upper limit {}", "cycles": "{} cycles", "gbq": "{} GBq", "krenning": "Krenning {}",
           "outside": "from outside", "start": "from {}", "end": "until {}"}
WHY_NONE = {"not_derivable": "What is recorded does not suffice to derive it.",
            "not_applicable": "This kind of tumor has none.",
            "review": "The findings do not fit one grade. A pathologist should decide."}
FLAG_TONES = {"stop": ("red", "stop"), "warn": ("amber", "warn"), "info": ("", "info")}
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


def flags(found: Sequence[Mapping[str, Any]], profile: Profile) -> list[dict[str, Any]]:
    """Give the flags in words with their rule and what they saw, the gravest first; they are prompts to check."""
    rules = {each["id"]: each for each in profile.catalogue["flags"]}
    order, fields = list(FLAG_TONES), {field["key"]: field for field in profile.fields()}
    policy = {key: _short(value) for key, value in profile.policy_defaults().items()}
    return [{"tone": FLAG_TONES[each["severity"]], "words": rules[each["id"]]["words"],
             "rule": rules[each["id"]]["rule"].format_map(policy), "inputs": _inputs(each["inputs"], fields, profile)}
            for each in sorted(found, key=lambda each: order.index(each["severity"]))]


def _inputs(seen: Mapping[str, Any], fields: Mapping[str, Any], profile: Profile) -> str:
    """Write what a rule looked at: what is recorded first, then what is not."""
    known = [f"{fields[name]['label']}: {'; '.join(_words(fields[name], value, profile))}"
             for name, value in seen.items() if value not in (None, "", []) and name in fields]
    unknown = [fields[name]["label"] for name, value in seen.items() if value in (None, "", []) and name in fields]
    missing = [f"Not recorded: {'; '.join(unknown)}"] if unknown else []
    return " ".join(f"{each.rstrip('.')}." for each in known + missing)


def answers(case: Any, profile: Profile) -> list[dict[str, Any]]:
    """Give the recorded clinical answers by section, in the catalogue's order; what is not known is left out."""
    sections = {each["id"]: {"label": each["label"], "rows": []} for each in profile.catalogue["sections"]}
    for field in profile.fields():
        value = case.answers.get(field["key"])
        if value is None or field["key"] in OWN_PLACE:
            continue
        sections[field["section"]]["rows"].append((field["label"], _words(field, value, profile)))
    return [each for each in sections.values() if each["rows"]]


def _words(field: Mapping[str, Any], value: Any, profile: Profile) -> list[str]:
    """Write one answer as lines: labels for codes, one line a row."""
    if field["type"] == "rows":
        return [_row(field, each, profile) for each in value] or ["None"]
    if isinstance(value, list):
        return [", ".join(_label(field, each, profile) for each in value) or "None"]
    unit = f" {UNITS.get(field['unit'], field['unit'])}" if field.get("unit") else ""
    return [f"{_label(field, value, profile)}{unit}"]


def _row(field: Mapping[str, Any], entry: Mapping[str, Any], profile: Profile) -> str:
    """Write one row of a table field in a line."""
    kinds = dict(str(column).split(":", 1) for column in field["columns"])
    parts = [COLUMNS.get(name, "{}").format(_label({"options": kinds.get(name)}, value, profile))
             for name, value in entry.items() if value not in (None, "", False)]
    return ", ".join(parts)


def _label(field: Mapping[str, Any], value: Any, profile: Profile) -> str:
    """Write a code by its label, anything else as it is."""
    if field.get("type") == "date" or field.get("options") == "date":
        return _date(value)
    if isinstance(value, str) and field.get("options") in profile.catalogue["options"]:
        return profile.label(field["options"], value)
    return _short(value)


def _date(value: Any) -> str:
    """Write a stored day in words; a year or a month alone stays as it is."""
    try:
        return day_year(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _short(value: Any) -> str:
    """Write a value in a line."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_short(each) for each in value) or "none"
    if isinstance(value, dict):
        return ", ".join(f"{_short(each)}" for each in value.values() if each not in (None, ""))
    return "not recorded" if value in (None, "") else str(value)


def place(docket: Any, case_id: UUID) -> dict[str, Any] | None:
    """Say where the case stands on the coming docket, and why."""
    if docket is None:
        return None
    reason = next((each for each in docket.candidates if each.case_id == case_id), None)
    item = next((each for each in docket.items if each.case_id == case_id), None)
    if reason is None:
        return None
    return {"item": item, "decision": reason.decision, "reason": reason.reason}

