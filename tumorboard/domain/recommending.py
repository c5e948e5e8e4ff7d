"""What makes a recommendation complete enough to sign, and the hash that its signature covers."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import SIGNED_OUTCOMES, DeferralReason, Outcome

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


def may_sign(roles: frozenset[Role], member_id: UUID, chair_id: UUID | None) -> bool:
    """Tell whether a member signs for a meeting: the chair any, the vice chair where named chair of it."""
    return Role.CHAIR in roles or (Role.VICE_CHAIR in roles and member_id == chair_id)


def gaps(content: Content) -> dict[str, str]:
    """Say by field what still stands between the record and the chair's signature; empty where nothing does."""
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
        found["summary"] = "Write in a line why there was no decision."
    if content.consensus == "split" and not content.dissents:
        found["dissent"] = "A split decision names at least one member who disagrees, in their words."
    return found


def _gaps_of_decision(content: Content) -> dict[str, str]:
    """A decision needs something to do, an agreement, and words or an owner for each item."""
    found: dict[str, str] = {}
    if not content.items:
        found["items"] = "Add at least one item: what the board recommends."
    if not content.consensus:
        found["consensus"] = "Choose how far the board agreed."
    return found


def content_hash(content: Content) -> str:
    """Give the SHA-256 of the content, in hex; a changed word changes it."""
    text = json.dumps(asdict(content), sort_keys=True, default=str, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()
