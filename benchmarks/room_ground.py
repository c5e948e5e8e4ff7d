"""A running meeting of twelve cases, with sixty members who are signed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask
from sqlalchemy.orm import Session

from benchmarks import ground
from benchmarks.docket_ground import published
from tumorboard.db import db
from tumorboard.models import Case, Meeting, Member
from tumorboard.services import meeting_room

CASES, FOLLOWERS = 12, 58
AT = f"/meetings/{ground.FRIDAY}/room"
BEGUN = ground.NOW + timedelta(hours=37, minutes=35)
ANSWERS = {"ki67_percent": 4.5, "mitoses": 3, "ecog": 1, "egfr": 71, "platelets": 240,
           "patient_goals": "Wants to go on working, and to travel in summer.",
           "proposal": "Resection of the primary with its nodes, then imaging after three months."}


@dataclass(frozen=True, slots=True)
class Meeting60:
    """The application that made the meeting, the members' cookies in order of need, and two who run it."""

    app: Flask
    followers: list[str]
    chair: str
    recorder: str

    @property
    def url(self) -> str:
        """Give the address of its database."""
        return str(self.app.config["SQLALCHEMY_DATABASE_URI"])


@contextmanager
def running(url: str = "") -> Iterator[Meeting60]:
    """Give a meeting that began five minutes ago, on the database of an address."""
    with published(CASES, url, BEGUN, FOLLOWERS) as app:
        with ground.writing(app) as session:
            _open(session)
        cookies = [ground.cookie(app, f"member{number}") for number in range(FOLLOWERS)]
        yield Meeting60(app, cookies, ground.cookie(app, "chair"), ground.cookie(app, "coordinator"))


def _open(session: Session) -> None:
    """Open the meeting, with the first case on the table."""
    meeting = session.scalars(db.select(Meeting)).one()
    by = session.scalars(db.select(Member).where(Member.username == "coordinator")).one()
    for case in session.scalars(db.select(Case)):
        case.answers = ANSWERS
    meeting_room.open_meeting(session, meeting, by=by, now=BEGUN)
    session.flush()
