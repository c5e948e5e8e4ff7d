"""A file as a table: its header, and every row with its number, its line and its cells by column."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from tumorboard.domain.intake.decoding import decode
from tumorboard.domain.intake.header import Columns, Header, known_names, match_header
from tumorboard.domain.intake.refusing import FileRefused
from tumorboard.domain.intake.splitting import DELIMITERS, Record, split

MAX_ROWS = 500
# Empty rows do not count, but a file of nothing but line ends must not grow a table of millions.
MAX_LINES = 5000
EMPTY, REPEATED = "Empty row.", "The header again."
QUOTES = "A quotation mark is open or stands inside a cell. Write it twice inside a quoted cell."


@dataclass(frozen=True, slots=True)
class Row:
    """One data row, numbered from 1; what makes it no referral at all is said in words."""

    number: int
    line: int
    raw: tuple[str, ...]
    cells: Mapping[str, str] = field(default_factory=dict)
    skipped: str = ""
    malformed: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds, before any cell is checked."""

    header: Header
    rows: tuple[Row, ...]
    notices: tuple[str, ...] = ()


def read_table(raw: bytes, columns: Columns) -> Table:
    """Read a file; raise FileRefused where it cannot be read as a referral list at all."""
    decoded = decode(raw)
    delimiter = _delimiter(decoded.text, columns)
    records = (record for record in split(decoded.text, delimiter))
    first = next((record for record in records if not record.is_empty), None)
    if first is None or "\0" in "".join(first.cells):
        raise FileRefused("This is not a CSV file. Send a text file with a header row and one row per referral.")
    header = match_header(first.cells, columns)
    rows = tuple(_row(number, record, header)
                 for number, record in enumerate(islice(records, MAX_LINES + 1), start=1))
    if len(rows) > MAX_LINES or sum(row.skipped != EMPTY for row in rows) > MAX_ROWS:
        raise FileRefused(f"The file has more than {MAX_ROWS} rows. Split it into smaller lists.")
    return Table(header, rows, (decoded.notice,) if decoded.notice else ())


def _delimiter(text: str, columns: Columns) -> str:
    """Give the delimiter under which the first row names the most columns; a comma where none does."""
    def named(delimiter: str) -> int:
        first = next((record for record in split(text, delimiter) if not record.is_empty), None)
        return known_names(first.cells, columns) if first else 0

    return max(DELIMITERS, key=named)


def _row(number: int, record: Record, header: Header) -> Row:
    """Name the cells of a record by the header, or say why they cannot be named."""
    have, want = len(record.cells), len(header.cells)
    if record.is_empty:
        return Row(number, record.line, record.cells, skipped=EMPTY)
    if header.is_repeated_in(record.cells):
        return Row(number, record.line, record.cells, skipped=REPEATED)
    if record.is_broken:
        return Row(number, record.line, record.cells, malformed=QUOTES)
    if have != want:
        return Row(number, record.line, record.cells,
                   malformed=f"The row has {have} columns; the header has {want}. Check commas and quotation marks.")
    return Row(number, record.line, record.cells,
               cells={name: record.cells[place] for name, place in header.places.items()})
