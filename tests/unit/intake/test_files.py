"""Whole files: how they are decoded, split and refused."""

import pytest

from tests.unit.intake.lists import COLUMNS, SAMPLE, csv_of, good, outcomes, reasons, results
from tumorboard.domain.intake import MAX_BYTES, FileRefused, read_table
from tumorboard.vocabulary.intake import RowOutcome

ÇELIK = "Çelikkaya"


def names(raw: bytes) -> list[str]:
    """Give the family names that a file is read to hold."""
    return [row.cells["family_name"] for row in read_table(raw, COLUMNS).rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_any_delimiter_and_any_line_end_reads_the_same(delimiter: str, ending: str) -> None:
    row = good(specialties_needed="radiology;genetics", question='Is "wait, and see" enough; or resect\tnow?')
    raw = csv_of(row, row, delimiter=delimiter).replace(b"\r\n", ending.encode())
    assert outcomes(raw) == ["new", "duplicate"]
    assert results(raw)[0].values["question"] == row["question"]


def test_utf8_is_read_with_and_without_its_mark() -> None:
    raw = csv_of(good(family_name=ÇELIK))
    assert names(raw) == names(b"\xef\xbb\xbf" + raw) == [ÇELIK]
    assert read_table(raw, COLUMNS).notices == ()


def test_windows_1252_is_read_with_a_notice() -> None:
    raw = csv_of(good(family_name=ÇELIK, given_name="Zoë “Z”")).decode().encode("cp1252")
    table = read_table(raw, COLUMNS)
    assert (names(raw), len(table.notices)) == ([ÇELIK], 1)
    assert table.notices[0].startswith("The file is Windows-1252 text")


def test_one_damaged_byte_costs_its_row_and_no_other() -> None:
    raw = csv_of(good(family_name=ÇELIK), good(family_name="Bro#ken"), good(family_name="Ibrahimović"))
    damaged = raw.replace(b"#", b"\xff")
    assert names(damaged)[::2] == [ÇELIK, "Ibrahimović"]
    assert outcomes(damaged) == ["new", "rejected", "needs_review"]


def test_columns_may_stand_in_any_order_and_case() -> None:
    row = good()
    header = ",".join(f'" {name.replace("_", " ").upper()} "' for name in reversed(row))
    line = ",".join(f'"{row[name]}"' for name in reversed(row))
    assert outcomes(f"\r\n{header}\n{line}\n".encode()) == ["new"]


def test_unknown_columns_are_listed_and_not_read() -> None:
    raw = csv_of(good(insurance="private", **{"": "x"}))
    assert read_table(raw, COLUMNS).header.unknown == ("insurance", "(column 12 without a name)")
    assert "insurance" not in results(raw)[0].values


def test_empty_rows_and_repeated_headers_are_skipped_and_numbered() -> None:
    header, line = csv_of(good()).decode().splitlines()
    raw = f"{header},note\n\n{line},x\n{header.upper()},more\n,,,,,,,,,,\n , ,\n".encode()
    found = results(raw)
    assert [(each.number, each.line, each.outcome.value) for each in found] == [
        (1, 2, "skipped"), (2, 3, "new"), (3, 4, "skipped"), (4, 5, "skipped"), (5, 6, "skipped")]
    assert reasons(found[2]) == {"(whole row)": "The header again."}


def test_a_wrong_number_of_columns_rejects_that_row_alone() -> None:
    header, line = csv_of(good()).decode().splitlines()
    assert outcomes(f"{header}\n{line},more\n{line}\n{line.rpartition(',')[0]}\n".encode()) == [
        "rejected", "new", "rejected"]


def test_an_open_quotation_mark_costs_its_line_and_no_other() -> None:
    header, line = csv_of(good()).decode().splitlines()
    found = results(f'{header}\n"open,{line}\n{line}\n"closed"early,{line}\n'.encode())
    assert [(each.line, each.outcome.value) for each in found] == [(2, "rejected"), (3, "new"), (4, "rejected")]


def test_a_cell_of_many_lines_keeps_the_line_numbers_right() -> None:
    raw = csv_of(good(question="Resect the primary first,\nor begin\nsystemic treatment?"), good(mrn="99300902"))
    assert [(each.number, each.line) for each in results(raw)] == [(1, 2), (2, 5)]


def test_500_rows_are_read_and_501_are_not() -> None:
    header, line = csv_of(good()).decode().splitlines()
    assert len(results("\n".join([header, *[line] * 500, "", ""]).encode())) == 501
    with pytest.raises(FileRefused, match="more than 500 rows"):
        read_table("\n".join([header, *[line] * 501]).encode(), COLUMNS)


@pytest.mark.parametrize(("raw", "words"), [
    (b"", "is empty"), (b" \r\n ", "is empty"), (b"\xef\xbb\xbf", "is empty"), (b"PK\x03\x04rest", "is a spreadsheet"),
    (b"\xd0\xcf\x11\xe0rest", "an old Excel file"), (b"%PDF-1.7", "is a PDF"), (b"\xff\xfem\x00r\x00n\x00", "UTF-16"),
    (b"\xfe\xff\x00m\x00r\x00n", "UTF-16"), (b"m\x00r\x00n\x00", "not a CSV file"),
    (b"hello\nworld\n", "no header row"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "no header row"), (b"mrn,MRN\n1,2\n", "names a column twice: mrn"),
    (b"mrn,sex\n1,2\n", "lacks a column that every row needs: family_name, given_name"),
    (b"\n" * 10 + b"x" * 20, "no header row"), (b"x" * (MAX_BYTES + 1), "larger than 2 MB"),
    (b"\n" * 10_000_000, "larger than 2 MB")])
def test_a_file_that_is_no_list_is_refused_in_words(raw: bytes, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        read_table(raw, COLUMNS)


def test_nothing_but_line_ends_after_the_header_is_refused_and_not_tabulated() -> None:
    with pytest.raises(FileRefused, match="more than 500 rows"):
        read_table(csv_of() + b"\n" * 1_000_000, COLUMNS)


def test_the_sample_list_is_read_whole() -> None:
    table = read_table(SAMPLE.read_bytes(), COLUMNS)
    assert (len(table.rows), table.header.unknown, table.notices) == (20, (), ())


def test_swapped_columns_are_found_and_nothing_is_guessed() -> None:
    swapped = good(family_name=good()["birth_date"], birth_date=good()["family_name"])
    found = results(csv_of(swapped))[0]
    assert (found.outcome, list(reasons(found))) == (RowOutcome.REJECTED, ["family_name", "birth_date"])
