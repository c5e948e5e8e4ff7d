"""What would have put a bumped case on the docket: a few minutes more, a pin, or nothing."""

from collections.abc import Sequence

from .hold import Eligible
from .instance import Meeting
from .select import Queue, room, select

MOST_MINUTES = 30

Counterfactual = dict[str, str | int]


def counterfactuals(queue: Queue, meeting: Meeting, bumped: Sequence[Eligible]) -> dict[str, Counterfactual]:
    """For each bumped case, by id, the first change that, made alone, admits it; each is tried, none is guessed."""
    found = _added_minutes(queue, meeting, bumped)
    limits = room(meeting)
    for item in bumped:
        if item.case.id not in found:
            admitted = select(queue, limits, promoted=item).admitted
            pinned_helps = any(other.case.id == item.case.id for other in admitted)
            found[item.case.id] = {"kind": "pin_in"} if pinned_helps else {"kind": "none"}
    return found


def _added_minutes(queue: Queue, meeting: Meeting, bumped: Sequence[Eligible]) -> dict[str, Counterfactual]:
    waiting = {item.case.id for item in bumped}
    found: dict[str, Counterfactual] = {}
    for extra in range(1, MOST_MINUTES + 1):
        if len(found) == len(waiting):
            break
        for item in select(queue, room(meeting, extra)).admitted:
            if item.case.id in waiting and item.case.id not in found:
                found[item.case.id] = {"kind": "add_minutes", "minutes": extra}
    return found
