"""Where one page of a list ends, as it stands in the link to the next one."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

At = TypeVar("At", bound=date)
Last = TypeVar("Last")
BETWEEN = "|"


def written(at: date, last: object) -> str:
    """Write the place of the last row of a page: its day or moment, and what tells it from others of the same one."""
    return f"{at.isoformat()}{BETWEEN}{last}"


def read(text: str, read_at: Callable[[str], At], read_last: Callable[[str], Last]) -> tuple[At, Last] | None:
    """Read where the page before ended; a mistyped place begins the list again."""
    at, _, last = text.partition(BETWEEN)
    try:
        return read_at(at), read_last(last)
    except ValueError:
        return None


def moment(text: str) -> datetime:
    """Read an instant; raises ValueError where its zone is not named."""
    # A plus that was typed into an address arrives as a space.
    found = datetime.fromisoformat(text.replace(" ", "+"))
    if found.tzinfo is None:
        raise ValueError("An instant names its zone.")
    return found


def number(text: str) -> int:
    """Read a running number; raises ValueError for one that no column could hold."""
    found = int(text)
    if not 0 <= found < 2**31:
        raise ValueError("A running number fits an integer column.")
    return found
