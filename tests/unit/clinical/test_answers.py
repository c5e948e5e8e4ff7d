"""Typed answers: what can be read becomes a value, what cannot keeps its text, and empty is never "no"."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.domain.clinical import answer_days, answers
from tumorboard.domain.clinical.answers import NONE_ROW
from tumorboard.domain.clinical.rulebook import Rules, index
from tumorboard.profiles import Profile, load

RULES: Rules = index(load())
KEYS = sorted(RULES.fields)


def read(key: str, typed: Any) -> answers.Reading:
    """Read one answer by its definition in the catalogue."""
    return answers.read(RULES.fields[key], typed, RULES)


@pytest.mark.parametrize(("key", "typed", "value"), [
    ("ki67_percent", "6.5", 6.5), ("ki67_percent", ".5", 0.5), ("ki67_percent", "20.01", 20.01), ("ecog", "0", 0),
    ("diagnosis_date", "2021", "2021"), ("diagnosis_date", "2021-05", "2021-05"),
    ("diagnosis_date", "May 2021", "2021-05"), ("diagnosis_date", "June 3, 2021", "2021-06-03"),
    ("diagnosis_date", "03/14/2021", "2021-03-14"), ("echo_date", "Mar 14, 2026", "2026-03-14"),
    ("primary_site", "ileum", "ileum"), ("syndrome", ["carcinoid", "carcinoid"], ["carcinoid"]), ("t", "1a", "1A"),
    ("proposal", "  as  it\r\nis ", "as  it\nis"), ("symptoms", "<b>=1+1</b>", "<b>=1+1</b>"),
])
def test_what_can_be_read_becomes_a_value(key: str, typed: Any, value: Any) -> None:
    found = read(key, answers.tidy(typed))
    assert (found.value, dict(found.problems)) == (value, {})


@pytest.mark.parametrize(("key", "typed", "words"), [
    ("ki67_percent", "about 5", "Enter one number from 0 to 100."),
    ("ki67_percent", "6,5", "Use a point for decimals"), ("ki67_percent", "101", "Check this one"),
    ("ecog", "1.5", "Enter a whole number from 0 to 4."), ("ecog", "5", "Check this one"),
    ("echo_date", "2026-13-01", "Enter a date like 2026-03-14"), ("echo_date", "2026", "Enter a date like"),
    ("diagnosis_date", "14.3.68", "A month (2026-03) or a year (2026) alone will do"),
    ("primary_site", "Ileum", "Choose one of the list"), ("syndrome", ["none", "carcinoid"], "“None” stands alone"),
    ("t", "see report", "Enter the category alone"), ("proposal", "x" * 1001, "these are 1001. Nothing was cut"),
    ("symptoms", "bell\x07", "characters that cannot be shown"),
])
def test_what_cannot_be_read_says_what_to_enter(key: str, typed: Any, words: str) -> None:
    found = read(key, typed)
    assert found.value is None
    assert words in found.problems[""]


@pytest.mark.parametrize("key", KEYS)
def test_empty_is_unknown_and_never_no(key: str) -> None:
    empty: Any = [] if RULES.fields[key]["type"] in ("rows", "multichoice") else ""
    assert read(key, empty) == answers.Reading()


def test_none_is_an_answer_of_its_own_and_stands_alone() -> None:
    assert read("labs", [dict(NONE_ROW)]).value == []
    both = read("labs", [dict(NONE_ROW), {"analyte": "cga", "value": "890"}])
    assert both.value == [{"analyte": "cga", "value": 890}]
    assert "Untick “None”" in both.problems["none"]


def test_a_bad_cell_leaves_the_rest_of_its_row() -> None:
    found = read("labs", [{"analyte": "cga", "value": "890", "date": "soon"}, {"analyte": "gastrin", "value": "<5"}])
    assert found.value == [{"analyte": "cga", "value": 890}, {"analyte": "gastrin"}]
    assert list(found.problems) == ["0-date", "1-value"]


def test_a_row_of_which_nothing_can_be_read_is_no_row_and_never_the_answer_none() -> None:
    assert read("labs", [{"value": "<5"}]) == answers.Reading(None, {"0-value": "Enter one number of 0 or more."})
    assert read("ihc", [{"analyte": "0"}]) == answers.Reading()
    found = read("labs", [{"value": "<5"}, {"analyte": "cga", "value": "890"}, {"value": "high"}])
    assert found.value == [{"analyte": "cga", "value": 890}]
    assert list(found.problems) == ["0-value", "2-value"]


@pytest.mark.parametrize(("link", "is_taken"), [
    ("https://pacs.example.org/view?acc=CT26-44718", True), ("http://pacs.example.org/", False),
    ("javascript:alert(1)", False), ("https://user:word@pacs.example.org/", False), ("https:///x", False),
    ("https://pacs.example.org/a b", False), ("https://pacs.example.org\\@evil.example", False),
])
def test_only_an_encrypted_address_is_a_link(link: str, is_taken: bool) -> None:
    assert (read("imaging", [{"link": link}]).value == [{"link": link}]) is is_taken


def test_a_study_holds_where_it_is() -> None:
    typed = [{"modality": "ct", "region": "brain", "date": "2026-10-30", "outside": "yes", "loaded": "requested",
              "krenning": "4", "netpet": "P4A"}]
    assert read("imaging", typed).value == [{
        "modality": "ct", "region": "brain", "date": "2026-10-30", "outside": True, "loaded": "requested",
        "krenning": 4, "netpet": "P4A"}]


def test_more_rows_than_a_form_has_are_refused_and_not_cut() -> None:
    found = read("ihc", [{"marker": "p53"}] * 61)
    assert "at most 60 rows" in found.problems["none"]


def test_every_answer_of_the_board_cases_is_shown_and_read_back_as_it_is() -> None:
    cases = json.loads(Path(__file__).with_name("net_board_cases.json").read_text(encoding="utf-8"))["cases"]
    for case in cases:
        for key, value in case["fields"].items():
            definition = RULES.fields[key]
            if isinstance(value, int) and definition["type"] == "date":
                continue
            undated = [{name: cell for name, cell in row.items() if name not in ("date", "start", "end")}
                       for row in value] if definition["type"] == "rows" else value
            again = answers.read(definition, answers.show(definition, undated), RULES)
            assert (again.value or undated, dict(again.problems)) == (undated, {}), key


TEXTS = st.text(max_size=60) | st.sampled_from([
    "=cmd|'/c calc'!A1", "<script>alert(1)</script>", "\u202eevil", "\x00", "𝒳" * 40, "NaN", "1e9", "٣", "-0",
    "9" * 400])
NAMES = st.sampled_from(["analyte", "value", "unit", "uln", "date", "none", "x"])
ROWS = st.lists(st.dictionaries(NAMES, TEXTS), max_size=4)
ANYTHING = TEXTS | st.lists(TEXTS, max_size=4) | ROWS


@given(st.sampled_from(KEYS), ANYTHING)
def test_whatever_is_typed_is_read_or_refused_and_can_be_stored(key: str, typed: Any) -> None:
    found = read(key, answers.tidy(typed))
    json.dumps(found.value)
    assert all(words.strip() for words in found.problems.values())


@given(st.sampled_from(KEYS), ANYTHING)
def test_what_was_read_is_shown_so_that_it_reads_the_same(key: str, typed: Any) -> None:
    found = read(key, answers.tidy(typed))
    if found.problems or RULES.fields[key]["type"] == "user":
        return
    assert read(key, answers.tidy(answers.show(RULES.fields[key], found.value))) == found


@given(st.text(max_size=20))
def test_a_day_is_a_day_or_nothing(text: str) -> None:
    found = answer_days.read(text, partial=True)
    assert found is None or answer_days.read(found, partial=True) == found


def test_what_an_earlier_case_may_tell_are_fields_of_the_form(rulebook: Profile) -> None:
    assert set(rulebook.catalogue["carried"]) <= set(KEYS)


def test_every_column_has_a_label(rulebook: Profile) -> None:
    names = {column.name for field in RULES.fields.values() if field["type"] == "rows"
             for column in answers.columns(field, RULES)}
    assert names <= set(rulebook.catalogue["column_labels"])
