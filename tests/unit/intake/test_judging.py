"""Rows against what is stored, and against one another."""

from datetime import date

import pytest

from tests.unit.intake.lists import csv_of, good, outcomes, reasons, results
from tumorboard.domain.identity import Identity
from tumorboard.domain.intake import Known, intake_key
from tumorboard.vocabulary.intake import RowOutcome

NUMBER = ("General Hospital", "99300901")
STORED = Known(by_number={NUMBER: Identity("Quillfeather", "Dorothea", date(1963, 5, 22))})
NAMED = Known(persons=frozenset({("quillfeather dorothea", date(1963, 5, 22))}))


def test_a_known_patient_with_a_new_question_is_a_new_case() -> None:
    assert outcomes(csv_of(good(family_name="QUILLFEATHER")), STORED) == ["existing"]


@pytest.mark.parametrize(("change", "column"), [
    ({"family_name": "Other"}, "family_name"), ({"given_name": "Dora"}, "given_name"),
    ({"birth_date": "1963-05-23"}, "birth_date")])
def test_an_identity_that_differs_asks_a_person_and_reveals_nothing(change: dict[str, str], column: str) -> None:
    found = results(csv_of(good(**change)), STORED)[0]
    assert (found.outcome, list(reasons(found))) == (RowOutcome.NEEDS_REVIEW, [column, "mrn"])
    words = reasons(found)[column]
    assert "differs from the stored record" in words
    assert not any(stored in words for stored in ("Quillfeather", "Dorothea", "1963"))


def test_a_namesake_born_on_the_same_day_asks_a_person() -> None:
    assert outcomes(csv_of(good()), NAMED) == ["needs_review"]
    assert outcomes(csv_of(good(mrn="Not assigned")), NAMED) == ["needs_review"]
    assert outcomes(csv_of(good(birth_date="1963-05-23")), NAMED) == ["new"]


def test_the_number_of_another_hospital_is_another_number() -> None:
    assert outcomes(csv_of(good(mrn_issuer="Elsewhere", family_name="Other")), STORED) == ["new"]


def test_a_stored_referral_is_a_duplicate() -> None:
    key = results(csv_of(good()))[0].key
    assert outcomes(csv_of(good()), Known(keys={key})) == ["duplicate"]


def test_a_repeated_row_is_a_duplicate_however_it_is_typed() -> None:
    again = good(mrn="9930 0901", family_name="quillfeather", birth_date="05/22/1963", net_family=" GEP_NET ",
                 question="resect the PRIMARY first,  or begin systemic treatment?")
    found = results(csv_of(good(), again))
    assert [each.outcome.value for each in found] == ["new", "duplicate"]
    assert reasons(found[1]) == {"(whole row)": "This repeats row 1 of the file."}


def test_a_repeated_row_that_is_urgent_says_so() -> None:
    found = results(csv_of(good(), good(urgency="bp_danger")))
    assert "The row is urgent" in reasons(found[1])["(whole row)"]


def test_a_second_question_about_a_patient_of_the_file_is_a_known_patient() -> None:
    assert outcomes(csv_of(good(), good(question="Is there a trial for this tumor?"))) == ["new", "existing"]


def test_one_number_with_two_names_in_a_file_asks_a_person() -> None:
    assert outcomes(csv_of(good(), good(family_name="Other"))) == ["new", "needs_review"]


def test_one_person_with_two_numbers_in_a_file_asks_a_person() -> None:
    assert outcomes(csv_of(good(), good(mrn="99300902"))) == ["new", "needs_review"]
    twice = csv_of(good(mrn="Not assigned"), good(mrn="Not assigned", question="Is there a trial for this tumor?"))
    assert outcomes(twice) == ["new", "needs_review"]


def test_a_row_that_needs_review_is_taken_only_when_exactly_its_reasons_were_confirmed() -> None:
    raw = csv_of(good(ecog="9"))
    token = results(raw)[0].token
    assert results(raw, confirmed=frozenset({token}))[0].outcome is RowOutcome.NEW
    assert results(raw, confirmed=frozenset({"1-0000000000000000"}))[0].outcome is RowOutcome.NEEDS_REVIEW
    conflict = Known(by_number={NUMBER: Identity("Other", "Person", date(1950, 1, 1))})
    assert results(raw, conflict, frozenset({token}))[0].outcome is RowOutcome.NEEDS_REVIEW


def test_a_confirmed_conflict_of_identity_is_another_patient() -> None:
    raw = csv_of(good(family_name="Other"))
    token = results(raw, STORED)[0].token
    assert results(raw, STORED, frozenset({token}))[0].outcome is RowOutcome.NEW


@pytest.mark.parametrize("row", [
    good(urgency="bp_danger", sex="?"), good(urgency="at once"), good(urgency="bp_danger", ecog="9")])
def test_an_urgent_row_that_fails_is_told_from_the_others(row: dict[str, str]) -> None:
    assert [each.is_urgent_failure for each in results(csv_of(row, good(sex="?"), good(urgency="bp_danger")))] == [
        True, False, False]


def test_an_urgent_row_with_the_wrong_number_of_columns_is_found_too() -> None:
    header = csv_of().decode().strip()
    found = results(f"{header}\nx,tumor_emergency\nx,routine\n\"open,bp_danger\n".encode())
    assert [each.is_urgent_failure for each in found] == [True, False, True]


@pytest.mark.parametrize("change", [
    {"mrn": "99300902"}, {"family_name": "Other"}, {"birth_date": "1963-05-23"}, {"net_family": "pan_net"},
    {"submission_type": "progression"}, {"question": "Is there a trial for this tumor?"}, {"mrn_issuer": "Elsewhere"}])
def test_the_key_changes_with_what_makes_a_referral_another(change: dict[str, str]) -> None:
    mine, other = (results(csv_of(row))[0].values for row in (good(), good(**change)))
    assert intake_key(mine) != intake_key(other)
    assert len(intake_key(mine)) == 64


def test_the_key_does_not_change_with_what_may_be_added_later() -> None:
    mine, other = (results(csv_of(row))[0].values for row in (good(), good(ecog="1", urgency="bp_danger")))
    assert intake_key(mine) == intake_key(other)
