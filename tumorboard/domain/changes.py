"""What is different between what a case said then and what it says now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

NOTHING: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that is not as it was: its value before and after, or the rows that came and went."""

    key: str
    before: Any = None
    after: Any = None
    came: tuple[Any, ...] = ()
    went: tuple[Any, ...] = ()


def between(before: Mapping[str, Any], after: Mapping[str, Any], keys: Iterable[str]) -> list[Change]:
    """List the answers that differ, in the order of the keys; empty in whatever way is the same as absent."""
    found = (_change(key, before.get(key), after.get(key)) for key in keys)
    return [each for each in found if each is not None]


def _change(key: str, before: Any, after: Any) -> Change | None:
    """Compare one answer; a table is compared row by row."""
    if before == after or (before in NOTHING and after in NOTHING):
        return None
    if all(_is_table(each) or each in NOTHING for each in (before, after)):
        return _rows(key, before or [], after or [])
    if isinstance(before, list) and isinstance(after, list) and sorted(map(str, before)) == sorted(map(str, after)):
        return None
    return Change(key, None if before in NOTHING else before, None if after in NOTHING else after)


def _is_table(value: Any) -> bool:
    """Tell whether an answer is a table with rows."""
    return isinstance(value, list) and any(isinstance(row, Mapping) for row in value)


def _rows(key: str, before: Sequence[Any], after: Sequence[Any]) -> Change | None:
    """Tell which rows came and which went; a row that was corrected is both."""
    came = tuple(row for row in after if row not in before)
    went = tuple(row for row in before if row not in after)
    return Change(key, came=came, went=went) if came or went else None


def known_by(answers: Mapping[str, Any], on: str) -> dict[str, Any]:
    """Give the answers without the rows that are dated after a day (ISO): what can have been known then."""
    return {key: [row for row in value if str(row.get("date") or row.get("start") or "") <= on]
            if _is_table(value) else value for key, value in answers.items()}
