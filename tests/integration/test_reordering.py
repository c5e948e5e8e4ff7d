"""The room takes a case next or puts it off; times follow, and what has begun keeps its place."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.rooms import AT, Room, published
from tests.signing import csrf
from tumorboard.models import Board, CaseEvent, Discussion, Patient


@pytest.fixture
def room(session: Session, board: Board, client: FlaskClient) -> Room:
    return published(session, board, client).open()


def order(session: Session) -> list[object]:
    """Give the cases with their planned starts, in the order of the room."""
    session.expire_all()
    return [(each.case_id, each.start_min) for each in session.scalars(
        select(Discussion).where(Discussion.minutes > 0).order_by(Discussion.position))]


def test_a_case_is_taken_next_and_the_times_follow(room: Room) -> None:
    before = order(room.session)
    last = before[-1][0]
    code, _ = room.post(f"/{last}/promote")
    found = order(room.session)
    assert (code, [each for each, _ in found]) == (303, [last, *(each for each, _ in before[:-1])])
    assert found[0][1] == before[0][1]


def test_a_case_is_put_off_to_the_end(room: Room) -> None:
    before = [each for each, _ in order(room.session)]
    room.post(f"/{before[0]}/skip")
    assert [each for each, _ in order(room.session)] == [*before[1:], before[0]]


def test_what_has_begun_keeps_its_place(room: Room) -> None:
    before = order(room.session)
    room.post(f"/{before[0][0]}/begin")
    code, words = room.post(f"/{before[0][0]}/skip")
    assert (code, "has begun already" in words, order(room.session)) == (409, True, before)


def test_a_second_press_changes_nothing_more(room: Room) -> None:
    last = order(room.session)[-1][0]
    room.post(f"/{last}/promote")
    once = order(room.session)
    room.post(f"/{last}/promote")
    assert order(room.session) == once


def test_each_move_leaves_its_event(room: Room) -> None:
    last = order(room.session)[-1][0]
    room.post(f"/{last}/promote")
    kinds = room.session.scalars(select(CaseEvent.kind).where(CaseEvent.case_id == last)).all()
    assert "discussion.promoted" in kinds


def first(room: Room) -> Discussion:
    room.session.expire_all()
    return room.session.scalars(select(Discussion).where(Discussion.case_id == room.cases[0].id)).one()


def test_the_case_at_hand_is_put_off_and_the_next_one_begins(room: Room) -> None:
    before = order(room.session)
    room.post(f"/{before[0][0]}/begin")
    assert 'form="putoff"' in room.client.get(f"{AT}/{before[0][0]}").text
    assert room.post(f"/{before[0][0]}/put-off") == (303, f"{AT}/{before[1][0]}")
    assert [each for each, _ in order(room.session)] == [*(each for each, _ in before[1:]), before[0][0]]
    assert (first(room).opened_at, room.discussion(1).opened_at is not None) == (None, True)


def test_a_double_click_puts_off_one_case(room: Room) -> None:
    case = order(room.session)[0][0]
    assert len({room.post(f"/{case}/put-off", key="one click") for _ in range(2)}) == 1
    assert [each for each, _ in order(room.session)][-1] == case


def test_the_only_case_that_waits_is_not_put_off(room: Room) -> None:
    before = order(room.session)
    room.post(f"/{before[1][0]}/begin")
    room.post(f"/{before[0][0]}/begin")
    assert 'form="putoff"' not in room.client.get(f"{AT}/{before[0][0]}").text
    code, words = room.post(f"/{before[0][0]}/put-off")
    assert (code, "No other case waits" in words, first(room).opened_at is not None) == (409, True, True)


@pytest.mark.parametrize(("typed", "number"), [("2", 1), ("second", 1), ("First, Ann", 0), ("990002", 1)])
def test_a_case_is_found_and_gone_to(room: Room, typed: str, number: int) -> None:
    for case, name, mrn in zip(room.cases, ("First", "Second"), ("990001", "990002"), strict=True):
        patient = room.session.get_one(Patient, case.patient_id)
        patient.family_name, patient.given_name, patient.mrn = name, "Ann", mrn
    room.session.commit()
    assert room.post("/find", case=typed) == (303, f"{AT}/{room.cases[number].id}")
    code, text = room.post("/find", case="Ann")
    assert (code, "All 2 cases" in text) == (200, True)


@pytest.mark.parametrize(("typed", "words"), [
    ("Nobody", "No case of this meeting has this number"), ("", "Type the number of a case"),
    ("3", "No case of this meeting has this number")])
def test_what_is_not_found_is_said_beside_the_box(room: Room, typed: str, words: str) -> None:
    code, text = room.post("/find", case=typed)
    assert (code, words in text, f'value="{typed}"' in room.client.post(f"{AT}/find", data={
        "case": typed, "csrf_token": csrf(room.client)}).text) == (422, True, True)


def test_a_case_is_found_only_while_the_meeting_is_on(session: Session, board: Board, client: FlaskClient) -> None:
    room = published(session, board, client)
    assert (room.get("/find"), room.post("/find", case="1")) == ((303, AT), (303, AT))


def test_what_was_moved_is_told_by_name(room: Room) -> None:
    case = order(room.session)[1][0]
    room.post(f"/{case}/promote")
    assert "QUILLFEATHER, Dorothea comes next." in room.get(f"/{case}")[1]


def test_putting_off_what_was_looked_up_leads_back_to_the_case_at_hand(session: Session, board: Board,
                                                                        client: FlaskClient) -> None:
    room = published(session, board, client, discussed=3).open()
    first, _, third = (case for case, _ in order(session))
    room.post(f"/{first}/begin")
    assert room.post(f"/{third}/put-off") == (303, f"{AT}/{first}")
