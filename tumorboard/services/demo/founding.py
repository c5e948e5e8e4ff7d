"""Founding the fictional board: people, patients, eight past meetings, the cases of the coming one."""

import json
from datetime import UTC, date, datetime, time, timedelta
from importlib import resources
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from tumorboard.domain.calendar import next_date
from tumorboard.models import Board, DemoClock, Member
from tumorboard.queries import members
from tumorboard.services import docketing, founding, roster
from tumorboard.services.demo import answers_given, cases, past, records
from tumorboard.services.demo.days import Days

# Shown on the demo's own pages: it opens nothing but fictional data on this machine.
PASSWORD = "a fictional board every friday"
FRIDAY = 4
TUESDAY_BEFORE, STARTS_AT = timedelta(days=3), time(15, 40)
SETTINGS: dict[str, Any] = {
    "name": "Tumor Board", "subtitle": "Neuroendocrine", "hospital": "General Hospital", "zone": "America/New_York",
    "room": "Conference room 4", "video_link": "https://video.example.org/net-board",
    "contact_name": "Marisol Dale", "contact_phone": "555-0142", "urgent_phone": "555-0199 (on call)",
}


def data(name: str) -> dict[str, Any]:
    """Read one file of the profile's demo data."""
    text = resources.files("tumorboard.profiles").joinpath("net", "demo", f"{name}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def start_of(today: date, board_zone: Any) -> tuple[date, datetime]:
    """Give the coming Friday and the Tuesday afternoon before it, at which the demo's clock begins."""
    friday = next_date(today + timedelta(days=1), FRIDAY)
    begins = datetime.combine(friday - TUESDAY_BEFORE, STARTS_AT, board_zone)
    return friday, begins.astimezone(UTC)


def found(session: Session, password_hash: str, *, real_now: datetime) -> datetime:
    """Found the demo's board and give the instant at which its clock begins."""
    board = founding.found(session, SETTINGS, now=real_now - timedelta(days=120))
    friday, begins = start_of(real_now.astimezone(board.tz).date(), board.tz)
    session.add(DemoClock(board_id=board.id, ahead_seconds=int((begins - real_now).total_seconds())))
    by = members.system(session, board.id, founding.COMMAND_LINE)
    days = Days(friday, board.tz)
    people = _people(session, board, password_hash, by, real_now - timedelta(days=119))
    loaded = cases.load(session, board, people, days, data("cases"), now=begins)
    past.load(session, board, people, loaded, data("history"), days)
    cases.learn(session, board, loaded.values(), friday)
    records.load(session, board, people, loaded, now=begins)
    docketing.plan_meetings(session, board, by=by, now=begins)
    answers_given.load(session, board, people, data("roster")["availability"], days)
    session.flush()
    return begins


def _people(session: Session, board: Board, password_hash: str, by: Member, now: datetime) -> dict[str, Member]:
    """Seat the roster; everybody has the one password that the demo shows."""
    roster.import_people(session, board, data("roster")["people"], by=by, now=now)
    session.execute(update(Member).where(Member.board_id == board.id, Member.email.is_not(None)).values(
        password_hash=password_hash))
    session.flush()
    session.expire_all()
    return {member.username: member for member in members.people(session, board)}
