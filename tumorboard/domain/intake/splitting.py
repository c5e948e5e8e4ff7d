"""Text to records: cells by a delimiter, quotation marks as in RFC 4180; a bad quotation mark costs one line only.

The csv module reads on to the end of the file after an open quotation mark, and so loses every row after it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

DELIMITERS = (",", ";", "\t")
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: the line it begins on, from 1, and its cells; broken when its quotation marks do not match."""

    line: int
    cells: tuple[str, ...]
    is_broken: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell.strip() for cell in self.cells)


def split(text: str, delimiter: str) -> Iterator[Record]:
    """Give the records of a text one by one; a blank line is a record of one empty cell."""
    plain = re.compile(rf"[^{delimiter}\r\n]*+")
    at, line = 0, 1
    while at < len(text):
        cells, end = _cells(text, at, delimiter, plain)
        if cells is None:
            end = _end_of_line(text, at)
        yield Record(line, (text[at:end],) if cells is None else cells, is_broken=cells is None)
        ending = _BREAK.match(text, end)
        after = ending.end() if ending else len(text)
        line += len(_BREAK.findall(text, at, after))
        at = after


def _cells(text: str, at: int, delimiter: str, plain: re.Pattern[str]) -> tuple[tuple[str, ...] | None, int]:
    """Read the cells of one record and where it ends; no cells where the quotation marks do not match."""
    cells: list[str] = []
    while True:
        is_quoted = text.startswith('"', at)
        found = (_QUOTED if is_quoted else plain).match(text, at)
        if found is None:
            return None, at
        cells.append(found[1].replace('""', '"') if is_quoted else found[0])
        at = found.end()
        if text.startswith(delimiter, at):
            at += 1
        elif at == len(text) or text[at] in "\r\n":
            return tuple(cells), at
        else:
            return None, at


def _end_of_line(text: str, at: int) -> int:
    """Tell where the line of this place ends."""
    ending = _BREAK.search(text, at)
    return ending.start() if ending else len(text)
