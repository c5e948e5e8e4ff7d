"""What each cell may say."""

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.intake.lists import ROMANO, SETTING, WEXLER, csv_of, good, only, reasons, results
from tumorboard.vocabulary.intake import RowOutcome, Weight


def test_a_good_row_is_a_new_patient_without_a_word() -> None:
    result = only()
    assert (result.outcome, result.problems, result.changes) == (RowOutcome.NEW, (), ())
    assert result.values["responsible_clinician"] == WEXLER
    assert result.values["mrn_issuer"] == "General Hospital"


@pytest.mark.parametrize("column", [
    "mrn", "family_name", "given_name", "birth_date", "sex", "net_family", "submission_type", "question",
    "responsible_clinician"])
def test_an_empty_required_cell_rejects_its_row(column: str) -> None:
    result = only(**{column: "  "})
    assert (result.outcome, reasons(result)) == (RowOutcome.REJECTED, {column: "This is required."})


@pytest.mark.parametrize(("column", "text"), [
    ("mrn", "12"), ("mrn", "9" * 33), ("mrn", "9.93E+07"), ("mrn", "9930_0901"), ("mrn", "٩٩٣"),
    ("family_name", "1963-05-22"), ("family_name", "Q" * 81), ("family_name", "ß" * 41),
    ("given_name", "Do\nrothea"), ("given_name", "Do\x00ro"),
    ("given_name", "Do\u202eaehtor"), ("given_name", "Doro\u200bthea"), ("birth_date", "not known"),
    ("birth_date", "1970-02-30"), ("birth_date", "2026-12-02"), ("birth_date", "12/02/2026"),
    ("birth_date", "13/04/1970"), ("birth_date", "1963"), ("birth_date", "99999"), ("birth_date", "1963-5-22"),
    ("birth_date", "99/99/99"),
    ("sex", "woman"), ("net_family", "neuroblastoma"), ("submission_type", "asap"), ("urgency", "whenever"),
    ("urgency", "0"), ("question", "Resect it now?"), ("question", "q" * 2001),
    ("question", "Which treatment is first\x07 here?"), ("responsible_clinician", "nobody"),
    ("responsible_clinician", "99300901")])
def test_a_bad_required_cell_rejects_its_row(column: str, text: str) -> None:
    result = only(**{column: text})
    assert result.outcome is RowOutcome.REJECTED
    assert [(problem.column, problem.weight) for problem in result.problems] == [(column, Weight.REJECT)]


