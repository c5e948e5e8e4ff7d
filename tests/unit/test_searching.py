"""Words: cut alike from what is stored and from what is typed, whatever the script; and shown where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain import searching
from tumorboard.domain.searching import Wanted, answers, document, mark, read, snippet, words_of


@pytest.mark.parametrize(("text", "words"), [
    ("Jørgensen-O’Neil", ["jorgensen", "o", "neil"]), ("004 812 771", ["004", "812", "771"]), ("a_b", ["a", "b"]),
    ("¹⁷⁷Lu", ["177lu"]), ("Größe", ["grosse"]), ("", []), (" \x00-!", []), ("x" * 60, ["x" * 40])])
def test_text_is_cut_into_folded_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_a_document_holds_each_word_once_and_numbers_also_without_gaps() -> None:
    assert document(["Liver liver", "177Lu"], ["00-48"]) == ["0048", "00", "48", "liver", "177lu", "177", "lu"]


@pytest.mark.parametrize(("typed", "wanted"), [
    ("", Wanted(())), ("liver a", Wanted(("liver",))), ("a", Wanted(("a",))),
    ("004 812", Wanted(("004", "812"), "004812")), ("liver liver", Wanted(("liver",))),
    ("ki 67", Wanted(("ki", "67"), "ki67")), ("0048", Wanted(("0048",)))])
def test_what_is_typed_is_read_as_words_or_a_number_with_gaps(typed: str, wanted: Wanted) -> None:
    assert read(typed) == wanted


def test_a_search_is_empty_where_no_word_is_typed() -> None:
    assert (read(" - ").is_empty, read("x").is_empty) == (True, False)
    assert read("0 48").every == ("48", "048")


def test_the_first_place_is_cut_out_with_what_is_marked() -> None:
    assert snippet("Debulk the Liver first.", read("liv")) == [
        ("Debulk the ", False), ("Liver", True), (" first.", False)]
    assert snippet("Nothing of it", read("liver")) == [("Nothing of it", False)]
    long = snippet("word " * 40 + "liver " + "word " * 60 + "liver", read("liver"))
    assert (long[0], long[2], long[-1][0][-2:]) == (("… ", False), ("liver", True), " …")


@given(st.text(max_size=400), st.text(max_size=30))
def test_a_snippet_is_a_part_of_its_text_and_marks_only_what_is_wanted(text: str, typed: str) -> None:
    wanted = read(typed)
    parts = snippet(text, wanted)
    whole = "".join(words for words, _ in parts)
    assert whole.removeprefix("… ").removesuffix(" …") in text
    assert all(searching.fold(words).startswith(wanted.every) for words, is_hit in parts if is_hit)
    assert any(is_hit for _, is_hit in parts) == answers(text, wanted)


@given(st.text(max_size=200))
def test_every_word_that_is_stored_is_plain_and_found_when_it_is_typed(text: str) -> None:
    stored = document([text])
    assert all(each.isalnum() and len(each) <= searching.LONGEST_WORD for each in stored)
    assert all(any(word.startswith(typed) for word in stored) for typed in read(text).words)


@given(st.text(max_size=60), st.text(max_size=60))
def test_nobody_can_type_the_mark_of_a_property(kind: str, typed: str) -> None:
    assert mark("s", kind) not in read(typed).every


def test_a_mark_says_its_property_without_signs() -> None:
    assert (mark("s", "in_session"), mark("d", "2026-12-04")) == ("=sinsession", "=d20261204")
