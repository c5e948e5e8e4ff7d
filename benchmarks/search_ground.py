"""A board of 100,000 cases with names and words, on each database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from benchmarks import ground, search_words, served
from tumorboard.db import db
from tumorboard.domain.identity import search_name
from tumorboard.models import Board, Case, Discussion, Member, Patient, Recommendation, RecommendationItem
from tumorboard.services import indexing
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus, Outcome

CASES, PER_MEETING, AT_ONCE = 100_000, 200, 5000


@contextmanager
def boards() -> Iterator[dict[str, Flask]]:
    """Give an application on each kind of database; PostgreSQL is left out where its wheel is not there."""
    with ground.board() as light:
        fill(light)
        try:
            with served.postgres() as url, ground.board(url) as heavy:
                fill(heavy)
                yield {"SQLite": light, "PostgreSQL": heavy}
        except ImportError:
            yield {"SQLite": light}


def fill(app: Flask) -> None:
    """Store the cases, discussed and signed, and write their index."""
    chance = Random(7)
    with ground.writing(app) as session:
        board = session.scalars(db.select(Board)).one()
        doctors = list(session.scalars(db.select(Member.id).order_by(Member.username)))
        for first in range(0, CASES, AT_ONCE):
            _store(session, board, doctors, first, chance)
        board.last_case_number = CASES
        indexing.fill(session.connection())
    with app.app_context(), db.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))


def _store(session: Session, board: Board, doctors: list[UUID], first: int, chance: Random) -> None:
    """Store a portion of the cases with all that belongs to them."""
    rows: dict[Any, list[dict[str, Any]]] = {
        Patient: [], Case: [], Discussion: [], Recommendation: [], RecommendationItem: []}
    for number in range(first, first + AT_ONCE):
        if number % PER_MEETING == 0:
            weeks = (CASES - number) // PER_MEETING
            met = ground.meeting(session, ground.FRIDAY - timedelta(weeks=weeks), MeetingStatus.CLOSED).id
        one = _one(board, doctors[number % len(doctors)], number, met, chance)
        for model, row in one.items():
            rows[model].append(row)
    for model, stored in rows.items():
        session.execute(insert(model), stored)
    session.execute(db.update(Recommendation).where(Recommendation.signed_at.is_(None)).values(
        signed_at=ground.NOW, signed_by_id=doctors[0], content_hash="0" * 64))


def _one(board: Board, doctor: UUID, number: int, met: UUID, chance: Random) -> dict[Any, dict[str, Any]]:
    """Describe a case that was discussed and recorded."""
    family, given = (search_words.drawn(chance, names)[0] for names in (
        search_words.surnames(), search_words.given_names()))
    at = ground.NOW - timedelta(hours=CASES - number)
    patient, case, held, version = uuid4(), uuid4(), uuid4(), uuid4()
    return {
        Patient: {"id": patient, "board_id": board.id, "mrn_issuer": board.hospital, "mrn": f"99{number:06d}",
                  "family_name": family, "given_name": given, "search_name": search_name(family, given),
                  "birth_date": date(1940 + number % 60, 5, 2), "sex": "female"},
        Case: {"id": case, "board_id": board.id, "number": number + 1, "status": CaseStatus.SIGNED,
               "patient_id": patient, "submitter_id": doctor, "responsible_id": doctor, "presenter_id": doctor,
               "net_family": ground.FAMILIES[number % 3], "submission_type": "new_diagnosis", "urgency": "routine",
               "question": search_words.text(chance, 15), "headline": "GEP NET, ileum, G2", "minutes": 6, "tier": 3,
               "due_on": ground.FRIDAY, "started_at": at, "saved_at": at, "submitted_at": at, "accepted_at": at,
               "accepted_by_id": doctor},
        Discussion: {"id": held, "meeting_id": met, "case_id": case, "position": number % PER_MEETING + 1,
                     "start_min": 0, "minutes": 6, "outcome": Outcome.MADE, "recorded_at": at,
                     "recorded_by_id": doctor},
        Recommendation: {"id": version, "discussion_id": held, "case_id": case, "written_at": at,
                         "summary": search_words.text(chance, 20), "written_by_id": doctor, "consensus": "consensus"},
        RecommendationItem: {"id": uuid4(), "recommendation_id": version, "position": 1, "kind": "surgery",
                             "detail": search_words.text(chance, 6), "owner_id": doctor, "due_on": ground.FRIDAY},
    }
