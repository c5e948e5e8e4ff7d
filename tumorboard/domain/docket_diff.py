"""What is different between two running orders: cases that came, left or moved, and people needed at another time."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from tumorboard.domain.telling import Span, is_worth_telling


@dataclass(frozen=True, slots=True)
class Order:
    """A running order: when each case is discussed, and when each person is needed."""

    cases: Mapping[UUID, Span]
    blocks: Mapping[UUID, Span]


@dataclass(frozen=True, slots=True)
class Move:
    """One case or person in both orders; None is where it is not in one of them."""

    id: UUID
    was: Span | None
    now: Span | None

    @property
    def later(self) -> int:
        """Count the minutes by which it begins later; below zero is earlier, and 0 where it is only in one order."""
        return self.now.from_min - self.was.from_min if self.was and self.now else 0

    @property
    def longer(self) -> int:
        """Count the minutes by which it takes longer; below zero is shorter."""
        return _length(self.now) - _length(self.was)


@dataclass(frozen=True, slots=True)
class Difference:
    """What moved from one order to the next; cases by their place in the new order, then those that left."""

    added: tuple[Move, ...]
    gone: tuple[Move, ...]
    moved: tuple[Move, ...]
    same: tuple[Move, ...]
    turned: int  # pairs of cases that stand the other way round
    blocks: tuple[Move, ...]  # only of people who would be told

    def __bool__(self) -> bool:
        """Tell whether anything is different."""
        return bool(self.added or self.gone or self.moved or self.blocks)


def difference(old: Order, new: Order) -> Difference:
    """Compare two running orders of one meeting; the cases of each come in their order."""
    both = [Move(case, old.cases[case], span) for case, span in new.cases.items() if case in old.cases]
    return Difference(
        added=tuple(Move(case, None, span) for case, span in new.cases.items() if case not in old.cases),
        gone=tuple(Move(case, span, None) for case, span in old.cases.items() if case not in new.cases),
        moved=tuple(each for each in both if each.later),
        same=tuple(each for each in both if not each.later),
        turned=_turned([each.was.from_min for each in both if each.was]),
        blocks=tuple(each for each in _blocks(old.blocks, new.blocks)
                     if is_worth_telling(each.was, each.now)))


def _blocks(old: Mapping[UUID, Span], new: Mapping[UUID, Span]) -> list[Move]:
    people = list(new) + [each for each in old if each not in new]
    return [Move(each, old.get(each), new.get(each)) for each in people]


def _turned(starts: list[int]) -> int:
    """Count the pairs that stand the other way round than their old starts."""
    return sum(first > second for place, first in enumerate(starts) for second in starts[place + 1:])


def _length(span: Span | None) -> int:
    return span.to_min - span.from_min if span else 0
