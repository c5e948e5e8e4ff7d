"""What can be opened beside a case: studies in the viewer, files; and what a young patient needs."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import MeetingFactory, MemberFactory, PatientFactory
from tests.house.fixed_clock import set_clock
from tests.showing import page_of, stored
from tests.signing import csrf, sign_in
from tests.unit.test_file_content import PDF
from tumorboard.models import Board, Member

VIEWER = "https://pacs.example.org/open?study=1.2.3"
CT = {"modality": "ct", "region": "abdomen_pelvis", "date": "2026-11-20", "loaded": "yes", "link": VIEWER}


@pytest.fixture
def owner(session: Session, board: Board) -> Member:
    """Whoever submits, in a week with a meeting."""
    set_clock(session, board)
    MeetingFactory(session=session, board_id=board.id)
    made: Member = MemberFactory(session=session, board_id=board.id)
    return made


@pytest.fixture
def browser(client: FlaskClient, owner: Member) -> FlaskClient:
    return sign_in(client, owner)


def test_a_study_opens_in_the_viewer_and_says_where_its_images_are(
        session: Session, board: Board, browser: FlaskClient, owner: Member) -> None:
    away = {"modality": "sstr_pet", "date": "2026-11-02", "loaded": "requested", "outside": True}
    page = page_of(browser, stored(session, board, owner, answers={"imaging": [away, CT]}))
    assert f'<a href="{VIEWER}" target="_blank"' in page and page.count(VIEWER) == 1
    listed = page[page.index('id="material"'):]
    assert listed.index("CT, abdomen") < listed.index("SSTR PET, Nov 2, 2026")
    assert "Images here" in listed and "Requested" in listed and "from outside" in listed


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://pacs.example.org", "", None, 7])
def test_no_other_address_becomes_a_link(
        session: Session, board: Board, browser: FlaskClient, owner: Member, link: Any) -> None:
    page = page_of(browser, stored(session, board, owner, answers={"imaging": [{**CT, "link": link}]}))
    assert 'target="_blank"' not in page and "CT, abdomen" in page


def test_a_file_is_opened_from_the_case_and_one_that_went_is_not(
        session: Session, board: Board, browser: FlaskClient, owner: Member) -> None:
    case = stored(session, board, owner, answers={"ecog": 1})
    assert "No study is recorded and no file is" in page_of(browser, case)
    browser.post(f"/cases/{case.id}/files", data={"csrf_token": csrf(browser), "about": "Outside report",
                                                  "file": (BytesIO(PDF), "review.pdf")})
    page = page_of(browser, case)
    assert "review.pdf" in page and "Outside report" in page
    there = page.split(f"/cases/{case.id}/files/")[1].split('"')[0]
    assert browser.get(f"/cases/{case.id}/files/{there}").data == PDF
    browser.post(f"/cases/{case.id}/files/{there}/remove", data={"csrf_token": csrf(browser), "reason": "Wrong one."})
    assert "review.pdf" not in page_of(browser, case)


def test_radiology_opens_the_viewer_from_its_list(
        session: Session, board: Board, client: FlaskClient, owner: Member) -> None:
    radiologist = MemberFactory(session=session, board_id=board.id, specialties=("radiology",))
    stored(session, board, owner, accepted=True, specialties=("radiology",), answers={"imaging": [CT]})
    page = sign_in(client, radiologist).get("/worklists/preparation/radiology").get_data(as_text=True)
    assert f'href="{VIEWER}"' in page


@pytest.mark.parametrize(("born", "answers", "words"), [
    (date(2015, 1, 1), {}, {"Pediatric patient": True, "Pediatrics is not invited": True, "First adult": False}),
    (date(2015, 1, 1), {"no_pediatrics_reason": "Seen there last week."}, {"Seen there last week.": True}),
    (date(2009, 6, 1), {"transition_stage": "planned", "handover": ["adult_team"], "diagnosis_date": "2020"},
     {"Transition to adult care": True, "Planned, adult team named": True, "First adult visit dated": True}),
    (date(2009, 6, 1), {}, {"Transition to adult care": True, "Not started": True}),
    (date(2006, 6, 1), {"diagnosis_date": "2026-01-01"},
     {"Age of transition": True, "Transition to adult care": False}),
    (date(1970, 1, 1), {}, {"Pediatrics is": False, "Transition to adult care": False}),
])
def test_a_young_patient_has_pediatrics_and_the_hand_over_in_sight(
        session: Session, owner: Member, browser: FlaskClient, born: date, answers: dict[str, Any],
        words: dict[str, bool]) -> None:
    board = session.get_one(Board, owner.board_id)
    patient = PatientFactory(session=session, board_id=board.id, birth_date=born)
    page = page_of(browser, stored(session, board, owner, patient=patient, answers=answers))
    assert {each: each in page for each in words} == words


def test_a_child_is_held_against_the_lines_of_its_age(
        session: Session, board: Board, browser: FlaskClient, owner: Member) -> None:
    patient = PatientFactory(session=session, board_id=board.id, birth_date=date(2018, 1, 10))
    page = page_of(browser, stored(session, board, owner, patient=patient, net_family="ppgl", tier=0,
                                   answers={"sbp": 149, "dbp": 80}))
    assert "The board’s lines at 8 years: 149 over 99, or a crisis within 30 days." in page
