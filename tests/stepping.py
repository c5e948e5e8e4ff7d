"""Stepping out of a case in a test, as the room's page and a member's own screen do it."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.reading import as_read
from tests.rooms import AT, Room, published
from tests.signing import csrf, sign_in
from tumorboard.models import Board, Member, Recusal

WHY = "Advises the maker of the drug."


def everybody_here(session: Session, board: Board, client: FlaskClient) -> Room:
    """Open a meeting, and note everybody who said that they would be here."""
    found = published(session, board, client).open()
    found.post("/attendance", do="yes")
    return found


def out(room: Room) -> list[tuple[Any, ...]]:
    room.session.rollback()
    room.session.expire_all()
    return [(row.member_id, row.reason, row.by_id) for row in room.session.scalars(
        select(Recusal).order_by(Recusal.at, Recusal.id))]


def note(room: Room, who: str = "chair", number: int = 0, **typed: Any) -> tuple[int, str]:
    """Note in the room that somebody steps out of a case."""
    return room.post(f"{room.path(number)}/recusals", **({"member": str(room.people[who].id), "reason": WHY} | typed))


def take_back(room: Room, **typed: Any) -> tuple[int, str]:
    room.session.rollback()
    row = room.session.scalars(select(Recusal)).first()
    return room.post(f"{room.path()}/recusals/back", **({"recusal": str(row.id) if row else ""} | typed))


def mine(room: Room, member: Member, verb: str, number: int = 0, **typed: Any) -> tuple[int, str]:
    """Step out or back on one's own screen."""
    other = sign_in(room.client.application.test_client(), member)
    answer = other.post(f"{AT}{room.path(number)}/{verb}", data={"csrf_token": csrf(other), "reason": WHY, **typed})
    return answer.status_code, answer.headers.get("Location") or as_read(answer)


def read(room: Room, path: str, member: Member | None = None) -> str:
    browser = sign_in(room.client.application.test_client(), member) if member else room.client
    return as_read(browser.get(path))
