"""Founding a board: its settings and its system members."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.orm import Session

from tumorboard.domain import calendar
from tumorboard.domain.errors import AnswerRefused, BoardError
from tumorboard.models import Board, Member, MemberRole
from tumorboard.services import board_policy
from tumorboard.services.record import record
from tumorboard.vocabulary.people import Role

SCHEDULER, COMMAND_LINE = "scheduler", "command-line"


def found(session: Session, settings: dict[str, Any], *, now: datetime) -> Board:
    """Store the board and the system members in whose name the machine acts."""
    if session.scalar(select(Board.id)) is not None:
        raise BoardError("This database already holds a board. Use another database for another board.")
    board = Board(**settings)
    session.add(board)
    session.flush()
    check_rhythm(board)
    for username, name in ((SCHEDULER, "Scheduler"), (COMMAND_LINE, "Command line")):
        member = Member(board_id=board.id, username=username, name=name, role_rows=[MemberRole(role=Role.SYSTEM)])
        session.add(member)
    board_policy.begin(session, board, now=now)
    record(session, member, "board.founded", by=member, at=now)
    session.flush()
    return board


def check_rhythm(board: Board) -> None:
    """Raise AnswerRefused where the board's week cannot be kept."""
    try:
        zone = ZoneInfo(board.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise AnswerRefused({"zone": "Enter a zone like America/New_York."}) from problem
    problems = calendar.problems(rhythm(board, zone))
    if problems:
        raise AnswerRefused(problems)


def rhythm(board: Board, zone: ZoneInfo | None = None) -> calendar.Rhythm:
    """Give the board's week as the calendar sees it."""
    return calendar.Rhythm(zone or board.tz, board.weekday, board.starts, board.cutoff_days_before, board.cutoff,
                           board.publish)
