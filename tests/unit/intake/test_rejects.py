"""The list of rejected rows, to be corrected and sent again."""

import csv
import io

import pytest

from tests.unit.intake.lists import COLUMNS, SETTING, csv_of, good, results
from tumorboard.domain.intake import Known, check_table, corrections_csv, judge, read_table


def corrections(raw: bytes) -> str:
    """Give the corrections list of a file."""
    table = read_table(raw, COLUMNS)
    return corrections_csv(table, judge(check_table(table, COLUMNS, SETTING), Known()))


def rows(text: str) -> list[list[str]]:
    """Read a list as a spreadsheet would."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_only_rejected_rows_are_listed_with_their_reasons_first() -> None:
    found = rows(corrections(csv_of(good(), good(sex="?"), good(ecog="9"))))
    assert [row[0] for row in found] == [
        "problems", "sex: This is not on the list. Use one of: female, male, other, unknown."]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_list_calculates(start: str) -> None:
    raw = csv_of(good(family_name=f"{start}cmd|' /C calc'!A0", sex="?", **{f"{start}SUM(1)": f"{start}1"}))
    cells = [cell for row in rows(corrections(raw)) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    assert cells.count(f"'{start}1") == 1


def test_a_corrected_list_is_imported_as_if_it_had_been_right() -> None:
    raw = csv_of(good(sex="?", question="-3 months of SSA, or surgery now?", outside_facility="=Clinic"))
    sent_again = corrections(raw).replace(",?,", ",female,").encode()
    result = results(sent_again)[0]
    assert result.outcome.value == "new"
    assert (result.values["question"], result.values["outside_facility"]) == (
        "-3 months of SSA, or surgery now?", "=Clinic")


def test_a_list_sent_again_uncorrected_stays_rejected_and_gains_no_column() -> None:
    header, line = csv_of(good()).decode().splitlines()
    raw = f'{header}\n{line.rpartition(",")[0]}\n"open,{line}\n{line.replace("female", "?")}\n'.encode()
    once = corrections(raw)
    again = corrections(once.encode())
    assert [row[1:] for row in rows(again)] == [row[1:] for row in rows(once)]
    assert [each.outcome.value for each in results(once.encode())] == ["rejected"] * 3
