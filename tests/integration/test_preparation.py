"""What radiology and pathology prepare for the coming meeting: in running order, ticked off in place."""


import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW
from tests.owed import People, owing_people, stored
from tests.reading import as_read
from tests.sending import send
from tests.signing import sign_in
from tumorboard.models import (
    Board,
    Case,
    Docket,
    DocketItem,
    Meeting,
    OutsideMaterial,
    PreparationMark,
)
from tumorboard.vocabulary.outside import MaterialKind
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus

QUERIES = 10


@pytest.fixture
def people(session: Session, board: Board, meeting: Meeting) -> People:
    return owing_people(session, board)


@pytest.fixture
def case(session: Session, board: Board, people: People) -> Case:
    return stored(session, board, people["referrer"])


def docketed(session: Session, meeting: Meeting, *listed: Case) -> None:
    """Put cases on the docket in this order."""
    session.add(Docket(meeting_id=meeting.id, build=1, built_at=NOW, input_hash="x", proof="optimal", minutes_used=12,
                       specialist_minutes=12, first_come_minutes=12, lower_bound=12, items=[
                           DocketItem(case_id=each.id, position=place, start_min=place * 6, minutes=6, tier=3)
                           for place, each in enumerate(listed, 1)]))
    session.commit()


def test_radiology_prepares_in_running_order_with_times_once_published(
        session: Session, board: Board, client: FlaskClient, case: Case, people: People, meeting: Meeting) -> None:
    second = stored(session, board, people["referrer"], family_name="Abernathy")
    docketed(session, meeting, second, case)
    browser = sign_in(client, people["radiologist"])
    page = as_read(browser.get("/worklists/preparation/radiology"))
    assert page.index("ABERNATHY") < page.index("QUILLFEATHER") and "provisional order" in page
    meeting.status, meeting.published_at, meeting.frozen_at = MeetingStatus.PUBLISHED, NOW, NOW
    session.commit()
    page = as_read(browser.get("/worklists/preparation/radiology"))
    assert "<h2>7:06 <a" in page and "CT, Nov 20, 2026" in page and "Two new lesions" in page


def test_a_line_is_ticked_off_in_place_and_put_back(
        session: Session, client: FlaskClient, case: Case, people: People) -> None:
    browser, here = sign_in(client, people["radiologist"]), f"/worklists/preparation/radiology/{case.id}"
    for _ in range(2):
        code, page = send(browser, here, line="a" * 60)
        assert code == 303
    mark = session.scalars(select(PreparationMark)).one()
    assert (mark.line, mark.done_by_id) == ("a" * 40, people["radiologist"].id)
    for _ in range(2):
        assert send(browser, here, line="a" * 40, do="undo")[0] == 303
    assert session.scalars(select(PreparationMark)).all() == []


def test_what_is_done_is_said_with_its_name(
        session: Session, client: FlaskClient, case: Case, people: People) -> None:
    browser = sign_in(client, people["radiologist"])
    page = browser.get("/worklists/preparation/radiology").text
    line = page.split('name="line" value="')[1].split('"')[0]
    assert "Done, Dr. Z. Khoury" in send(browser, f"/worklists/preparation/radiology/{case.id}", line=line)[1]


def test_another_seat_does_not_tick_off(client: FlaskClient, case: Case, people: People) -> None:
    browser = sign_in(client, people["radiologist"])
    assert send(browser, f"/worklists/preparation/pathology/{case.id}", line="x")[0] == 403
    assert send(browser, f"/worklists/preparation/genetics/{case.id}", line="x")[0] == 404
    assert browser.get("/worklists/preparation/genetics").status_code == 404


def test_nothing_is_ticked_off_of_a_decided_case(
        session: Session, client: FlaskClient, case: Case, people: People) -> None:
    session.get_one(Case, case.id).status = CaseStatus.DISCUSSED
    session.commit()
    browser = sign_in(client, people["coordinator"])
    assert send(browser, f"/worklists/preparation/radiology/{case.id}", line="x")[0] == 409


def test_pathology_reads_again_what_came_from_outside(
        session: Session, client: FlaskClient, case: Case, people: People) -> None:
    session.add(OutsideMaterial(case_id=case.id, kind=MaterialKind.SLIDES, what="Slides of the biopsy",
                                asked_on=FRIDAY, asked_by_id=people["coordinator"].id, received_on=FRIDAY,
                                received_by_id=people["coordinator"].id))
    session.commit()
    page = as_read(sign_in(client, people["pathologist"]).get("/worklists/preparation/pathology"))
    assert "Slides of the biopsy" in page and "To read again" in page and "Note the reading" in page
