"""The ground of the measurements: a board on an SQLite file of its own, and browsers that are signed in."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert
from sqlalchemy.orm import Session

from config import Settings
from tumorboard import clock, create_app
from tumorboard.cli.migrate import migrate
from tumorboard.db import db, transaction
from tumorboard.domain.identity import search_name
from tumorboard.models import Board, Case, CaseNeed, DemoClock, Meeting, Member, MemberRole, MemberSpecialty, Patient
from tumorboard.profiles import load
from tumorboard.services import accounts, founding
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus
from tumorboard.web.sessions import hashed

NOW = datetime(2026, 12, 2, 22, 30, tzinfo=UTC)
FRIDAY = date(2026, 12, 4)
SECRET = "a key for the measurements that is long enough"
FAMILIES = ("gep_net", "lung_net", "pheo_para")


@contextmanager
def board(url: str = "", now: datetime = NOW) -> Iterator[Flask]:
    """Give an application on a founded board whose clock shows `now`; without an address, on a file of its own.

    No context stands around what follows: requests made within one would share what they know of their reader.
    """
    with TemporaryDirectory() as folder:
        app = application(url or f"sqlite:///{Path(folder) / 'board.sqlite'}")
        with writing(app) as session:
            found = founding.found(session, {"name": "Tumor Board", "hospital": "General Hospital"}, now=NOW)
            ahead = int((now - clock.real_now()).total_seconds())
            session.add(DemoClock(board_id=found.id, ahead_seconds=ahead))
            _seat(session, found)
        yield app
        with app.app_context():
            db.engine.dispose()


@contextmanager
def writing(app: Flask) -> Iterator[Session]:
    """Store rows of an application."""
    with app.app_context(), transaction() as session:
        yield session


def application(url: str) -> Flask:
    """Make the application on a database, brought up to date."""
    migrate(url)
    return create_app(Settings(secret_key=SECRET, database_url=url))


def _seat(session: Session, found: Board) -> None:
    """Seat a member for every specialty, and one of every role that reads."""
    for specialty in load(found.profile).labels("specialty"):
        session.add(_member(found, specialty, Role.SPECIALIST, specialty))
    for role in (Role.CHAIR, Role.COORDINATOR, Role.AUDITOR):
        session.add(_member(found, role.value, role))
    session.flush()


def crowd(session: Session, how_many: int) -> list[UUID]:
    """Seat so many more endocrinologists, member0 and so on; give their ids."""
    found = session.scalars(db.select(Board)).one()
    seated = [_member(found, f"member{number}", Role.SPECIALIST, "endocrinology") for number in range(how_many)]
    session.add_all(seated)
    session.flush()
    return [each.id for each in seated]


def _member(found: Board, username: str, role: Role, *specialties: str) -> Member:
    """Describe a member."""
    return Member(board_id=found.id, username=username, name=f"Ada {username.title()}", credentials="MD",
                  email=f"{username}@example.org", role_rows=[MemberRole(role=role)],
                  specialty_rows=[MemberSpecialty(specialty=each) for each in specialties])


def browser(app: Flask, username: str) -> FlaskClient:
    """Give a browser with a standing session of a member."""
    token, client = secrets.token_urlsafe(32), app.test_client()
    with writing(app) as session:
        member = session.scalars(db.select(Member).where(Member.username == username)).one()
        accounts.begin_sign_in(session, member, token_hash=hashed(token), now=clock.real_now())
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    return client


def cookie(app: Flask, username: str) -> str:
    """Give the cookie of a standing session of a member, as a browser sends it."""
    name = str(app.config["SESSION_COOKIE_NAME"])
    found = browser(app, username).get_cookie(name)
    if found is None:
        raise RuntimeError("The browser was not signed in.")
    return f"{name}={found.value}"


def cases(session: Session, how_many: int, status: CaseStatus) -> list[UUID]:
    """Store so many more cases with a patient each, saved a minute apart; give their ids, the newest last."""
    found = session.scalars(db.select(Board)).one()
    doctors = list(session.scalars(db.select(Member.id).join(MemberRole).where(MemberRole.role == Role.SPECIALIST)
                                   .order_by(Member.username)))
    patients, rows, needs = [], [], []
    first = found.last_case_number
    for number in range(first, first + how_many):
        patient = _patient(found, number)
        row = _case(found, number, first + how_many, (patient["id"], doctors[number % len(doctors)]), status)
        patients.append(patient)
        rows.append(row)
        needs += [{"case_id": row["id"], "specialty": each} for each in ("pathology", "radiology")]
    for model, stored in ((Patient, patients), (Case, rows), (CaseNeed, needs)):
        session.execute(insert(model), stored)
    found.last_case_number = first + how_many
    return [row["id"] for row in rows]


def _patient(found: Board, number: int) -> dict[str, Any]:
    """Describe a fictional patient."""
    family = f"Quillfeather{number}"
    return {"id": uuid4(), "board_id": found.id, "mrn_issuer": found.hospital, "mrn": f"99{number:06d}",
            "family_name": family, "given_name": "Dorothea", "search_name": search_name(family, "Dorothea"),
            "birth_date": date(1950 + number % 50, 5, 2), "sex": "female"}


def _case(found: Board, number: int, of: int, who: tuple[UUID, UUID], status: CaseStatus) -> dict[str, Any]:
    """Describe a case of a patient, its clinician submitting, answering and presenting."""
    at, doctor = NOW - timedelta(minutes=of - number), who[1]
    return {"id": uuid4(), "board_id": found.id, "number": number + 1, "status": status, "patient_id": who[0],
            "submitter_id": doctor, "responsible_id": doctor, "presenter_id": doctor,
            "net_family": FAMILIES[number % len(FAMILIES)], "submission_type": "new_diagnosis", "urgency": "routine",
            "question": "Resect the primary first, or begin systemic treatment?", "headline": "GEP NET, ileum, G2",
            "minutes": 6, "tier": 3, "due_on": FRIDAY, "started_at": at, "saved_at": at, "submitted_at": at,
            "accepted_at": at, "accepted_by_id": doctor}


def meeting(session: Session, on: date = FRIDAY, status: MeetingStatus = MeetingStatus.PUBLISHED) -> Meeting:
    """Store the meeting of a date, published or closed."""
    found = session.scalars(db.select(Board)).one()
    starts = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    freeze = starts - timedelta(hours=43)
    chair = session.scalars(db.select(Member.id).where(Member.username == "chair")).one()
    is_closed = status is MeetingStatus.CLOSED
    made = Meeting(board_id=found.id, local_date=on, status=status, starts_at=starts, freeze_at=freeze,
                   publish_at=freeze + timedelta(hours=5), minutes=90, reserve_minutes=10, chair_id=chair,
                   frozen_at=freeze, published_at=freeze + timedelta(hours=5),
                   closed_at=starts + timedelta(hours=2) if is_closed else None,
                   closed_by_id=chair if is_closed else None)
    session.add(made)
    session.flush()
    return made