@pytest.mark.parametrize(("column", "text", "value"), [
    ("mrn", " 00 4812 771 ", "004812771"), ("mrn", "not assigned", "Not assigned"), ("mrn", "AB-0012", "AB-0012"),
    ("family_name", "O'Neill-Çelik", "O'Neill-Çelik"), ("family_name", "لوسي", "لوسي"),
    ("family_name", "<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("birth_date", "05/22/1963", date(1963, 5, 22)), ("birth_date", "5/5/1963", date(1963, 5, 5)),
    ("sex", "F", "female"), ("sex", "u", "unknown"), ("sex", "Other", "other"),
    ("net_family", "Pancreatic NET", "pan_net"), ("submission_type", "NEW DIAGNOSIS", "new_diagnosis"),
    ("urgency", "", "routine"), ("urgency", "Must be seen within 10 days", "within_10_days"),
    ("urgency", "soon", "soon"),
    ("question", "=1+1 is a question, and stays text", "=1+1 is a question, and stays text"),
    ("question", "First line of the question\nsecond line", "First line of the question\nsecond line"),
    ("question", "q" * 2000, "q" * 2000), ("responsible_clinician", "YWexler@Example.org", WEXLER),
    ("presenter", "eromano", ROMANO), ("ecog", "4", 4), ("referral_date", "2026-11-30", date(2026, 11, 30)),
    ("specialties_needed", "radiology; genetics;radiology", ("radiology", "genetics")),
    ("primary_site", "Ileum", "ileum"), ("mrn_issuer", "GENERAL HOSPITAL", "General Hospital"),
    ("mrn_issuer", "Elsewhere", "Elsewhere")])
def test_a_good_cell_is_read(column: str, text: str, value: object) -> None:
    result = only(**{column: text})
    assert (result.outcome, result.values[column]) == (RowOutcome.NEW, value)


@pytest.mark.parametrize(("column", "text", "value"), [
    ("birth_date", "03/04/1970", date(1970, 3, 4)), ("birth_date", "5/22/63", date(1963, 5, 22)),
    ("birth_date", "63-05-22", date(1963, 5, 22)), ("birth_date", "22.05.63", date(1963, 5, 22)),
    ("birth_date", "12/02/26", date(1926, 12, 2)), ("birth_date", "23153", date(1963, 5, 22)),
    ("birth_date", "23153.0", date(1963, 5, 22)), ("birth_date", "1900-01-01", date(1900, 1, 1)),
    ("referral_date", "46000", date(2025, 12, 9))])
def test_a_date_that_could_be_another_asks_a_person(column: str, text: str, value: date) -> None:
    result = only(**{column: text})
    assert (result.outcome, result.values[column]) == (RowOutcome.NEEDS_REVIEW, value)
    assert [(problem.column, problem.weight) for problem in result.problems] == [(column, Weight.REVIEW)]


@pytest.mark.parametrize(("column", "text"), [
    ("mrn_issuer", "H" * 121), ("outside_facility", "H" * 121), ("alpha_blockade", "maybe"), ("primary_site", "toe"),
    ("specialties_needed", "radiology;astrology"), ("specialties_needed", ";"), ("presenter", "nobody"), ("ecog", "5"),
    ("ecog", "1.0"), ("ecog", "²"), ("referral_date", "yesterday"), ("referral_date", "2026-12-02"),
    ("primary_site", "il\x00eum")])
def test_a_bad_optional_cell_asks_a_person_and_is_shown_left_out(column: str, text: str) -> None:
    result = only(**{column: text})
    assert result.outcome is RowOutcome.NEEDS_REVIEW
    assert result.values.get(column) == ("General Hospital" if column == "mrn_issuer" else None)
    assert [(change.column, change.old, change.new) for change in result.changes] == [(column, text, "")]


@pytest.mark.parametrize(("change", "column"), [
    ({"submission_type": "second_opinion"}, "outside_facility"), ({"net_family": "ppgl"}, "alpha_blockade"),
    ({"net_family": "ppgl", "alpha_blockade": "maybe"}, "alpha_blockade")])
def test_what_another_answer_makes_required_rejects_when_it_is_missing(change: dict[str, str], column: str) -> None:
    result = only(**change)
    assert (result.outcome, list(reasons(result))) == (RowOutcome.REJECTED, [column])


def test_an_age_above_120_asks_a_person_and_120_does_not() -> None:
    assert only(birth_date="1906-12-01").outcome is RowOutcome.NEW
    assert only(birth_date="1905-12-01").outcome is RowOutcome.NEEDS_REVIEW


def test_a_missing_number_is_allowed_and_flagged() -> None:
    result = only(mrn="Not assigned")
    assert (result.outcome, list(reasons(result))) == (RowOutcome.NEW, ["mrn"])


def test_every_changed_value_is_shown_old_and_new() -> None:
    result = only(mrn=" 0048 12 ", birth_date="05/22/1963", sex="F", family_name="Quill ",
                  question="'=resect or treat it first?")
    assert [(change.column, change.old, change.new) for change in result.changes] == [
        ("mrn", " 0048 12 ", "004812"), ("family_name", "Quill ", "Quill"),
        ("birth_date", "05/22/1963", "1963-05-22"), ("sex", "F", "female"),
        ("question", "'=resect or treat it first?", "=resect or treat it first?")]


def test_soon_is_for_coordinators_only() -> None:
    found = results(csv_of(good(urgency="soon")), setting=replace(SETTING, may_say_soon=False))
    assert (found[0].outcome, list(reasons(found[0]))) == (RowOutcome.REJECTED, ["urgency"])


def test_no_reason_repeats_what_a_cell_says() -> None:
    secret = "Zyxwvut Secretname 1234567"
    result = only(**dict.fromkeys(good(ecog="", presenter="", primary_site="", specialties_needed=""), secret))
    assert not any("Secretname" in problem.reason for problem in result.problems)


def test_a_rejected_row_promises_no_import_and_a_row_to_look_at_says_what_is_left_out() -> None:
    assert reasons(only(ecog="9"))["ecog"] == "Use a whole number from 0 to 4. Imported without it, if you agree."
    rejected = only(ecog="9", sex="?")
    assert (reasons(rejected)["ecog"], rejected.changes) == ("Use a whole number from 0 to 4.", ())
