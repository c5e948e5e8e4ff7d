"""Whatever bytes arrive: every data row ends as exactly one result, or the file is refused in words."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.intake.lists import COLUMNS, GOOD, csv_of, results
from tumorboard.domain.intake import FileRefused, read_table
from tumorboard.domain.intake.cleaning import clean, neutral
from tumorboard.domain.intake.splitting import split
from tumorboard.vocabulary.intake import RowOutcome

SHORT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
LETTERS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
HEADER = ",".join(GOOD).encode()
NASTY = st.sampled_from([",", '"', '""', "\n", "\r\n", "\r", ";", "\t", "\0", "=", "'", "\ufeff", "é", "\u202e", "1",
                          "a", " "])
TEXT = st.lists(NASTY | st.text(max_size=5), max_size=60).map("".join)


@settings(deadline=None)
@given(st.binary(max_size=400), st.booleans())
def test_no_bytes_raise_anything_but_the_refusal(raw: bytes, has_header: bool) -> None:
    try:
        found = results(HEADER + b"\n" + raw if has_header else raw)
    except FileRefused as refusal:
        assert refusal.message.endswith(".") or ":" in refusal.message
        return
    assert [each.number for each in found] == list(range(1, len(found) + 1))
    assert all(each.outcome in RowOutcome for each in found)


@settings(deadline=None)
@given(TEXT)
def test_every_data_row_has_exactly_one_result_with_a_reason_unless_it_is_imported(text: str) -> None:
    raw = HEADER + b"\n" + text.encode("utf-8", "ignore")
    found = results(raw)
    assert len(found) == len(read_table(raw, COLUMNS).rows)
    assert all(each.problems or each.is_imported for each in found)


@settings(deadline=None)
@given(TEXT, st.sampled_from([",", ";", "\t"]))
def test_splitting_loses_no_line(text: str, delimiter: str) -> None:
    records = list(split(text, delimiter))
    lines = [record.line for record in records]
    assert lines == sorted(set(lines))
    assert bool(records) == bool(text)


@settings(deadline=None)
@given(st.lists(st.lists(SHORT, min_size=2, max_size=4), min_size=1, max_size=5),
       st.sampled_from([",", ";", "\t"]))
def test_what_a_spreadsheet_writes_is_read_as_it_was(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    assert [list(record.cells) for record in split(out.getvalue(), delimiter)] == rows


@settings(deadline=None)
@given(st.sampled_from(sorted(GOOD)), LETTERS)
def test_reading_twice_reads_the_same_and_a_value_once_read_is_not_changed_again(column: str, text: str) -> None:
    raw = csv_of({**GOOD, column: text})
    first = results(raw)
    assert first == results(raw)
    again = results(csv_of({**GOOD, **{change.column: change.new for each in first for change in each.changes}}
                           if first[0].changes else {**GOOD, column: text}))
    assert [change for each in again for change in each.changes] == []


@settings(deadline=None)
@given(st.text(max_size=20))
def test_cleaning_is_idempotent_and_undoes_our_own_apostrophe(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean(neutral(text)) == clean(text)
    assert not neutral(text).startswith(("=", "+", "-", "@", "\t", "\r"))
