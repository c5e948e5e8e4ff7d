"""Building referral lists for tests: one good row, and what is changed of it."""

import csv
import io
from datetime import date
from pathlib import Path
from uuid import UUID

from tumorboard.domain.intake import Columns, Known, RowResult, Setting, check_table, judge, read_table
from tumorboard.profiles import load

TODAY = date(2026, 12, 1)
SAMPLE = Path(__file__).parents[2] / "samples" / "intake_clean.csv"
CATALOGUE = load("net").catalogue
COLUMNS = Columns.of(CATALOGUE["intake_csv"])
WEXLER, ROMANO = UUID(int=1), UUID(int=2)
CLINICIANS = {"ywexler": WEXLER, "ywexler@example.org": WEXLER, "eromano": ROMANO}
SETTING = Setting(
    options={name: load("net").labels(name) for name in CATALOGUE["options"]}, hospital="General Hospital",
    clinicians=CLINICIANS, today=TODAY)
GOOD = {
    "mrn": "99300901", "family_name": "Quillfeather", "given_name": "Dorothea", "birth_date": "1963-05-22",
    "sex": "female", "net_family": "gep_net", "submission_type": "new_diagnosis", "urgency": "routine",
    "question": "Resect the primary first, or begin systemic treatment?", "responsible_clinician": "ywexler",
}


def csv_of(*rows: dict[str, str], delimiter: str = ",") -> bytes:
    """Write rows as a CSV file whose header is every column that any of them has."""
    names = list(dict.fromkeys(name for row in ({**GOOD}, *rows) for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def good(**changes: str) -> dict[str, str]:
    """Give a row that is imported as it stands, with some cells changed."""
    return {**GOOD, **changes}


def results(raw: bytes, known: Known | None = None, confirmed: frozenset[str] = frozenset(),
            setting: Setting = SETTING) -> tuple[RowResult, ...]:
    """Read, check and judge a file."""
    return judge(check_table(read_table(raw, COLUMNS), COLUMNS, setting), known or Known(), confirmed)


def only(**changes: str) -> RowResult:
    """Judge one row that differs from the good one."""
    return results(csv_of(good(**changes)))[0]


def reasons(result: RowResult) -> dict[str, str]:
    """Give the reasons of a row by column."""
    return {problem.column: problem.reason for problem in result.problems}


def outcomes(raw: bytes, known: Known | None = None) -> list[str]:
    """Give the outcomes of a file in order."""
    return [result.outcome.value for result in results(raw, known)]
