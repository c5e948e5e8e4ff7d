"""Who owes what, since when, and how late it is: the order in which open items are worked off."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tumorboard.domain.clinical.readiness import MET, ReadinessItem

NO_DAY = 10**6


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of somebody: the person where one is named, when, by when, and when they were reminded last."""

    owner_id: UUID | None = None
    since: date | None = None
    due_on: date | None = None
    reason: str = ""
    reminded_on: date | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """One item that a case still lacks, with who owes it."""

    case: Any
    item: ReadinessItem
    asked: Asked

    def days_late(self, today: date) -> int:
        """Count the days past its day; 0 where it is not late or has no day."""
        return 0 if self.asked.due_on is None else max(0, (today - self.asked.due_on).days)


def owed(case: Any, items: Iterable[ReadinessItem], asked: Mapping[str, Asked], usual: Asked) -> list[Owed]:
    """List what a case still lacks; what nobody was asked for is due as usual."""
    return [Owed(case, item, asked.get(item.id, usual)) for item in items if item.state not in MET]


def in_order(rows: Iterable[Owed], today: date) -> list[Owed]:
    """Put what is latest first, then what is due soonest; of one day, what holds its case before the rest."""
    def place(row: Owed) -> tuple[int, bool, int]:
        left = NO_DAY if row.asked.due_on is None else (row.asked.due_on - today).days
        return left, not row.item.gate, row.case.number
    return sorted(rows, key=place)


def is_mine(row: Owed, member_id: UUID, seats: Iterable[str]) -> bool:
    """Tell whether an item is a member's to bring: named for it, or by their seat, or as presenter of the case."""
    if row.asked.owner_id is not None:
        return bool(row.asked.owner_id == member_id)
    if row.item.owner == "presenter":
        return bool((row.case.presenter_id or row.case.responsible_id) == member_id)
    # “medonc” is owed by any of its seats where the case names none of them.
    return any(seat == row.item.owner or seat.startswith(f"{row.item.owner}_") for seat in seats)
