"""Readiness items in words: whose they are, since when, and how late."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from tumorboard.domain.owing import Owed
from tumorboard.profiles import Profile
from tumorboard.web.wording import count, day, person

OFFICES = {"presenter": "The presenter", "coordinator": "The coordinator", "medonc": "Medical oncology",
           "surgery": "Surgery"}
People = Mapping[UUID, Any]


def people_of(case: Any) -> dict[UUID, Any]:
    """Map the people whom the rows of a case name."""
    known = [case.presenter, case.responsible, case.submitter, *(row.owner for row in case.readiness_rows)]
    return {each.id: each for each in known if each is not None}


def owner_words(case: Any, owner: str, owner_id: UUID | None, profile: Profile) -> str:
    """Name who owes an item: the person asked, the presenter, or the seat that it belongs to."""
    people = people_of(case)
    if owner_id is not None and owner_id in people:
        return person(people[owner_id])
    if owner == "presenter":
        presenter = case.presenter or case.responsible
        return person(presenter) if presenter else OFFICES["presenter"]
    return OFFICES.get(owner) or profile.label("specialty", owner)


def due_words(row: Owed, today: date) -> tuple[str, str]:
    """Give the tone and words of an item's day: late in days, or by when."""
    late = row.days_late(today)
    if late:
        return "late", f"{count(late, 'day')} late"
    if row.asked.due_on is None:
        return "na", "No date"
    return "wait", "Due today" if row.asked.due_on == today else f"Due {day(row.asked.due_on)}"


def since_words(row: Owed) -> str:
    """Say since when it is owed, and when it was called to mind last."""
    parts = [f"Since {day(row.asked.since)}" if row.asked.since else "",
             f"reminded {day(row.asked.reminded_on)}" if row.asked.reminded_on else ""]
    return ", ".join(part for part in parts if part)


def card(row: Owed, today: date, profile: Profile) -> dict[str, Any]:
    """Give one owed item as a list shows it."""
    tone, when = due_words(row, today)
    return {"row": row, "case": row.case, "item": row.item, "tone": tone, "when": when, "since": since_words(row),
            "owner": owner_words(row.case, row.item.owner, row.asked.owner_id, profile), "note": row.asked.reason}
