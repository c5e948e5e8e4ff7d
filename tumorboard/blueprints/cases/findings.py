"""What the rules found of a case, in words: flags with what was said of them, grade and stage with their reasons."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tumorboard.domain import overruling
from tumorboard.domain.clinical import Reason
from tumorboard.profiles import Profile
from tumorboard.services import flagging, registry
from tumorboard.services.judging import Found
from tumorboard.web import answer_words, flag_words

FLAG_TONES = {"stop": ("red", "stop"), "warn": ("amber", "warn"), "info": ("", "info")}
FLAG_KINDS = {"stop": "Stop", "warn": "Check", "info": "Note"}
SOURCES = {"seed page": "the program’s own pages", "guidelines": "society guidelines",
           "board practice": "published practice of tumor boards", "mCODE": "the cancer data standard mCODE"}
TITLES = {"grade": "Grade", "stage_group": "Stage group"}
REPORTED = {"grade": ("reported_grade", "grade_mismatch"), "stage_group": ("stage_reported", "stage_mismatch")}
STATUS_WORDS = {"not_derivable": "Not derivable", "not_applicable": "Not derived", "review": "Needs a review"}


def flags(found: Found, profile: Profile, said: Sequence[Any]) -> list[dict[str, Any]]:
    """Give the flags with rule, inputs and what people said of each: those that stand first, the gravest first."""
    order = list(FLAG_TONES)
    cards = [_flag(each, found["policy_used"], profile, [row for row in said if row.flag == each["id"]])
             for each in found["flags"]]
    return sorted(cards, key=lambda card: (card["overrule"] is not None, order.index(card["severity"])))


def words(flag: str, profile: Profile) -> str:
    """Give the words of a flag."""
    return flagging.words(profile, flag)


def _flag(flag: Mapping[str, Any], policy: Mapping[str, Any], profile: Profile, said: Iterable[Any]) -> dict[str, Any]:
    """Give one flag; what was overruled on other inputs, or taken back, stays below it."""
    mark, rows = overruling.fingerprint(flag["inputs"]), list(said)
    standing = next((row for row in rows if row.withdrawn_at is None and row.fingerprint == mark), None)
    rule = next((each for each in profile.catalogue["flags"] if each["id"] == flag["id"]), None)
    values = {key: answer_words.short(value) for key, value in policy.items()}
    return {"id": flag["id"], "code": flag["id"].upper().replace("_", "-"), "severity": flag["severity"],
            "tone": FLAG_TONES[flag["severity"]], "kind": FLAG_KINDS[flag["severity"]],
            "words": flagging.words(profile, flag["id"]), "overrule": standing,
            "earlier": [row for row in rows if row is not standing],
            "inputs": flag_words.inputs(flag["inputs"], profile),
            "rule": rule["rule"].format_map(values) if rule else registry.WORDS[flag["id"]][2],
            "source": sources(flag["inputs"], profile)}


def sources(seen: Iterable[str], profile: Profile) -> str:
    """Name where the questions behind a rule come from."""
    by_key = {field["key"]: str(field.get("source", "")) for field in profile.fields()}
    named = [part for name in seen for part in by_key.get(name, "").split(", ") if part]
    return "; ".join(dict.fromkeys(SOURCES.get(each, each) for each in named))


def derived(reasons: Iterable[Reason], case: Any, found: Found, profile: Profile, said: Mapping[str, Sequence[Any]]
            ) -> list[dict[str, Any]]:
    """Give grade and stage with value, inputs, rule and edition, what the report says, and what clinicians said."""
    raised = {flag["id"] for flag in found["flags"]}
    return [_derived(reason, case, raised, profile, said.get(reason.key, ())) for reason in reasons]


def _derived(reason: Reason, case: Any, raised: set[str], profile: Profile, said: Sequence[Any]) -> dict[str, Any]:
    """Give one derived value."""
    reported_key, mismatch = REPORTED[reason.key]
    basis = flagging.basis(case, reason)
    current = next((row for row in said if row.fingerprint == basis), None)
    return {
        "key": reason.key, "title": TITLES[reason.key], "value": reason.value,
        "shown": profile.short("grade", reason.value) if reason.key == "grade" and reason.value else reason.value,
        "status": STATUS_WORDS.get(reason.status, ""), "rule": reason.rule, "note": reason.note,
        "edition": edition(reason, profile), "inputs": _rests_on(reason, case, profile),
        "missing": _missing(reason, profile), "reported": _reported(reported_key, case, profile),
        "differs": mismatch in raised, "current": current, "earlier": [row for row in said if row is not current]}


def edition(reason: Reason, profile: Profile) -> str:
    """Write the edition that a value is derived by."""
    if reason.key == "grade" or not reason.edition:
        return reason.edition
    return f"AJCC {profile.label('stage_edition', reason.edition)}" if reason.edition != "pre8" else "before AJCC 8"


def _rests_on(reason: Reason, case: Any, profile: Profile) -> str:
    """Write the answers that a value rests on."""
    said = [(profile.field(key), case.answers.get(key)) for key in reason.inputs]
    return "; ".join(f"{field['label']} {answer_words.line(field, value, profile)}" for field, value in said)


def _missing(reason: Reason, profile: Profile) -> str:
    """Name the answers that a value lacks; one of several is enough."""
    return "; ".join(" or ".join(profile.field(key)["label"] for key in each.split("|")) for each in reason.missing)


def _reported(key: str, case: Any, profile: Profile) -> str:
    """Write what the report says."""
    value = case.answers.get(key)
    if value in answer_words.NOTHING:
        return ""
    return profile.short("grade", value) if key == "reported_grade" else str(value)
