"""The header row: which column of the contract stands where, in any order and in any case."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tumorboard.domain.intake.refusing import FileRefused

REQUIRED = "yes"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a referral list may have, in the contract's order, and those it must have."""

    names: tuple[str, ...]
    required: tuple[str, ...]

    @classmethod
    def of(cls, contract: Iterable[Mapping[str, Any]]) -> "Columns":
        """Read the catalogue's list of columns; a column required by another answer may be absent from the file."""
        rows = list(contract)
        return cls(tuple(row["column"] for row in rows),
                   tuple(row["column"] for row in rows if row["required"] == REQUIRED))


@dataclass(frozen=True, slots=True)
class Header:
    """The header as written, where each known column stands, and the columns that are not stored."""

    cells: tuple[str, ...]
    places: Mapping[str, int]
    unknown: tuple[str, ...]

    def is_repeated_in(self, cells: Sequence[str]) -> bool:
        """Whether a record is this header again, as happens where lists were joined."""
        return len(cells) == len(self.cells) and all(name(cells[place]) == each for each, place in self.places.items())


def name(cell: str) -> str:
    """Give the column's name that a header cell means: `Birth date` and `BIRTH_DATE` are one."""
    return "_".join(cell.strip().casefold().replace("-", " ").replace("_", " ").split())


def known_names(cells: Iterable[str], columns: Columns) -> int:
    """Count how many cells name a column of the contract."""
    return sum(name(cell) in columns.names for cell in cells)


def match_header(cells: tuple[str, ...], columns: Columns) -> Header:
    """Find the columns in a header row; raise FileRefused where it is none, is ambiguous or lacks a required one."""
    names = [name(cell) for cell in cells]
    if not known_names(cells, columns):
        raise FileRefused("There is no header row. The first row must name the columns: " + ", ".join(columns.names))
    twice = [each for each, times in Counter(names).items() if times > 1 and each in columns.names]
    if twice:
        raise FileRefused(f"The header names a column twice: {', '.join(twice)}. Keep one of each.")
    missing = [each for each in columns.required if each not in names]
    if missing:
        raise FileRefused(f"The header lacks a column that every row needs: {', '.join(missing)}.")
    places = {each: place for place, each in enumerate(names) if each in columns.names}
    unknown = tuple(cell.strip() or f"(column {place} without a name)" for place, cell in enumerate(cells, start=1)
                    if name(cell) not in columns.names)
    return Header(cells, places, unknown)
