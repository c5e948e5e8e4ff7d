"""What a deferral must say, so that somebody brings what is missing and the case comes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tumorboard.vocabulary.workflow import DeferralReason


@dataclass(frozen=True, slots=True)
class Deferral:
    """Why a decision is put off, the readiness items and words that are missing, who brings them, and when."""

    reason: DeferralReason | None
    items: Sequence[str] = ()
    missing: str = ""
    has_owner: bool = False
    due_on: date | None = None
    back_on: date | None = None


def brought(items: Sequence[str], owner: str, due: str) -> list[dict[str, str | None]]:
    """Write down who brings what and by when; what is only said in words is brought under no item."""
    named = items or ([""] if owner or due else [])
    return [{"item": each, "owner": owner or None, "due": due or None} for each in named]


def problems(given: Deferral, meeting_on: date) -> dict[str, str]:
    """Say by field what a deferral still lacks; empty where it may be recorded."""
    found: dict[str, str] = {}
    if given.reason is None:
        found["deferral_reason"] = "Choose why the decision is put off."
    if not given.items and not given.missing.strip():
        found["missing"] = "Name what is missing: tick an item or write it down."
    if given.items and not given.has_owner:
        found["owner"] = "Choose who brings it."
    if given.back_on is None or given.back_on <= meeting_on:
        found["back_on"] = "Choose the meeting at which the case comes back."
    elif given.due_on and given.due_on > given.back_on:
        found["due_on"] = "Enter a day before the case comes back."
    return found
