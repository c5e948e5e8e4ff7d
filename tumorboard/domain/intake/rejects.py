"""The rows that were not taken, as a list that can be corrected and sent again; no cell of it calculates."""

import csv
import io
from collections.abc import Collection, Iterable, Sequence

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
    earlier = {place for place, cell in enumerate(table.header.cells) if name(cell) == REASONS}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([REASONS, *_cells(table.header.cells, earlier)])
    for result in results:
        if result.outcome is RowOutcome.REJECTED:
            writer.writerow([_reasons(result), *_cells(result.checked.row.raw, earlier)])
    return BYTE_ORDER_MARK + out.getvalue()


def _cells(cells: Sequence[str], earlier: Collection[int]) -> list[str]:
    """Give the cells without an earlier column of reasons; a row of the wrong length keeps that length."""
    if len(cells) == 1:
        return [neutral(cells[0])]
    return [neutral(cell) for place, cell in enumerate(cells) if place not in earlier]


def _reasons(result: RowResult) -> str:
    """Write every reason of a row into one cell."""
    return " ".join(f"{problem.column}: {problem.reason}" for problem in result.problems)
