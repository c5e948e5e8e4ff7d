"""Room for a late case: within the minutes that are left, or in the place of the published case that can wait best."""

from collections.abc import Collection, Sequence
from typing import Any

from .hold import Held
from .insert import insert
from .pool import gather
from .select import rank_key


def why_held(instance: dict[str, Any], late: str) -> Held | None:
    """Say what keeps the late case from being discussed at all; raises MalformedInstance."""
    return next((held for held in gather(instance).held if held.id == late), None)


def displace(instance: dict[str, Any], published: Sequence[str], late: str, fixed: Collection[str] = ()
             ) -> tuple[str, dict[str, Any]] | None:
    """Name the worst-ranked published case whose minutes make room for the late one, and the order without it.

    An emergency never makes room, nor does a case in `fixed`. None where no single case suffices.
    Raises MalformedInstance and CannotInsert.
    """
    cases = {case.id: case for case in gather(instance).instance.candidates}
    movable = [cases[key] for key in published if key not in fixed and cases[key].tier != 0]
    for case in sorted(movable, key=rank_key, reverse=True):
        rest = [key for key in published if key != case.id]
        found = insert(instance, rest, late, suggest=False)
        if found["over_min"] == 0:
            return case.id, found
    return None
