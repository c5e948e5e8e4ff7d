"""What each case still lacks, who owes it and since when: one reading for the case page, the worklists and the asks."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from tumorboard.domain import outside, owing
from tumorboard.domain.clinical import ReadinessItem
from tumorboard.domain.owing import Asked, Owed
from tumorboard.models import Case, Meeting, OutsideMaterial
from tumorboard.vocabulary.outside import MaterialKind
from tumorboard.vocabulary.workflow import ReadinessState

Reminded = Mapping[tuple[UUID, str], datetime]


def owed(case: Case, items: Iterable[ReadinessItem], cutoff: date | None, zone: ZoneInfo, reminded: Reminded
         ) -> list[Owed]:
    """List what a case still lacks; what nobody was asked for is due at the cut-off, and owed since submission."""
    since = case.submitted_at.astimezone(zone).date() if case.submitted_at else None
    return owing.owed(case, items, asked(case, zone, reminded), Asked(since=since, due_on=cutoff))


def asked(case: Case, zone: ZoneInfo, reminded: Reminded) -> dict[str, Asked]:
    """Give what was asked for by item: of a person, or of the outside hospital."""
    found: dict[str, Asked] = {}
    for kind in MaterialKind:
        rows = [row for row in case.outside_rows if row.kind is kind and _is_awaited(row)]
        if rows:
            found[outside.ITEMS[kind]] = _awaited(rows)
    for row in case.readiness_rows:
        if row.state is ReadinessState.REQUESTED:
            at = reminded.get((case.id, row.item))
            found[row.item] = Asked(row.owner_id, row.set_at.astimezone(zone).date(), row.due_on, row.reason or "",
                                    at.astimezone(zone).date() if at else None)
    return found


def _is_awaited(row: OutsideMaterial) -> bool:
    """Slides wait for the reading here, the rest for its coming."""
    return (row.reread_on if row.kind is MaterialKind.SLIDES else row.received_on) is None


def _awaited(rows: list[OutsideMaterial]) -> Asked:
    """Sum up what is awaited of one kind: since the first was asked for, due with the first that has a day."""
    due = min((row.due_on for row in rows if row.due_on is not None), default=None)
    is_here = all(row.received_on is not None for row in rows)
    names = "; ".join(row.what for row in rows)
    return Asked(since=min(row.asked_on for row in rows), due_on=due,
                 reason=f"Here, not read yet: {names}" if is_here else f"Asked for outside: {names}")


def cutoff_of(case: Case, meeting: Meeting | None, zone: ZoneInfo) -> date | None:
    """Give the day of the cut-off that a case has to meet; None where its meeting is a later one."""
    if meeting is None or (case.promised_on is not None and case.promised_on > meeting.local_date):
        return None
    return meeting.freeze_at.astimezone(zone).date()
