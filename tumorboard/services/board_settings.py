"""Changing the settings of the board. Meetings that are planned keep the times they were planned with."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tumorboard.domain.errors import AnswerRefused
from tumorboard.models import Board, Member
from tumorboard.services import board_policy
from tumorboard.services.checking import expect_version
from tumorboard.services.founding import check_rhythm
from tumorboard.services.record import record

# The weekday stays what it was at the founding: meetings are planned by it for twelve weeks ahead.
EDITABLE = frozenset({"name", "subtitle", "hospital", "zone", "starts", "minutes",
                      "cutoff_days_before", "cutoff", "publish", "room", "video_link", "contact_name",
                      "contact_phone", "urgent_phone"})


def change(session: Session, board: Board, settings: dict[str, Any], *, seen: int, by: Member, now: datetime) -> Board:
    """Change settings of the board; the record names which, not what they were."""
    expect_version(board, seen, "the settings")
    changed = sorted(name for name in EDITABLE & settings.keys() if getattr(board, name) != settings[name])
    for name in changed:
        setattr(board, name, settings[name])
    check_rhythm(board)
    reserve = board_policy.in_force(session, board).reserve_minutes
    if reserve >= board.minutes:
        raise AnswerRefused({"minutes": f"The board’s policy keeps {reserve} minutes free: enter more than that."})
    if board.video_link and not board.video_link.startswith("https://"):
        raise AnswerRefused({"video_link": "Enter an address that begins with https://."})
    if changed:
        record(session, by, "board.changed", by=by, at=now, settings=changed)
    session.flush()
    return board
