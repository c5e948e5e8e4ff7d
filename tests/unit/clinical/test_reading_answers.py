"""A value that cannot be used counts as unknown, and reading never raises."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tumorboard.domain.clinical import reading


@pytest.mark.parametrize(
    ("entered", "measure"),
    [
        (2.99, 2.99),
        (0, 0),
        ("20.1", 20.1),
        (" 7 ", 7.0),
        (Decimal("1.2"), 1.2),
        (None, None),
        ("", None),
        ("<5", None),
        ("2,5", None),
        ("1e5", None),
        (True, None),
        (float("nan"), None),
        (float("inf"), None),
        (Decimal("sNaN"), None),
        (10**400, None),
        ("9" * 400, None),
        ([3], None),
        ({}, None),
    ],
)
def test_a_measure_is_a_finite_number(entered: Any, measure: float | None) -> None:
    assert reading.number(entered) == measure


@pytest.mark.parametrize(
    ("entered", "measure"), [(-0.1, None), (0, 0), (100, 100), (100.01, None), ("101", None), ("50", 50.0)]
)
def test_a_measure_outside_its_range_is_not_usable(entered: Any, measure: float | None) -> None:
    assert reading.number(entered, 0, 100) == measure


@pytest.mark.parametrize(
    ("entered", "day"),
    [
        ("2026-12-04", date(2026, 12, 4)),
        (" 2026-12-04 ", date(2026, 12, 4)),
        ("2026-12-04T07:00:00+01:00", date(2026, 12, 4)),
        (date(2026, 12, 4), date(2026, 12, 4)),
        (datetime(2026, 12, 4, 23, 59), date(2026, 12, 4)),
        ("2026-02-30", None),
        ("2026-12", None),
        ("2026", None),
        ("04.12.2026", None),
        ("0000-01-01", None),
        ("", None),
        (20261204, None),
        (None, None),
        ([], None),
    ],
)
def test_a_day_is_a_date_or_iso_text(entered: Any, day: date | None) -> None:
    assert reading.day(entered) == day


@pytest.mark.parametrize(
    ("entered", "span"),
    [
        ("2024", (date(2024, 1, 1), date(2024, 12, 31))),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2023-02", (date(2023, 2, 1), date(2023, 2, 28))),
        ("2024-02-10", (date(2024, 2, 10), date(2024, 2, 10))),
        (date(2024, 2, 10), (date(2024, 2, 10), date(2024, 2, 10))),
        ("2024-13", None),
        ("2024-00", None),
        ("0000", None),
        ("24", None),
        (2024, None),
        (None, None),
    ],
)
def test_a_partial_date_spans_its_month_or_year(entered: Any, span: Any) -> None:
    assert reading.span(entered) == span


@pytest.mark.parametrize(
    ("entered", "word"),
    [("1A", "1A"), (" X ", "X"), (9, "9"), ("   ", None), (None, None), (True, None), (8.0, None), (10**20, None)],
)
def test_a_code_is_text_or_a_short_whole_number(entered: Any, word: str | None) -> None:
    assert reading.word(entered) == word


@pytest.mark.parametrize(
    ("entered", "words"),
    [
        (["prrt", "mibg", "prrt"], ("prrt", "mibg")),
        (("prrt",), ("prrt",)),
        ({"prrt"}, ("prrt",)),
        ("prrt", ("prrt",)),
        (["", None, 3.5, {}, [], "tae"], ("tae",)),
        ([], ()),
        (None, ()),
    ],
)
def test_a_multiple_choice_is_read_once_each_and_in_order(entered: Any, words: tuple[str, ...]) -> None:
    assert reading.words(entered) == words


@pytest.mark.parametrize(
    ("entered", "rows"), [([{"a": 1}, "x", None], ({"a": 1},)), ([], ()), (None, ()), ("none", ()), ({"a": 1}, ())]
)
def test_entries_that_are_no_rows_are_left_out(entered: Any, rows: Any) -> None:
    assert reading.rows(entered) == rows


@pytest.mark.parametrize(("entered", "given"), [([], True), ((), True), ([{}], True), (None, False), ("none", False)])
def test_an_empty_list_of_rows_is_an_answer_and_a_missing_one_is_not(entered: Any, given: bool) -> None:
    assert reading.is_list(entered) is given


def test_an_unknown_number_adds_nothing() -> None:
    assert [reading.exact(None), reading.exact(7.4)] == [Decimal(0), Decimal("7.4")]
