"""What makes a recommendation complete enough to sign, and the hash that its signature covers."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from tumorboard.domain import recusing
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.recommendation import Subject
from tumorboard.vocabulary.workflow import SIGNED_OUTCOMES, DeferralReason, Outcome

# What is left to be filled in of words that were offered.
BLANK = "…"
MEANING = "I have read this recommendation and sign it for the board."


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: a treatment code, words, who does it and by when."""

    kind: str
    detail: str = ""
    intent: str = ""
    condition: str = ""
    owner: str = ""
    due_on: date | None = None
    rationale: str = ""
    guideline: str = ""
    alternatives: str = ""
    contraindications: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial that was considered: its number in ClinicalTrials.gov, how the patient stands to it, and why."""

    nct: str = ""
    status: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a member stated in their own name before the signature."""

    member: str
    kind: str
    specialty: str
    text: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a signature covers."""

    case: str
    meeting_on: date
    outcome: Outcome
    summary: str = ""
    items: tuple[Item, ...] = ()
    consensus: str = ""
    dissents: tuple[tuple[str, str], ...] = ()
    what_changed: tuple[str, ...] = ()
    considered: dict[str, Any] = field(default_factory=dict)
    agreed: dict[str, Any] = field(default_factory=dict)
    deferral_reason: DeferralReason | None = None
    missing: str = ""
    amend_reason: str = ""
    preference_conflict: str = ""
    read_back_by: str = ""
    trials: tuple[Trial, ...] = ()
    statements: tuple[Said, ...] = ()
    recused: tuple[tuple[str, str], ...] = ()        # who stepped out of the case, and why


# Asked for since the first records were signed: where they are empty, a hash says what it said then.
LATER = frozenset({"rationale", "guideline", "alternatives", "contraindications", "preference_conflict",
                   "read_back_by", "trials", "statements", "recused"})


# What is asked of whoever records an outcome without a word.
UNSAID = {
    Outcome.MADE: {
        "items": "Add what the board recommends, or write it in a line below. If nothing was decided, choose that."},
    Outcome.NONE: {"summary": "Write in a line why there was no decision."},
}


def may_sign(roles: frozenset[Role], member_id: UUID, chair_id: UUID | None) -> bool:
    """Tell whether a member signs for a meeting: the chair any, the vice chair where named chair of it."""
    return Role.CHAIR in roles or (Role.VICE_CHAIR in roles and member_id == chair_id)


def unsaid(outcome: Outcome, summary: str, items: tuple[Item, ...]) -> dict[str, str]:
    """Say by field that an outcome without any word is none; how complete it must be is asked before the signature."""
    if summary.strip() or items:
        return {}
    return UNSAID.get(outcome, {})


def gaps(content: Content, *, has_own_dissent: bool = False) -> dict[str, str]:
    """Say by field what still stands between the record and the chair's signature; empty where nothing does.

    A member who disagrees in a statement of their own is named with it, beside those whom the record names.
    """
    found: dict[str, str] = {}
    if content.outcome not in SIGNED_OUTCOMES:
        found["outcome"] = "The case was not discussed, so there is nothing to sign."
    if content.outcome == Outcome.MADE:
        found |= _gaps_of_decision(content)
    if content.outcome == Outcome.DEFERRED:
        if content.deferral_reason is None:
            found["deferral_reason"] = "Choose why the decision was put off."
        if not content.missing.strip():
            found["missing"] = "Name what is missing, so that its owner can bring it."
    if content.outcome == Outcome.NONE and not content.summary.strip():
        found |= UNSAID[Outcome.NONE]
    if content.consensus == "split" and not content.dissents and not has_own_dissent:
        found["dissent"] = "A split decision names at least one member who disagrees, in their words."
    out = {member: "The member named here" for member, _ in content.recused}
    return found | recusing.unfit(out, content.read_back_by, [member for member, _ in content.dissents])


def _gaps_of_decision(content: Content) -> dict[str, str]:
    """A decision needs something to do, an agreement, what the discussion changed, and somebody who read it back."""
    found: dict[str, str] = {}
    if not content.items:
        found["items"] = "Add at least one item: what the board recommends."
    if any(BLANK in words for item in content.items for words in (item.detail, item.condition)):
        found["items"] = f"Complete what still reads “{BLANK}” in an item."
    if not content.consensus:
        found["consensus"] = "Choose how far the board agreed."
    still_open = [each.label.lower() for each in Subject if not each.answer(content.what_changed)]
    if still_open:
        found["what_changed"] = f"Say whether the discussion changed it: {', '.join(still_open)}."
    if not content.read_back_by:
        found["read_back_by"] = "Name who read the text back to the room."
    return found


def content_hash(content: Content) -> str:
    """Give the SHA-256 of the content, in hex; a changed word changes it."""
    text = json.dumps(asdict(content, dict_factory=_without_blanks), sort_keys=True, default=str, ensure_ascii=True,
                      separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _without_blanks(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Leave out what was not asked when the first records were signed, as long as it is empty."""
    return {name: value for name, value in pairs if value not in ("", ()) or name not in LATER}
