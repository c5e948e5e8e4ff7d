"""A board with many years behind it: every case discussed, signed and on record."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import insert
from sqlalchemy.orm import Session

from benchmarks import ground
from tumorboard.db import db
from tumorboard.models import (
    Board,
    CaseEvent,
    Discussion,
    FollowUp,
    Member,
    Recommendation,
    RecommendationItem,
)
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus, Outcome

CASES, PER_MEETING = 20_000, 40


@contextmanager
def board() -> Iterator[Flask]:
    """Give an application on a board of that many cases."""
    with ground.board() as app:
        with ground.writing(app) as session:
            ids = ground.cases(session, CASES, CaseStatus.SIGNED)
            signer = session.scalars(db.select(Member.id).where(Member.username == "chair")).one()
            for week, first in enumerate(range(0, CASES, PER_MEETING)):
                on = ground.FRIDAY - timedelta(weeks=CASES // PER_MEETING - week)
                held = ground.meeting(session, on, MeetingStatus.CLOSED)
                _discuss(session, held.id, ids[first:first + PER_MEETING], signer)
            _record(session, ids, signer)
        yield app


def _discuss(session: Session, meeting_id: UUID, cases: list[UUID], signer: UUID) -> None:
    """Store what one meeting recommended for each of its cases, and sign it."""
    rows: dict[Any, list[dict[str, Any]]] = {
        Discussion: [], Recommendation: [], RecommendationItem: [], FollowUp: []}
    for place, case_id in enumerate(cases):
        discussion, version, item = uuid4(), uuid4(), uuid4()
        rows[Discussion].append({
            "id": discussion, "meeting_id": meeting_id, "case_id": case_id, "position": place + 1,
            "start_min": place * 6, "minutes": 6, "outcome": Outcome.MADE, "recorded_at": ground.NOW,
            "recorded_by_id": signer})
        rows[Recommendation].append({
            "id": version, "discussion_id": discussion, "case_id": case_id, "summary": "Resect the primary.",
            "written_at": ground.NOW, "written_by_id": signer, "consensus": "consensus"})
        rows[RecommendationItem].append({
            "id": item, "recommendation_id": version, "position": 1, "kind": "surgery", "detail": "Resection",
            "owner_id": signer, "due_on": ground.FRIDAY})
        rows[FollowUp].append({"item_id": item, "changed_at": ground.NOW})
    for model, stored in rows.items():
        session.execute(insert(model), stored)
    # Signed only now: the items of a signed version cannot be written any more.
    versions = [each["id"] for each in rows[Recommendation]]
    session.execute(db.update(Recommendation).where(Recommendation.id.in_(versions)).values(
        signed_at=ground.NOW, signed_by_id=signer, content_hash="0" * 64))


def _record(session: Session, cases: list[UUID], by: UUID) -> None:
    """Put each case on record twice."""
    board_id = session.scalars(db.select(Board.id)).one()
    session.execute(insert(CaseEvent), [
        {"board_id": board_id, "at": ground.NOW - timedelta(minutes=place), "kind": kind, "by_id": by,
         "case_id": case_id, "detail": {}}
        for place, case_id in enumerate(cases) for kind in ("case.submitted", "case.accepted")])
