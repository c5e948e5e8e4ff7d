"""Has the reader seen what is stored now?"""

from typing import Protocol

from tumorboard.domain.errors import Stale


class Versioned(Protocol):
    """A row that people edit."""

    version: int


def expect_version(row: Versioned, seen: int, what: str) -> None:
    """Raise Stale where the row was changed after the reader's form was made."""
    if row.version != seen:
        raise Stale(what)
