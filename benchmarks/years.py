"""A board with years of meetings behind it, and a published docket of the coming Friday before it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from flask import Flask
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from benchmarks import docket_ground, ground
from tumorboard.db import Base, db
from tumorboard.models import Board, CaseEvent, Member
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus

COMING = 25
KINDS = ("case.submitted", "case.accepted", "case.closed")
# A copy's id is that of its original, but for the last eight signs.
NEW_ID = {"sqlite": "substr({0}, 1, 24) || printf('%08x', k)",
          "postgresql": "(substr({0}::text, 1, 28) || lpad(to_hex(k), 8, '0'))::uuid"}
# What a copy does not share with its original: its ids, and what is unique.
COPIED = (
    ("patient", ("id",), {"mrn": "mrn || '-' || k"}),
    ("case", ("id", "patient_id"), {"number": "number + k * :cases"}),
    ("case_need", ("case_id",), {}),
    ("docket_item", ("id", "case_id"), {"position": "position + k * :weekly"}),
    ("docket_candidate", ("id", "case_id"), {"rank": "rank + k * :weekly"}),
    ("event", ("id", "case_id"), {}),
)


@contextmanager
def board(weeks: int, weekly: int, url: str = "", times: int = 1) -> Iterator[Flask]:
    """Give an application with so many cases a week behind it, and every one of them so many times."""
    with ground.board(url) as app:
        with ground.writing(app) as session:
            _past(session, weeks, weekly)
            if times > 1:
                _copy(session, weeks * weekly, weekly, times)
            session.scalars(db.select(Board)).one().last_case_number = weeks * weekly * times
            coming = ground.cases(session, COMING, CaseStatus.LISTED)
            docket_ground.docket(session, ground.meeting(session), coming)
        with ground.writing(app) as session:
            if db.engine.dialect.name == "postgresql":
                # Its autovacuum does so within a minute.
                session.execute(text("ANALYZE"))
        yield app


def _past(session: Session, weeks: int, weekly: int) -> None:
    """Hold a meeting every week, and put each case on record."""
    ids = ground.cases(session, weeks * weekly, CaseStatus.SIGNED)
    for week in range(weeks):
        held = ground.meeting(session, ground.FRIDAY - timedelta(weeks=weeks - week), MeetingStatus.CLOSED)
        docket_ground.docket(session, held, ids[week * weekly:(week + 1) * weekly])
    board_id = session.scalars(db.select(Board.id)).one()
    chair = session.scalars(db.select(Member.id).where(Member.username == "chair")).one()
    session.execute(insert(CaseEvent), [
        {"board_id": board_id, "at": ground.NOW - timedelta(minutes=place), "kind": kind, "by_id": chair,
         "case_id": case_id, "detail": {}} for place, case_id in enumerate(ids) for kind in KINDS])


def _copy(session: Session, cases: int, weekly: int, times: int) -> None:
    """Let the database itself repeat what there is."""
    new_id = NEW_ID[session.get_bind().dialect.name]
    session.flush()
    for name, ids, other in COPIED:
        columns = [each.name for each in Base.metadata.tables[name].columns]
        values = [new_id.format(each) if each in ids else other.get(each, f'"{each}"') for each in columns]
        listed = ", ".join(f'"{each}"' for each in columns)
        session.execute(text(
            "WITH RECURSIVE copies(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM copies WHERE k < :last) "
            f'INSERT INTO "{name}" ({listed}) SELECT {", ".join(values)} FROM "{name}", copies'
        ).bindparams(**{key: value for key, value in (("last", times - 1), ("cases", cases), ("weekly", weekly))
                        if f":{key}" in " ".join([*values, ":last"])}))
