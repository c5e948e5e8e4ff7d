"""How far the items of a recommendation have been carried out, and which are late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tumorboard.vocabulary.workflow import ActionStatus

FINISHED = frozenset({ActionStatus.COMPLETED, ActionStatus.CANCELLED, ActionStatus.STOPPED})
DROPPED = frozenset({ActionStatus.CANCELLED, ActionStatus.STOPPED})


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items count, how many of them are done, and how many are late; cancelled ones do not count."""

    total: int = 0
    done: int = 0
    late: int = 0


def days_late(status: ActionStatus, due_on: date | None, today: date) -> int:
    """Count the days since an unfinished item was due; 0 where it is not late, has no date, or is finished."""
    if due_on is None or status in FINISHED:
        return 0
    return max(0, (today - due_on).days)


def tally(items: Iterable[tuple[ActionStatus, date | None]], today: date) -> Tally:
    """Count items by state and due date."""
    counted = [(status, due_on) for status, due_on in items if status not in DROPPED]
    return Tally(len(counted), sum(status is ActionStatus.COMPLETED for status, _ in counted),
                 sum(days_late(status, due_on, today) > 0 for status, due_on in counted))
