"""What the room leans to while a case is still talked about: the outcome as it is typed, before it is recorded.

It is written down as pairs of a field's name and a value, in the order of the fields; a field of several values has
several pairs, sorted, so that what is the same reads the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tumorboard.domain import deferring
from tumorboard.vocabulary.workflow import DeferralReason, Outcome

Pairs = tuple[tuple[str, str], ...]
DEFERRAL = ("deferral_reason", "missing_items", "missing", "owner", "due_on", "back_on")


@dataclass(frozen=True, slots=True)
class Leaning:
    """An outcome as far as it is typed, in the shape of a recorded discussion."""

    outcome: Outcome
    deferral_reason: DeferralReason | None
    deferred_for: list[dict[str, Any]]
    missing: str
    back_on: date | None


def pairs(fields: Mapping[str, Any]) -> Pairs:
    """Write down the outcome, and of a deferral what is said of it by now."""
    names = DEFERRAL if fields["outcome"] == Outcome.DEFERRED else ()
    found = [("outcome", fields["outcome"])]
    for name in names:
        values = fields[name] if isinstance(fields[name], list) else [fields[name]]
        found += [(name, str(value)) for value in sorted(each for each in values if each)]
    return tuple(found)


def fields(written: Pairs) -> dict[str, Any]:
    """Give what was written down by the name of its field; what was not said is empty."""
    found: dict[str, Any] = dict.fromkeys(DEFERRAL, "") | dict(written)
    found["missing_items"] = [value for name, value in written if name == "missing_items"]
    return found


def leaning(written: Pairs) -> Leaning | None:
    """Give what was written down as it would be recorded; None where nothing was."""
    if not written:
        return None
    given = fields(written)
    reason, back_on = given["deferral_reason"], given["back_on"]
    return Leaning(Outcome(given["outcome"]), DeferralReason(reason) if reason else None,
                   deferring.brought(given["missing_items"], given["owner"], given["due_on"]), given["missing"],
                   date.fromisoformat(back_on) if back_on else None)
