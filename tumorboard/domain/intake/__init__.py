"""Referral lists: bytes in, one verdict per row out. Nothing here stores, evaluates or silently repairs."""

from tumorboard.domain.intake.checking import CheckedRow, check_table
from tumorboard.domain.intake.decoding import MAX_BYTES
from tumorboard.domain.intake.finding import Change, Problem
from tumorboard.domain.intake.header import Columns
from tumorboard.domain.intake.judging import Known, RowResult, judge
from tumorboard.domain.intake.keys import intake_key
from tumorboard.domain.intake.reading import Setting
from tumorboard.domain.intake.refusing import FileRefused
from tumorboard.domain.intake.rejects import corrections_csv
from tumorboard.domain.intake.table import MAX_ROWS, Table, read_table

__all__ = ["MAX_BYTES", "MAX_ROWS", "Change", "CheckedRow", "Columns", "FileRefused", "Known", "Problem", "RowResult",
           "Setting", "Table", "check_table", "corrections_csv", "intake_key", "judge", "read_table"]
