"""The letter on a signed recommendation, and the minutes of a meeting."""

from dataclasses import replace

from tests.unit.printing.sheets import read
from tumorboard.printing.letter import Letter, LetterItem, MinuteCase, Minutes, letter_pdf, minutes_pdf

LETTER = Letter(
    board_name="Neuroendocrine tumor board", title="Recommendation for QUILLFEATHER, Dorothea, Dec 4, 2026",
    to=("Amara Okafor, MD", "Mercy Hospital"), date_words="Dec 5, 2026", name="QUILLFEATHER, Dorothea",
    born="May 2, 1963", age=63, sex="Female", mrn="009 900 417", heading="The board’s recommendation",
    opening="The board discussed this patient on Friday, December 4, 2026. The question was:",
    question="Debulk the liver first?", version=2, foot="Case 41, version 2. Questions: Dana Whitlock, 555 0134.",
    items=(LetterItem("Lanreotide: 120 mg every 4 weeks.", "Responsible: Dr. A. Okafor, by Dec 11, 2026."),),
    reasons=("Slow growth.", "Dr. C. Hale disagreed: “Resectable today.”"), patient_wants="Fewer trips.",
    signatures=(("Signed electronically for the board", "R. Vance, MD", "Friday, December 4, 2026, 9:02 am"),))
CASE = MinuteCase(1, "QUILLFEATHER, Dorothea", "May 2, 1963", 63, "Female", "009 900 417", "Ileal NET G2",
                  "Debulk the liver first?", "Decided. Unanimous", ("Lanreotide, responsible Dr. A. Okafor",),
                  ("Dr. C. Hale disagreed: “Resectable today.”",), "Present for this case: R. Vance.",
                  "Signed by Dr. R. Vance.")
MINUTES = Minutes("Neuroendocrine tumor board", "Friday, December 4, 2026", "7:00 am to 8:21 am", "Dr. R. Vance",
                  "Dana Whitlock", "Friday, December 4, 2026, 9:00 am", 0, (CASE,), (("R. Vance, MD", "in the room"),))


def test_a_letter_names_patient_question_steps_disagreement_and_signature_on_one_page() -> None:
    paper = read(letter_pdf(LETTER))
    assert len(paper.pages) == 1
    for words in ("CONFIDENTIAL: PATIENT INFORMATION", "QUILLFEATHER, Dorothea", "MRN 009 900 417",
                  "Debulk the liver first?", "Lanreotide: 120 mg every 4 weeks.", "by Dec 11, 2026",
                  "Dr. C. Hale disagreed: “Resectable today.”", "Fewer trips.", "R. Vance, MD", "version 2"):
        assert words in paper.text


def test_what_people_typed_is_printed_as_typed_and_never_becomes_markup() -> None:
    paper = read(letter_pdf(replace(LETTER, question="= Head #sys.version *bold* $x$ <b>")))
    assert "= Head #sys.version *bold* $x$ <b>" in paper.text


def test_minutes_give_each_case_its_outcome_and_who_was_there() -> None:
    paper = read(minutes_pdf(MINUTES))
    for words in ("1. QUILLFEATHER, Dorothea", "Decided. Unanimous", "Lanreotide, responsible Dr. A. Okafor",
                  "Present for this case: R. Vance.", "R. Vance, MD, in the room", "7:00 am to 8:21 am"):
        assert words in paper.text
    assert "not signed yet" not in paper.text


def test_minutes_with_an_unsigned_record_say_that_they_are_a_draft() -> None:
    assert "1 record is not signed yet: these minutes are a draft." in read(
        minutes_pdf(replace(MINUTES, unsigned=1))).text
