"""What would have put a bumped case on the docket: a few minutes more, a pin, or nothing."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from .hold import Eligible
from .instance import Meeting
from .select import Queue, Room, rank_key, room, select

MOST_MINUTES = 30

Counterfactual = dict[str, str | int]
Likeness = tuple[int, bool, int, int | None, int]  # minutes, emergency, presence, place among the pinned


def counterfactuals(queue: Queue, meeting: Meeting, bumped: Sequence[Eligible]) -> dict[str, Counterfactual]:
    """For each bumped case, by id, the first change that, made alone, admits it: minutes, a pin, or none."""
    found = _added_minutes(queue, meeting, bumped)
    rest = [item for item in bumped if item.case.id not in found]
    helped = _helped_by_pin(queue, room(meeting), rest)
    for item in rest:
        found[item.case.id] = {"kind": "pin_in" if item.case.id in helped else "none"}
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


def _helped_by_pin(queue: Queue, limits: Room, items: Sequence[Eligible]) -> set[str]:
    """Try a pin for each case; of cases alike in all that selection sees, only the first is tried.

    Alike holds only behind the horizon of the trial: nearer the front, one of them might be taken without a pin.
    """
    place = {item.case.id: number for number, item in enumerate(queue.items)}
    cuts = _cuts(queue)
    entangled = _entangled(queue)
    tried: dict[Likeness, tuple[int, bool]] = {}
    helped: set[str] = set()
    for item in items:
        case = item.case
        here = place[case.id]
        likeness = (case.minutes, case.tier == 0, item.earliest, item.latest, bisect_right(cuts, here))
        alone = case.pin is None and case.id not in entangled
        horizon, helps = tried.get(likeness, (here, False)) if alone else (here, False)
        if here <= horizon:
            selection = select(queue, limits, promoted=item)
            helps = any(other.case.id == case.id for other in selection.admitted)
            if alone and here > selection.horizon:
                tried[likeness] = (selection.horizon, helps)
        if helps:
            helped.add(case.id)
    return helped


def _cuts(queue: Queue) -> list[int]:
    """For each pinned case, the first unpinned one in the queue that would stand behind it if pinned too."""
    return [
        bisect_left(queue.items, rank_key(item.case)[1:], queue.pinned, key=lambda other: rank_key(other.case)[1:])
        for item in queue.items[: queue.pinned]
    ]


def _entangled(queue: Queue) -> set[str]:
    """The ids on either side of a wish to be discussed before another case."""
    earlier = [item.case for item in queue.items if item.case.before]
    return {later for case in earlier for later in case.before} | {case.id for case in earlier}
