"""Following the meeting: the same case on every screen, cheap while nothing happens, and never a name on the wall."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, MemberFactory
from tests.house.fixed_clock import set_clock
from tests.house.queries import count_queries
from tests.rooms import Room, place_people, published
from tests.signing import sign_in
from tumorboard import clock
from tumorboard.db import db
from tumorboard.models import Board, Member, MemberRole, Patient, SignIn
from tumorboard.vocabulary.people import Role
from tumorboard.web import shared

AT = f"/meetings/{FRIDAY.isoformat()}/room"


@pytest.fixture
def room(session: Session, board: Board, client: FlaskClient) -> Room:
    set_clock(session, board)
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


def test_that_nothing_changed_is_told_in_one_query(room: Room) -> None:
    room.open()
    _, tag, _ = look(room.client, "/live/now")
    with count_queries(db.engine) as sent:
        assert look(room.client, "/live/now", tag)[0] == 304
    assert len(sent) == 1


@pytest.mark.parametrize("page", ["/live/now", "/screen/now", "/screen/now?names=shown"])
def test_what_was_seen_of_one_page_is_no_other_ones(room: Room, page: str) -> None:
    room.open()
    tags = {each: look(room.client, each)[1] for each in ("/live/now", "/screen/now", "/screen/now?names=shown")}
    assert {each: look(room.client, page, tag)[0] for each, tag in tags.items()} == {
        each: 304 if each == page else 200 for each in tags}


def test_nobody_is_answered_with_what_another_one_saw(room: Room, session: Session) -> None:
    room.open()
    member = MemberFactory(session=session, board_id=room.meeting.board_id)
    other = sign_in(room.client.application.test_client(), member)
    assert look(other, "/live/now", look(room.client, "/live/now")[1])[0] == 200


def ago(**much: int) -> datetime:
    return clock.real_now() - timedelta(**much)


def end(session: Session) -> None:
    session.execute(update(SignIn).values(ended_at=ago()))


def idle(session: Session) -> None:
    session.execute(update(SignIn).values(created_at=ago(hours=1), last_seen_at=ago(hours=1)))


def grow_old(session: Session) -> None:
    session.execute(update(SignIn).values(created_at=ago(days=2)))


def change_password(session: Session) -> None:
    session.execute(update(Member).values(session_version=Member.session_version + 1))


def disable(session: Session) -> None:
    session.execute(update(Member).values(is_active=False))


@pytest.mark.parametrize("closes", [end, idle, grow_old, change_password, disable])
def test_who_has_seen_it_is_told_nothing_more_once_their_session_is_over(
        room: Room, session: Session, closes: Callable[[Session], None]) -> None:
    room.open()
    tag = look(room.client, "/live/now")[1]
    assert look(room.client, "/live/now", tag)[0] == 304
    closes(session)
    session.commit()
    assert look(room.client, "/live/now", tag)[0] == 303


def test_who_has_seen_it_is_told_nothing_more_once_their_role_is_taken(room: Room, session: Session) -> None:
    room.open()
    tag = look(room.client, "/live/now")[1]
    session.execute(update(MemberRole).where(MemberRole.role == Role.COORDINATOR).values(role=Role.AUDITOR))
    session.commit()
    assert look(room.client, "/live/now", tag)[0] == 403


@pytest.mark.parametrize("day", ["2026-13-45", "yesterday", "20261204", "1999-01-01"])
def test_a_day_without_a_meeting_is_not_found_whatever_was_seen(room: Room, day: str) -> None:
    tag = look(room.client, "/live/now")[1]
    answer = room.client.get(f"/meetings/{day}/room/live/now", headers={"If-None-Match": tag})
    assert (answer.status_code, "We cannot find" in answer.text) == (404, True)


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


def needed_for_both(session: Session, room: Room) -> list[FlaskClient]:
    """Give two members who follow: one is needed for the first case, the other one for the second."""
    members = [room.people["chair"], room.people["radiologist"]]
    place_people(room, members)
    room.open()
    return [sign_in(room.client.application.test_client(), each) for each in members]


def test_what_everybody_fetches_at_once_is_drawn_once(room: Room, session: Session) -> None:
    both = needed_for_both(session, room)
    with count_queries(db.engine) as sent:
        for client in both * 5:
            assert room.cases[0].question in look(client, "/live/now")[2]
    # The moment for which it is drawn may pass once among ten looks.
    assert len([each for each in sent if "FROM docket_item" in each]) <= 2


def test_each_is_told_when_they_themselves_are_needed(room: Room, session: Session) -> None:
    told = [re.findall("from about\\s+([0-9:]+) to ([0-9:]+)", look(each, "/live/now")[2])
            for each in needed_for_both(session, room)]
    assert told == [[("7:00", "7:06")], [("7:06", "7:12")]]


@pytest.mark.parametrize("page", ["/live/now", "/screen/now", "/screen/now?names=shown"])
def test_what_is_shared_is_no_readers_own(room: Room, session: Session, page: str) -> None:
    room.open()
    app, drawn = room.client.application, set()
    for role in (Role.COORDINATOR, Role.CHAIR, Role.SPECIALIST):
        member = MemberFactory(session=session, board_id=room.meeting.board_id, roles=(role,))
        # Nothing is kept from one reader to the next: each has the page drawn for them.
        shared.install(app)
        drawn.add(look(sign_in(app.test_client(), member), page)[2])
    assert len(drawn) == 1
