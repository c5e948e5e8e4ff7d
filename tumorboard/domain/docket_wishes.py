"""What a coordinator may wish of a docket, what each wish ends, and how wishes are told to the planner."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, NamedTuple

from tumorboard.vocabulary.workflow import PINS, WishKind

K = WishKind
ENDS = frozenset({K.FIRST, K.LAST})


@dataclass(frozen=True, slots=True)
class Wanted:
    """One wish. Cases are named by their ids as the planner knows them, times are minutes after the start."""

    kind: WishKind
    case: str | None = None
    from_min: int | None = None
    to_min: int | None = None
    other: str | None = None
    chain: tuple[str, ...] = ()
    note: str = ""


def wanted(row: Any) -> Wanted:
    """Give a stored wish as these rules know it."""
    return Wanted(row.kind, str(row.case_id) if row.case_id else None, row.from_min, row.to_min,
                  str(row.other_id) if row.other_id else None, tuple(row.chain), row.note)


def last_step(rows: Iterable[Any]) -> int:
    """Give the number of the last change among stored wishes; 0 where there was none."""
    return max((step for row in rows for step in (row.step, row.ended_step or 0)), default=0)


class Move(NamedTuple):
    """A case goes one place up or down."""

    case: str
    up: bool


class Lift(NamedTuple):
    """A wish ends, and nothing takes its place."""

    wish: Wanted


Ask = Wanted | Move | Lift


class Change(NamedTuple):
    """Wishes that are made and wishes that end, together."""

    made: tuple[Wanted, ...] = ()
    ended: tuple[Wanted, ...] = ()


def after(standing: Iterable[Wanted], change: Change) -> list[Wanted]:
    """Give the wishes that stand once a change is made."""
    return [each for each in standing if each not in change.ended] + list(change.made)


def applied(instance: Mapping[str, Any], standing: Iterable[Wanted]) -> dict[str, Any]:
    """Write the standing wishes into what the planner is told; nothing else of it changes."""
    wishes = list(standing)
    pins = {each.case: _pin(each) for each in wishes if each.kind in PINS}
    before: dict[str, list[str]] = {}
    for earlier, later in links(wishes):
        before.setdefault(earlier, []).append(later)
    known = {row["id"] for row in instance["candidates"]}
    rows = [{**row, "pin": pins.get(row["id"]),
             "before": sorted(set(before.get(row["id"], [])) & known)} for row in instance["candidates"]]
    return {**instance, "candidates": rows}


def change_of(ask: Ask, order: Sequence[str], standing: Sequence[Wanted]) -> Change:
    """Say which wishes an act makes and ends, in the running order that is shown."""
    if isinstance(ask, Lift):
        return Change((), (ask.wish,))
    if isinstance(ask, Move):
        return moving(ask.case, ask.up, order, standing)
    return asking(ask, standing)


def undoing(made: Iterable[Wanted], ended: Iterable[Wanted]) -> Change:
    """Take back one step: what it made ends, what it ended is made again."""
    return Change(tuple(ended), tuple(made))


def links(standing: Iterable[Wanted]) -> list[tuple[str, str]]:
    """List which case is wished before which: by name, or because the order is kept."""
    found: list[tuple[str, str]] = []
    for each in standing:
        if each.kind is K.BEFORE and each.case and each.other:
            found.append((each.case, each.other))
        # Every pair, not only neighbours: one that leaves the docket must not cut the order in two.
        found += combinations(each.chain, 2)
    return found


def asking(wanted: Wanted, standing: Sequence[Wanted]) -> Change:
    """Make a wish: it takes the place of what it contradicts, and moves its case within an order that is kept."""
    ended = [each for each in standing if _replaces(wanted, each)]
    kept = _kept_order(standing)
    if kept is None or wanted.case not in kept.chain or wanted.kind not in ENDS:
        return Change((wanted,), tuple(ended))
    rest = tuple(each for each in kept.chain if each != wanted.case)
    chain = (wanted.case, *rest) if wanted.kind is K.FIRST else (*rest, wanted.case)
    return Change((wanted, replace(kept, chain=chain)), (*ended, kept))


def moving(case: str, up: bool, order: Sequence[str], standing: Sequence[Wanted]) -> Change:
    """Move a case past its neighbour: wished before it, or exchanged with it in an order that is kept.

    A wish that the case stands first or last ends with its move; it stays on the docket. No change at the edge.
    """
    place = order.index(case)
    there = place - 1 if up else place + 1
    if not 0 <= there < len(order):
        return Change()
    earlier, later = (case, order[there]) if up else (order[there], case)
    own = [each for each in standing if each.kind in ENDS and each.case == case]
    stays = tuple(Wanted(K.IN, case, note=each.note) for each in own)
    kept = _kept_order(standing)
    if kept is not None:
        chain = list(order)
        chain[place], chain[there] = chain[there], chain[place]
        opposite = [each for each in standing if each.kind is K.BEFORE and (each.case, each.other) == (later, earlier)]
        return Change((replace(kept, chain=tuple(chain)), *stays), (kept, *own, *opposite))
    wanted = asking(Wanted(K.BEFORE, earlier, other=later), standing)
    return Change((*wanted.made, *stays), (*wanted.ended, *own))


def _replaces(new: Wanted, old: Wanted) -> bool:
    """Tell whether a new wish takes the place of an old one: one pin and one note a case, one order, one way round."""
    if new.kind in PINS:
        return old.kind in PINS and old.case == new.case
    if new.kind is K.BEFORE:
        return old.kind is K.BEFORE and {old.case, old.other} == {new.case, new.other}
    return old.kind is new.kind and old.case == new.case


def _kept_order(standing: Iterable[Wanted]) -> Wanted | None:
    """Give the order that is kept, if one is."""
    return next((each for each in standing if each.kind is K.ORDER), None)


def _pin(wanted: Wanted) -> dict[str, Any]:
    """Write a pin as the planner reads it."""
    if wanted.kind is K.WINDOW:
        return {"kind": "window", "from_min": wanted.from_min, "to_min": wanted.to_min}
    return {"kind": wanted.kind.value}
