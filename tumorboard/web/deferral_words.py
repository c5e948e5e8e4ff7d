"""A decision that was put off, or is about to be, in words: why, what it waits for, and when the case comes back."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from tumorboard.profiles import Profile
from tumorboard.web.wording import day_year, weekday_year


def reason(discussion: Any) -> str:
    """Say why the decision was put off, and when the case comes back."""
    back = f"; comes back on {weekday_year(discussion.back_on)}" if discussion.back_on else ""
    why = f": {discussion.deferral_reason.label.lower()}" if discussion.deferral_reason else ""
    return f"Deferred{why}{back}"


def missing(discussion: Any, names: Mapping[UUID | None, str], profile: Profile) -> list[str]:
    """List what a deferral waits for: items with who brings them and when, then the words."""
    labels = {each["id"]: each["label"] for each in profile.catalogue["readiness"]["items"]}
    lines = []
    for row in discussion.deferred_for:
        owner = names.get(UUID(row["owner"]), "") if row.get("owner") else ""
        due = f"by {day_year(date.fromisoformat(row['due']))}" if row.get("due") else ""
        lines.append(", ".join(each for each in (labels.get(row["item"], row["item"]), owner, due) if each))
    return [*lines, *([discussion.missing] if discussion.missing else [])]


def owners_of(discussion: Any) -> list[UUID | None]:
    """List who brings what a deferral waits for."""
    return [UUID(row["owner"]) for row in discussion.deferred_for if row.get("owner")]
