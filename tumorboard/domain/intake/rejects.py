"""The rows that were not taken, as a list that can be corrected and sent again; no cell of it calculates."""

import csv
import io
from collections.abc import Iterable, Sequence

from tumorboard.domain.intake.cleaning import neutral
from tumorboard.domain.intake.header import name
from tumorboard.domain.intake.judging import RowResult
from tumorboard.domain.intake.table import Table
from tumorboard.vocabulary.intake import RowOutcome

# The reasons stand first: after the last cell they would make a row that is too short look complete.
REASONS = "problems"
BYTE_ORDER_MARK = "\ufeff"


def corrections_csv(table: Table, results: Iterable[RowResult]) -> str:
    """Write the rejected rows under the file's own header, with the reasons in a first column."""
    kept = [place for place, cell in enumerate(table.header.cells) if name(cell) != REASONS]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([REASONS, *_cells(table.header.cells, kept, table)])
    for result in results:
        if result.outcome is RowOutcome.REJECTED:
            writer.writerow([_reasons(result), *_cells(result.checked.row.raw, kept, table)])
    return BYTE_ORDER_MARK + out.getvalue()


def _cells(cells: Sequence[str], kept: Sequence[int], table: Table) -> list[str]:
    """Give the cells without an earlier column of reasons; a row of the wrong length stays as it is."""
    chosen = [cells[place] for place in kept] if len(cells) == len(table.header.cells) else cells
    return [neutral(cell) for cell in chosen]


def _reasons(result: RowResult) -> str:
    """Write every reason of a row into one cell."""
    return " ".join(f"{problem.column}: {problem.reason}" for problem in result.problems)
