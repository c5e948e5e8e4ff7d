"""Following the meeting: the same case on every screen, cheap while nothing happens, and never a name on the wall."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.factories import FRIDAY
from tests.house.queries import count_queries
from tests.rooms import Room, published
from tumorboard.db import db
from tumorboard.models import Board, Patient, SignIn

AT = f"/meetings/{FRIDAY.isoformat()}/room"


@pytest.fixture
def room(session: Session, board: Board, client: FlaskClient) -> Room:
    return published(session, board, client)


def patient_of(room: Room) -> Patient:
    """Give whom the first case is about."""
    return room.session.get_one(Patient, room.cases[0].patient_id)


def look(client: FlaskClient, path: str, tag: str = "") -> tuple[int, str, str]:
    """Ask as the script does."""
    answer = client.get(AT + path, headers={"If-None-Match": tag} if tag else {})
    return answer.status_code, answer.headers.get("ETag", ""), answer.get_data(as_text=True)


def test_before_it_begins_the_page_says_so(room: Room) -> None:
    assert "The meeting has not begun." in look(room.client, "/live/now")[2]


def test_everybody_sees_the_case_on_the_table(room: Room) -> None:
    room.open()
    code, _, text = look(room.client, "/live/now")
    assert (code, room.cases[0].question in text) == (200, True)


def test_nothing_is_sent_while_nothing_changes(room: Room) -> None:
    room.open()
    _, tag, _ = look(room.client, "/live/now")
    with count_queries(db.engine) as sent:
        assert look(room.client, "/live/now", tag)[0] == 304
    assert [each for each in sent if "FROM meeting" in each and "discussion" not in each] == []


def test_a_change_is_sent_at_the_next_look(room: Room) -> None:
    room.open()
    _, tag, _ = look(room.client, "/live/now")
    room.post(f"/{room.cases[1].id}/begin")
    code, _, text = look(room.client, "/live/now", tag)
    assert (code, room.cases[1].question in text) == (200, True)


def test_the_wall_shows_no_name_and_no_whole_number(room: Room) -> None:
    room.open()
    patient = patient_of(room)
    _, _, text = look(room.client, "/screen/now")
    assert [word in text for word in (patient.family_name, patient.given_name, str(patient.mrn))] == [False] * 3
    assert patient.mrn[-3:] in text


def test_names_are_shown_on_the_wall_when_asked_for(room: Room) -> None:
    room.open()
    assert patient_of(room).family_name.upper() in look(room.client, "/screen/now?names=shown")[2]


def test_looking_again_and_again_keeps_no_session_alive(room: Room, session: Session) -> None:
    room.open()
    before = session.scalars(select(SignIn)).one().last_seen_at - timedelta(minutes=5)
    session.execute(update(SignIn).values(created_at=before, authenticated_at=before, last_seen_at=before))
    session.commit()
    look(room.client, "/live/now")
    assert session.scalars(select(SignIn)).one().last_seen_at == before
    look(room.client, "/live")
    assert session.scalars(select(SignIn)).one().last_seen_at > before


def test_whoever_is_signed_out_gets_nothing(room: Room) -> None:
    room.open()
    assert look(room.client.application.test_client(), "/live/now")[0] == 303
