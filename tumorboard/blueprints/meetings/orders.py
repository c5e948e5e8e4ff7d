"""Two running orders beside one another: each case with its old and new time, and whose block moves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tumorboard.domain.docket_diff import Move, Order, difference
from tumorboard.domain.telling import Span
from tumorboard.web.wording import person, short_time


@dataclass(frozen=True, slots=True)
class Placed:
    """One case in the new order, or one that left it."""

    case: Any
    now: str
    was: str
    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class Shift:
    """One person whose block moved by five minutes or more."""

    name: str
    was: str
    now: str
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The new order beside the old one."""

    rows: tuple[Placed, ...]
    left: tuple[Placed, ...]
    blocks: tuple[Shift, ...]
    same: int
    turned: int


def of_plan(plan: Mapping[str, Any]) -> Order:
    """See a plan as an order with its blocks."""
    return Order(
        {UUID(row["id"]): Span(row["start_min"], row["start_min"] + row["minutes"]) for row in plan["admitted"]},
        {UUID(row["person"]): Span(row["from_min"], row["to_min"]) for row in plan["blocks"]})


def of_docket(docket: Any) -> Order:
    """See a stored build as an order with its blocks."""
    return Order({item.case_id: Span(item.start_min, item.start_min + item.minutes) for item in docket.items},
                 {block.member_id: Span(block.from_min, block.to_min) for block in docket.blocks})


def compare(old: Order, new: Order, cases: Mapping[UUID, Any], people: Iterable[Any], start: datetime) -> Comparison:
    """Put two orders beside one another, in words."""
    found = difference(old, new)
    moved = {each.id: each for each in (*found.added, *found.moved, *found.same)}
    names = {each.id: person(each) for each in people}
    return Comparison(
        rows=tuple(_placed(moved[key], cases, start) for key in new.cases),
        left=tuple(_placed(each, cases, start) for each in found.gone),
        blocks=tuple(sorted((_shift(each, names, start) for each in found.blocks), key=lambda each: each.name)),
        same=len(found.same), turned=found.turned)


def _placed(move: Move, cases: Mapping[UUID, Any], start: datetime) -> Placed:
    """Say in words what became of one case."""
    if move.was is None:
        words, tone = "comes on", "green"
    elif move.now is None:
        words, tone = "leaves", "red"
    elif move.later:
        words, tone = f"{abs(move.later)} min {'later' if move.later > 0 else 'earlier'}", "amber"
    else:
        words, tone = "", ""
    return Placed(cases.get(move.id), _at(move.now, start), _at(move.was, start), words, tone)


def _shift(move: Move, names: Mapping[UUID, str], start: datetime) -> Shift:
    """Say in words what became of one block."""
    if move.was is None:
        words = "needed now"
    elif move.now is None:
        words = "no longer needed"
    else:
        longer = move.longer
        words = f"{abs(longer)} min {'longer' if longer > 0 else 'shorter'}" if longer else "as long as before"
    return Shift(names.get(move.id, "Somebody"), span_words(move.was, start), span_words(move.now, start), words)


def at(minute: int, start: datetime) -> datetime:
    """Give the time of a minute of the meeting."""
    return start + timedelta(minutes=minute)


def _at(span: Span | None, start: datetime) -> str:
    """Write when a span begins; nothing where there is none."""
    return short_time(at(span.from_min, start)) if span else ""


def span_words(span: Span | None, start: datetime) -> str:
    """Write a span from and to."""
    if span is None:
        return ""
    return f"{_at(span, start)}–{short_time(at(span.to_min, start))}"
