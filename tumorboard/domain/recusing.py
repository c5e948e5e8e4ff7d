"""Who steps out of a case for a conflict of interest, and what they cannot be for that case any more."""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol, TypeVar
from uuid import UUID

MOST_REASON = 300
WHY = "Write why, in a few words. It is kept with the record."


class Present(Protocol):
    """Somebody who is there: a member by their id, or a guest without one."""

    @property
    def member_id(self) -> UUID | None:
        """Give the member's id; None for a guest."""


P = TypeVar("P", bound=Present)


def staying(people: Iterable[P], out: Collection[UUID]) -> list[P]:
    """List who of those that are there takes part in a case: everybody but those who stepped out of it."""
    return [each for each in people if each.member_id is None or each.member_id not in out]


def problems(reason: str, *, is_here: bool, is_out: bool) -> dict[str, str]:
    """Say by field why somebody cannot step out of a case: who is not noted as here need not, and once is enough."""
    found: dict[str, str] = {}
    if is_out:
        found["member"] = "This member stepped out of the case already. Take that back first to write another reason."
    elif not is_here:
        found["member"] = "Whoever steps out is noted as here first. The chair or the coordinator notes attendance."
    if not reason.strip():
        found["reason"] = WHY
    return found


def unfit(out: Mapping[str, str], read_back_by: str, dissenting: Iterable[str]) -> dict[str, str]:
    """Say by field for whom a text of the case speaks although they stepped out; `out` maps ids to names."""
    found: dict[str, str] = {}
    if read_back_by in out:
        found["read_back_by"] = f"{out[read_back_by]} stepped out of this case. Name somebody else who read it back."
    named = dict.fromkeys(out[each] for each in dissenting if each in out)
    if named:
        found["dissent"] = (f"{', '.join(named)} stepped out of this case, so no disagreement of theirs is recorded. "
                            "Take it out.")
    return found
