"""Derived values: confirmed or disputed by who may, shown with what they rest on, and never written over an answer."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW
from tests.judged import yard
from tests.reading import as_read
from tests.sending import send
from tests.signing import sign_in
from tumorboard.domain.errors import AnswerRefused, NotFound, Stale
from tumorboard.models import Board, Case, DerivedReview, Member
from tumorboard.services import flagging
from tumorboard.services.flagging import Said
from tumorboard.vocabulary.outside import Verdict


def test_a_derived_value_is_confirmed_without_touching_an_answer(
        session: Session, board: Board, graded: Case, specialist: Member) -> None:
    before = dict(graded.answers)
    said = Said("grade", "G2", Verdict.CONFIRMED)
    row = flagging.review(session, graded, said, yard=yard(session, board), by=specialist, now=NOW)
    assert (row.value, row.verdict, graded.answers) == ("G2", Verdict.CONFIRMED, before)


def test_disagreement_with_a_derived_value_needs_a_reason(
        session: Session, board: Board, graded: Case, specialist: Member) -> None:
    with pytest.raises(AnswerRefused):
        flagging.review(session, graded, Said("grade", "G2", Verdict.DISAGREED), yard=yard(session, board),
                        by=specialist, now=NOW)


def test_what_a_clinician_did_not_see_is_not_confirmed(
        session: Session, board: Board, graded: Case, specialist: Member) -> None:
    with pytest.raises(Stale):
        flagging.review(session, graded, Said("grade", "G1", Verdict.CONFIRMED), yard=yard(session, board),
                        by=specialist, now=NOW)


def test_a_value_that_is_not_derived_cannot_be_confirmed(
        session: Session, board: Board, graded: Case, specialist: Member) -> None:
    with pytest.raises(NotFound):
        flagging.review(session, graded, Said("stage_group", "IV", Verdict.CONFIRMED), yard=yard(session, board),
                        by=specialist, now=NOW)


def test_the_page_shows_the_derived_grade_beside_the_reported_one(
        session: Session, client: FlaskClient, graded: Case, specialist: Member) -> None:
    browser = sign_in(client, specialist)
    page = as_read(browser.get(f"/cases/{graded.id}"))
    assert "Grade, derived" in page and "WHO 2022" in page and "Report says G1" in page
    assert "Stage group" in page and "Missing: Primary site." in page
    code, page = send(browser, f"/cases/{graded.id}/values/grade", shown="G2", do="disagreed",
                      **{"derived-grade-reason": "The hot spot was missed."})
    assert code == 303 and "Disagreed</span> by Dr. A. Feld" in page
    assert session.scalars(select(DerivedReview.verdict)).one() is Verdict.DISAGREED


def test_a_coordinator_does_not_confirm_a_grade(client: FlaskClient, graded: Case, coordinator: Member) -> None:
    browser = sign_in(client, coordinator)
    assert "Confirm G2" not in as_read(browser.get(f"/cases/{graded.id}"))
    assert send(browser, f"/cases/{graded.id}/values/grade", shown="G2")[0] == 403
