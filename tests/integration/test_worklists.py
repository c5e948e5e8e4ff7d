"""Worklists: own tasks, what is missing for the coming meeting, and what radiology and pathology prepare."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW
from tests.house.queries import count_queries
from tests.owed import People, owing_people, request, stored
from tests.reading import as_read
from tests.sending import send
from tests.signing import sign_in
from tumorboard.db import db
from tumorboard.domain.errors import MoveRefused
from tumorboard.models import (
    Board,
    Case,
    Meeting,
    Notice,
    Readiness,
    Reminder,
)
from tumorboard.queries import cases
from tumorboard.services import judging, preparing
from tumorboard.vocabulary.workflow import ReadinessState

QUERIES = 10


@pytest.fixture
def people(session: Session, board: Board, meeting: Meeting) -> People:
    return owing_people(session, board)


@pytest.fixture
def case(session: Session, board: Board, people: People) -> Case:
    return stored(session, board, people["referrer"])


def test_each_owner_has_their_own_tasks_the_latest_first(
        session: Session, client: FlaskClient, case: Case, people: People) -> None:
    request(session, case, "path_report", NOW.date() - timedelta(days=3))
    request(session, case, "path_grade", NOW.date() + timedelta(days=3), people["pathologist"])
    page = as_read(sign_in(client, people["pathologist"]).get("/worklists"))
    assert page.index("Pathology report here") < page.index("Differentiation with Ki-67")
    assert "3 days late" in page and "Due Dec 4" in page and "What matters to the patient" not in page


def test_what_was_asked_of_somebody_by_name_is_not_the_seats(
        session: Session, client: FlaskClient, case: Case, people: People) -> None:
    request(session, case, "path_grade", FRIDAY, people["radiologist"])
    pages = {who: as_read(sign_in(client, people[who]).get("/worklists")) for who in ("radiologist", "pathologist")}
    assert ["Differentiation with Ki-67" in page for page in pages.values()] == [True, False]


def test_an_owner_brings_an_item_in_place(session: Session, client: FlaskClient, case: Case, people: People) -> None:
    browser = sign_in(client, people["pathologist"])
    code, page = send(browser, f"/worklists/items/{case.id}/path_report/ready")
    assert code == 303 and "Ready: Pathology report here." in page
    row = session.scalars(select(Readiness)).one()
    assert (row.item, row.state, row.set_by_id) == ("path_report", ReadinessState.READY, people["pathologist"].id)


@pytest.mark.parametrize(("who", "code"), [("radiologist", 403), ("other", 404)])
def test_nobody_brings_what_is_somebody_elses(
        client: FlaskClient, case: Case, people: People, who: str, code: int) -> None:
    assert send(sign_in(client, people[who]), f"/worklists/items/{case.id}/path_report/ready")[0] == code


def test_referring_clinicians_see_tasks_of_their_own_patients_only(
        session: Session, board: Board, client: FlaskClient, case: Case, people: People) -> None:
    stored(session, board, people["other"], family_name="Strange")
    page = as_read(sign_in(client, people["referrer"]).get("/worklists"))
    assert "QUILLFEATHER" in page and "STRANGE" not in page


def test_the_coordinator_sees_what_is_missing_by_case(
        session: Session, board: Board, client: FlaskClient, case: Case, people: People) -> None:
    request(session, case, "path_report", NOW.date() - timedelta(days=2), people["pathologist"])
    stored(session, board, people["referrer"], family_name="Nextweek", promised_on=FRIDAY + timedelta(days=7))
    page = as_read(sign_in(client, people["coordinator"]).get("/worklists/missing"))
    assert "What is missing for Friday" in page and "1 of 1 case lacks something; <b class=\"red\">1 item late" in page
    assert "Dr. I. Haddad" in page and "2 days late" in page and "Due Dec 2" in page and "NEXTWEEK" not in page


def test_asking_sets_owner_and_day_and_tells_whose_it_is(
        session: Session, client: FlaskClient, case: Case, people: People) -> None:
    browser = sign_in(client, people["coordinator"])
    code, page = send(browser, f"/worklists/missing/{case.id}/path_report/ask")
    assert code == 303 and "Asked for: Pathology report here." in page and "reminded Dec 1" in page
    row = session.scalars(select(Readiness)).one()
    assert (row.state, row.due_on) == (ReadinessState.REQUESTED, date(2026, 12, 2))
    told = session.scalars(select(Notice)).all()
    assert [each.member_id for each in told] == [people["pathologist"].id]
    words = told[0].subject + told[0].body
    assert "Dec 2" in words and "Quillfeather" not in words and "Pathology" not in words


def test_a_reminder_names_the_person_and_is_sent_once_a_day(
        session: Session, client: FlaskClient, case: Case, people: People) -> None:
    request(session, case, "path_report", FRIDAY, people["radiologist"])
    browser = sign_in(client, people["coordinator"])
    for _ in range(2):
        assert send(browser, f"/worklists/missing/{case.id}/path_report/ask")[0] == 303
    assert session.scalars(select(Notice.member_id)).all() == [people["radiologist"].id]
    assert session.scalar(select(func.count()).select_from(Reminder)) == 2
    assert session.scalars(select(Readiness.due_on)).one() == FRIDAY


def test_the_presenter_is_reminded_of_the_presenters_items(
        session: Session, board: Board, case: Case, people: People) -> None:
    found = cases.whole(session, case.id)
    found.presenter_id = people["radiologist"].id
    item = next(each for each in judging.yardstick(session, board, now=NOW).items(found) if each.id == "patient_goals")
    preparing.remind(session, found, item, FRIDAY, by=people["coordinator"], now=NOW)
    assert session.scalars(select(Notice.member_id)).all() == [people["radiologist"].id]


def test_what_is_settled_is_not_asked_for(session: Session, board: Board, case: Case, people: People) -> None:
    session.add(Readiness(case_id=case.id, item="path_report", state=ReadinessState.READY, set_at=NOW))
    session.commit()
    found = cases.whole(session, case.id)
    item = next(each for each in judging.yardstick(session, board, now=NOW).items(found) if each.id == "path_report")
    with pytest.raises(MoveRefused):
        preparing.remind(session, found, item, FRIDAY, by=people["coordinator"], now=NOW)


@pytest.mark.parametrize("path", ["/worklists", "/worklists/missing", "/worklists/preparation/radiology",
                                  "/worklists/preparation/pathology"])
def test_an_empty_list_says_why(client: FlaskClient, people: People, path: str) -> None:
    page = as_read(sign_in(client, people["coordinator"]).get(path))
    assert "Nothing is" in page


def test_a_referrer_has_no_list_of_the_board(client: FlaskClient, people: People) -> None:
    browser = sign_in(client, people["referrer"])
    assert [browser.get(f"/worklists/{each}").status_code for each in (
        "missing", "preparation/radiology")] == [403, 403]


@pytest.mark.parametrize("path", ["/worklists", "/worklists/missing", "/worklists/preparation/radiology"])
def test_a_list_takes_as_many_queries_for_five_cases_as_for_one(
        session: Session, client: FlaskClient, case: Case, people: People, path: str) -> None:
    browser, found = sign_in(client, people["coordinator"]), []
    for number in range(2):
        browser.get(path)
        with count_queries(db.engine) as sent:
            assert browser.get(path).status_code == 200
        found.append(len(sent))
        for _ in range(4 * (1 - number)):
            extra = stored(session, session.get_one(Board, people["referrer"].board_id), people["referrer"])
            request(session, extra, "path_report", FRIDAY, people["pathologist"])
    assert found == [QUERIES, QUERIES]
