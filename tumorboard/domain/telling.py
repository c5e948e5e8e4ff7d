"""When a member is needed at a meeting, and whether a new revision is worth telling them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from tumorboard.vocabulary.people import Role

# A block that moves less than this is not worth a message; unit: minutes.
WORTH_TELLING = 5


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From the start of a member's first case to the end of their last, in minutes after the start of the meeting."""

    from_min: int
    to_min: int


Spans = Mapping[UUID, Span]


@dataclass(frozen=True, slots=True)
class Shift:
    """What a member was told, and what is true now; None is not needed."""

    before: Span | None
    after: Span | None


def stays(is_asked_to: bool, roles: Collection[Role]) -> bool:
    """Tell whether a member stays the whole meeting: chair and coordinator do, and who said so."""
    return is_asked_to or Role.CHAIR in roles or Role.COORDINATOR in roles


def is_worth_telling(before: Span | None, after: Span | None) -> bool:
    """Tell whether a block appeared, vanished, or begins or ends five minutes or more from where it did."""
    if before is None or after is None:
        return before is not after
    return max(abs(before.from_min - after.from_min), abs(before.to_min - after.to_min)) >= WORTH_TELLING


def shifts(revisions: Sequence[Spans]) -> dict[UUID, Shift]:
    """Say who hears of the newest of several revisions, the first of which everybody was told of.

    What counts is what a member was told last, not the revision before: three moves of three minutes are nine.
    """
    if not revisions:
        return {}
    told: dict[UUID, Span] = dict(revisions[0])
    news: dict[UUID, Shift] = {}
    for revision in revisions[1:]:
        news = {member: Shift(told.get(member), revision.get(member))
                for member in sorted({*told, *revision}, key=str)
                if is_worth_telling(told.get(member), revision.get(member))}
        for member, shift in news.items():
            if shift.after is None:
                del told[member]
            else:
                told[member] = shift.after
    return news
