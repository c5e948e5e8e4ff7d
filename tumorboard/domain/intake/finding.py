"""What is found in a cell or a row: a value, how it was changed, and what is wrong with it."""

from dataclasses import dataclass
from typing import Any

from tumorboard.vocabulary.intake import Weight

WHOLE_ROW = "(whole row)"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in which column; the words never hold what the cell or a stored record says."""

    column: str
    reason: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class Change:
    """A value that is not taken exactly as written: it is shown as old > new, never changed silently."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as read: its value, how that is written, and words where a person should look at it.

    A value of None with words is a bad cell; None without words is an empty one.
    """

    value: Any = None
    shown: str = ""
    words: str = ""
