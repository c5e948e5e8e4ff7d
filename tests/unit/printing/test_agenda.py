"""The printed agenda."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.unit.printing.sheets import AGENDA, CASE, printed, with_cases
from tumorboard.printing.agenda import agenda_pdf

KIB = 1024


def test_every_sheet_says_what_it_is_who_printed_it_and_when_it_is_out_of_date() -> None:
    pages = printed(with_cases(12)).pages
    for number, page in enumerate(pages, 1):
        words = " ".join(page.split())
        assert "CONFIDENTIAL: PATIENT INFORMATION" in words
        assert "Neuroendocrine tumor board, revision 2" in words
        assert "Printed by Dana Whitlock, Friday, December 4, 6:31 am." in words
        assert "If the screen shows a higher revision, this paper is out of date." in words
        assert "Record 7f3a 91c2" in words
        assert f"Page {number} of {len(pages)}" in words


def test_every_sheet_says_by_which_policy_it_was_built() -> None:
    assert "Built by policy" not in printed(AGENDA).text
    pages = printed(replace(AGENDA, policy_number=3)).pages
    assert ["Built by policy 3." in " ".join(page.split()) for page in pages] == [True, True]


def test_a_case_is_printed_with_time_identity_question_presenter_needs_and_tags() -> None:
    text = printed(AGENDA).text
    for words in ("7:00 am", "7 min", "1. QUILLFEATHER, Dorothea (Ms)", "Born May 2, 1963 (63y)", "Sex Female",
                  "MRN 009 900 417", "Ileal NET G2, liver metastases", "Debulk the liver first?",
                  "Presents: Dr. A. Okafor, Endocrinology. Needs: Endocrinology, Surgery, oncologic.",
                  "Urgent: hypertension", "Late add", "82 of 90 min", "1 urgent"):
        assert words in text


def test_what_is_not_discussed_is_named_with_its_reason() -> None:
    text = printed(AGENDA).text
    assert "PATERSON, Neil Born Nov 30, 1989 (37y) Sex Male MRN 009 900 126 Appendiceal NET 8 mm" in text
    assert "KESSLER, Brigitte MRN 009 900 504 outside slides not here" in text


def test_a_draft_says_that_it_is_not_published_on_every_sheet() -> None:
    paper = printed(replace(AGENDA, revision=None, stage_words="Provisional", published_words=""))
    assert ["Draft, not published" in page for page in paper.pages] == [True, True]
    assert "revision 2" not in paper.text


def test_the_sign_in_sheet_stands_alone_and_names_every_seat_and_gap() -> None:
    first, last = printed(AGENDA).pages
    assert "Sign-in sheet" not in first
    assert "QUILLFEATHER" not in last
    assert [last.count(words) for words in ("Seat 1", "no one confirmed", "Guest")] == [8, 1, 7]


@pytest.mark.parametrize("number, sheets", [(1, 2), (12, 3), (25, 5)])
def test_twelve_cases_take_three_sheets(number: int, sheets: int) -> None:
    assert len(printed(with_cases(number)).pages) == sheets


def test_a_docket_without_cases_is_still_an_agenda() -> None:
    assert "No case is on this docket." in printed(replace(AGENDA, cases=(), minutes_used=0)).text


def test_no_case_is_split_over_two_sheets() -> None:
    paper = printed(with_cases(25, question="Is there a last word? " * 30 + "LASTWORD"))
    for place in range(1, 26):
        [sheet] = [page for page in paper.pages if f"PATIENT{place}," in page]
        assert sheet.count("LASTWORD") == sheet.count(", Ada")


def test_a_case_longer_than_a_sheet_goes_on_and_loses_nothing() -> None:
    words = [f"word{number}" for number in range(900)]
    text = printed(with_cases(1, question=" ".join(words))).text
    assert set(words) <= set(text.split())


def test_two_thousand_characters_are_printed_whole() -> None:
    question = ("Operate, treat or wait? " * 90)[:1996] + " END"
    paper = printed(with_cases(1, question=question))
    assert question in paper.text
    assert len(paper.pages) == 2


def test_twenty_five_cases_fit_in_a_quarter_of_a_megabyte() -> None:
    assert printed(with_cases(25, question="Debulk, or radioligand therapy? " * 8)).size <= 250 * KIB


def test_the_pdf_is_tagged_titled_and_in_english() -> None:
    root = printed(AGENDA).reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True  # type: ignore[index,union-attr]
    assert "/StructTreeRoot" in root  # type: ignore[operator]
    assert root["/Lang"] == "en-US"  # type: ignore[index]
    assert b"<pdfuaid:part>1<" in root["/Metadata"].get_data()  # type: ignore[index,union-attr]
    title = "Neuroendocrine tumor board agenda, Friday, December 4, 2026, revision 2"
    assert printed(AGENDA).reader.metadata.title == title  # type: ignore[union-attr]


def test_only_fonts_that_come_with_the_program_are_used() -> None:
    families = {name.partition("-")[0] for name in printed(with_cases(2, question="α ≥ 3 Łódź שלום محمد")).fonts}
    assert families == {"AtkinsonHyperlegibleNext", "SourceSerif4", "LibertinusSerif", "DejaVuSansMono"}


def test_the_same_agenda_prints_to_the_same_bytes_from_any_thread() -> None:
    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(agenda_pdf, [AGENDA] * 12))) == 1


def test_urgent_cases_are_counted_by_their_tags() -> None:
    assert [CASE.is_urgent, replace(CASE, tags=(("Late add", "red"),)).is_urgent] == [True, False]
