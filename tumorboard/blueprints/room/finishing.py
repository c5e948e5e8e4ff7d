"""What finishing a meeting will do, in words: who is told, what begins with the signature, what is released then."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from tumorboard.services import recommending
from tumorboard.vocabulary.workflow import SIGNED_OUTCOMES, Outcome
from tumorboard.web.pages import as_uuid, profile

EMERGENCY = 0
TALKED_OF = (Outcome.MADE, Outcome.DEFERRED, Outcome.NONE)


def deferral(row: Any, people: Mapping[UUID | None, Any]) -> dict[str, Any]:
    """Say of a case that was put off what is owed by whom and when, and who is told."""
    owners = [people.get(as_uuid(each["owner"])) for each in row.deferred_for if each["owner"]]
    due = next((date.fromisoformat(each["due"]) for each in row.deferred_for if each["due"]), None)
    told = [people.get(each) for each in (row.case.submitter_id, row.case.responsible_id) if each is not None]
    return {"row": row, "owners": _once(owners), "due": due, "told": _once(told)}


def begins(rows: Iterable[Any], texts: Mapping[UUID, Any]) -> list[tuple[Any, Any, str]]:
    """List the items that become somebody's task with the signature: case, item, and its words."""
    return [(row, item, profile().label("treatment", item.kind) + (f", {item.detail}" if item.detail else ""))
            for row in rows if row.outcome in SIGNED_OUTCOMES and row.id in texts for item in texts[row.id].items]


def letters(rows: Iterable[Any], texts: Mapping[UUID, Any]) -> list[tuple[Any, Any]]:
    """List the letters that wait for the signature, each with who receives it."""
    return [(row, row.case.responsible) for row in rows
            if row.outcome in SIGNED_OUTCOMES and row.id in texts and texts[row.id].signed_at is None]


def unready(rows: Iterable[Any], texts: Mapping[UUID, Any]) -> list[tuple[Any, list[str]]]:
    """List the recorded cases whose text cannot be signed yet, each with what it lacks, in words."""
    drafts = [(row, texts[row.id]) for row in rows if row.outcome in SIGNED_OUTCOMES and row.id in texts
              and texts[row.id].signed_at is None]
    lacks = [(row, list(recommending.gaps_of(draft).values())) for row, draft in drafts]
    return [(row, words) for row, words in lacks if words]


def urgent(rows: Iterable[Any]) -> list[Any]:
    """List the emergencies among cases that were not reached: the next meeting is too late for them."""
    return [row for row in rows if row.case.tier == EMERGENCY]


def stamped(rows: Iterable[Any]) -> tuple[int, int]:
    """Count the discussions whose begin and end were stamped in the room, of those that were held."""
    held = [each for each in rows if each.outcome in TALKED_OF]
    return sum(each.opened_at is not None and each.opened_at < each.recorded_at and not each.is_entered_later
               for each in held), len(held)


def _once(people: Iterable[Any]) -> list[Any]:
    """Name everybody once, in their order."""
    return list(dict.fromkeys(each for each in people if each is not None))
