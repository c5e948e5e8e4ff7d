"""Where a running meeting is, when the rest of it will come, and when the reader is needed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tumorboard.blueprints.room.cards import following, is_waiting
from tumorboard.domain import pace
from tumorboard.domain.access import Actor


def on_the_table(rows: Sequence[Any]) -> Any:
    """Give the case that runs: the last one begun without an outcome, else the one that comes next."""
    begun = [each for each in rows if each.opened_at is not None and is_waiting(each)]
    return max(begun, key=lambda each: each.opened_at) if begun else following(rows)


def times(rows: Sequence[Any], starts_at: datetime, now: datetime) -> list[pace.Span | None]:
    """Give for each case when it is expected now; None once it is over."""
    return pace.expected(_slots(rows), starts_at, now)


def is_break_due(rows: Sequence[Any]) -> bool:
    """Tell whether the plan has a break now."""
    return pace.is_break_due([each for each in _slots(rows) if each.minutes])


def places(rows: Sequence[Any], people: Mapping[UUID, list[str]], out: Mapping[UUID, Sequence[Any]]
           ) -> list[frozenset[str]]:
    """Give for each case whom the docket places on it and who has not stepped out of it."""
    return [frozenset(people.get(each.case_id, ())) - {str(row.member_id) for row in out.get(each.id, ())}
            for each in rows]


def mine(spans: Sequence[pace.Span | None], placed: Sequence[frozenset[str]], reader: Actor, now: datetime
         ) -> dict[str, Any] | None:
    """Say when the reader is still needed, by the docket's own placing of people; None where it places them nowhere."""
    own = [str(reader.id) in each for each in placed]
    if not any(own):
        return None
    span = pace.needed(spans, own)
    if span is None:
        return {"is_over": True}
    return {"is_over": False, "begins": span[0], "ends": span[1],
            "minutes": max(0, round((span[0] - now).total_seconds() / 60))}


def _slots(rows: Sequence[Any]) -> list[pace.Slot]:
    """Give the discussions as the pace counts them, in their order."""
    return [pace.Slot(each.start_min, each.minutes, each.opened_at, not is_waiting(each)) for each in rows]
