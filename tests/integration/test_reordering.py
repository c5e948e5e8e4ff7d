"""The room takes a case next or puts it off; times follow, and what has begun keeps its place."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.rooms import Room, published
from tumorboard.models import Board, CaseEvent, Discussion


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
