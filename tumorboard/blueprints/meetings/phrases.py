"""Wishes and moves in words: for tags, headings, and the button that takes the last one back."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from tumorboard.domain.docket_wishes import Lift, Move, Wanted, wanted
from tumorboard.vocabulary.workflow import WishKind
from tumorboard.web.wording import patient_name, short_time

K = WishKind
Names = Mapping[str, str]
TAGS = {K.IN: "Pinned", K.FIRST: "Pinned first", K.LAST: "Pinned last"}


def names_of(cases: Mapping[str, Any]) -> dict[str, str]:
    """Name cases by their patients."""
    return {key: patient_name(case.patient) for key, case in cases.items()}


def wish(one: Wanted, names: Names, starts: datetime) -> str:
    """Write a wish as something that is so: WALKER, Tess first."""
    name = names.get(one.case or "", "a case that left")
    if one.kind is K.BEFORE:
        return f"{name} before {names.get(one.other or '', 'a case that left')}"
    if one.kind is K.WINDOW:
        return f"{name} between {window(one, starts).replace('–', ' and ')}"
    words = {K.IN: f"{name} on this docket", K.OUT: f"{name} not on this docket", K.FIRST: f"{name} first",
             K.LAST: f"{name} last", K.NOTE: f"a note on {name}", K.ORDER: "the order kept as it is"}
    return words[one.kind]


def window(one: Any, starts: datetime) -> str:
    """Write a guest's time: 7:00–7:20."""
    begin, end = (short_time(starts + timedelta(minutes=each or 0)) for each in (one.from_min, one.to_min))
    return f"{begin}–{end}"


def act(ask: Wanted | Move | Lift, names: Names, starts: datetime) -> str:
    """Write what is about to be done, as a heading."""
    if isinstance(ask, Move):
        return f"{names.get(ask.case, 'the case')} one place {'up' if ask.up else 'down'}"
    if isinstance(ask, Lift):
        return f"without {wish(ask.wish, names, starts)}"
    return wish(ask, names, starts)


def passing(move: Move, past: Wanted, names: Names) -> str:
    """Write a move past a neighbour as what is wished: WALKER, Tess before QUINN, Ola."""
    other = past.other if past.case == move.case else past.case
    return f"{names.get(move.case, 'the case')} {'before' if move.up else 'after'} {names.get(other or '', 'another')}"


def last_step(rows: Sequence[Any], step: int, names: Names, starts: datetime) -> str:
    """Say what the last step did: what it made, or else what it ended; only an order that is kept for all at once."""
    made = [wanted(row) for row in rows if row.step == step and row.ended_at is None]
    ended = [wanted(row) for row in rows if row.ended_step == step]
    told = ", ".join(wish(each, names, starts) for each in made or ended)
    return told if made else f"no longer {told}"


def tag_of(row: Any, where: Mapping[str, int], starts: datetime) -> tuple[str, str, str] | None:
    """Give the words, color and sign of a wish beside its case; none where the order is another one by now."""
    here = where.get(str(row.case_id))
    last = len(where) - 1
    is_so: dict[WishKind, Callable[[], bool]] = {
        K.FIRST: lambda: here == 0, K.LAST: lambda: here == last,
        K.BEFORE: lambda: here is not None and here < where.get(str(row.other_id), -1)}
    if here is None or not is_so.get(row.kind, lambda: True)():
        return None
    if row.kind is K.WINDOW:
        return f"Guest {window(row, starts)}", "", "clock"
    if row.kind is K.BEFORE:
        return "Moved before another", "pine", "up"
    return (TAGS[row.kind], "pine", "pin") if row.kind in TAGS else None
