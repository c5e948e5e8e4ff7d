"""Whatever people type reaches the paper as text: never as markup, never out of its column."""

import pytest

from tests.unit.printing.sheets import printed, with_cases
from tumorboard.printing.typst import MAY_BREAK, NOT_DRAWN, printable


@pytest.mark.parametrize("typed", [
    '#import "other.typ": *', "*bold* _it_ <label> @ref", "$x^2$ `code` // gone /* gone */", "= Not a heading",
    "#read(\"/etc/passwd\")", "\\u{41} ~ -- ---", "Ki-67 ≥ 20 %, α-blockade ≤ 3 µg", "Łukasz Ğül Ệ",
])
def test_what_was_typed_is_printed_letter_by_letter(typed: str) -> None:
    assert typed in printed(with_cases(1, question=typed)).text


@pytest.mark.parametrize("typed, shown", [
    ("😀 王", f"{NOT_DRAWN} {NOT_DRAWN}"),
    ("bell\x07, nul\x00, half\ud800", f"bell{NOT_DRAWN}, nul{NOT_DRAWN}, half{NOT_DRAWN}"),
    ("two\r\nlines", "two lines"),
])
def test_what_cannot_be_drawn_leaves_a_mark(typed: str, shown: str) -> None:
    assert shown in printed(with_cases(1, name=typed, question=typed)).text


@pytest.mark.parametrize("name", ["محمد الأحمد", "שלום עליכם", "عربي and English, mixed"])
def test_names_written_from_right_to_left_are_printed(name: str) -> None:
    assert NOT_DRAWN not in printed(with_cases(1, name=name)).text


def test_hidden_turns_of_direction_are_left_out() -> None:
    assert printable("Ada \u202elivE\u202c\u200f") == "Ada livE"


def test_a_word_longer_than_its_column_may_break() -> None:
    assert printable("W" * 30) == "W" * 24 + MAY_BREAK + "W" * 6
    assert printable("W" * 24 + " ok") == "W" * 24 + " ok"


def test_signs_stacked_on_a_letter_stay_in_their_row() -> None:
    assert printable("a" + "\u0301" * 40 + "b") == "a" + "\u0301" * 3 + "b"


def test_very_long_names_are_printed_whole() -> None:
    name = "VERYLONGNAME-" * 9 + "END, Ada"
    assert name in printed(with_cases(1, name=name)).text.replace(MAY_BREAK, "").replace(" ", "").replace(",", ", ")


def test_every_text_inside_lists_and_mappings_is_prepared() -> None:
    assert printable({"a": ["\x07", ("b", 1)], "c": None}) == {"a": [NOT_DRAWN, ["b", 1]], "c": None}
