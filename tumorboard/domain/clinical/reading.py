"""Reading one answer: a value that cannot be used counts as unknown (None), and nothing here ever raises."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

Number = int | float
Row = Mapping[str, Any]
Span = tuple[date, date]

# No measure of the catalogue comes near; a longer number is a slip of the keyboard.
_TOO_LARGE = 10**15
_DECIMAL = re.compile(r"[+-]?\d{1,30}(\.\d{1,30})?", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})([T ].*)?", re.ASCII)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?", re.ASCII)


def number(value: object, low: float | None = None, high: float | None = None) -> Number | None:
    """Read a finite number within the range, both ends included; digits as text count, truth values do not."""
    if isinstance(value, str):
        value = float(value) if _DECIMAL.fullmatch(value := value.strip()) else None
    if isinstance(value, Decimal):
        value = float(value) if value.is_finite() else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    too_low = low is not None and value < low
    too_high = high is not None and value > high
    # A NaN compares as false with everything, this bound included.
    return value if abs(value) < _TOO_LARGE and not (too_low or too_high) else None


def exact(value: Number | None) -> Decimal:
    """Give a number as the decimal that was written, 0 when unknown."""
    return Decimal(0 if value is None else str(value))


def day(value: object) -> date | None:
    """Read a calendar day from a date, or from ISO text (YYYY-MM-DD; a time of day behind it is left out)."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    match = _ISO_DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    try:
        return date.fromisoformat(match[1])
    except ValueError:
        return None


def span(value: object) -> Span | None:
    """Read the first and the last day that a date may mean: a day, a month (YYYY-MM) or a year (YYYY)."""
    exact = day(value)
    if exact is not None:
        return exact, exact
    match = _PARTIAL.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    year, first, last = int(match[1]), int(match[2] or 1), int(match[2] or 12)
    if year < 1 or not 1 <= first <= 12:
        return None
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def word(value: object) -> str | None:
    """Read a code or a text without the spaces around it; a whole number is its digits, blank is unknown."""
    if isinstance(value, int) and not isinstance(value, bool):
        # Editions and T tokens arrive as 9 as well as "9"; anything longer is no code.
        return str(value) if abs(value) < _TOO_LARGE else None
    return (value.strip() or None) if isinstance(value, str) else None


def words(value: object) -> tuple[str, ...]:
    """Read the codes of a multiple choice, once each and in order; a single code is a list of one."""
    entries = value if isinstance(value, list | tuple | set | frozenset) else (value,)
    found = (word(entry) for entry in entries)
    return tuple(dict.fromkeys(entry for entry in found if entry is not None))


def is_list(value: object) -> bool:
    """Say whether row answers were given at all: an empty list is the answer "none", a missing one is unknown."""
    return isinstance(value, list | tuple)


def rows(value: object) -> tuple[Row, ...]:
    """Read the rows of a row field, leaving out entries that are not rows."""
    return tuple(row for row in value if isinstance(row, Mapping)) if isinstance(value, list | tuple) else ()
