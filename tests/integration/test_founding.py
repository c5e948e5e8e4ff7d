"""Founding a board."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW, found_board
from tumorboard.domain.errors import AnswerRefused, BoardError
from tumorboard.models import Member
from tumorboard.services import founding


def test_a_board_is_founded_with_its_system_members(session: Session) -> None:
    board = found_board(session)
    names = session.scalars(select(Member.username).where(Member.board_id == board.id).order_by(Member.username))
    assert list(names) == ["command-line", "scheduler"]


def test_a_second_board_is_refused(session: Session) -> None:
    found_board(session)
    with pytest.raises(BoardError, match="already holds a board"):
        founding.found(session, {"name": "Another", "hospital": "Elsewhere"}, now=NOW)


def test_a_zone_that_does_not_exist_is_refused_in_words(session: Session) -> None:
    with pytest.raises(AnswerRefused) as refusal:
        founding.found(session, {"name": "B", "hospital": "H", "zone": "Mars/Olympus"}, now=NOW)
    assert refusal.value.problems == {"zone": "Enter a zone like America/New_York."}
