"""Nothing of a patient leaves the house: each notice of a whole week, held against all that the demo’s patients are."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW
from tests.integration.grounds import Ground
from tumorboard.db import db, transaction
from tumorboard.models import Board, Case, Notice, Patient
from tumorboard.queries import cases, meetings, members
from tumorboard.scheduling.advance import advance
from tumorboard.services import calendar_changes, closing, meeting_room, readiness_review
from tumorboard.services.readiness_review import Missing
from tumorboard.vocabulary.notices import NoticeKind
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus


def _words(session: Session) -> list[str]:
    """Give every word that would be mailed."""
    return [f"{subject}\n{body}" for subject, body in session.execute(select(Notice.subject, Notice.body))]


def _private(session: Session) -> set[str]:
    """Give what must not leave the house: names, numbers, questions and diagnoses of every patient of the demo."""
    found: set[Any] = set()
    for patient in session.scalars(select(Patient)):
        found |= {patient.family_name, patient.given_name, patient.mrn}
    for case in session.scalars(select(Case)):
        found |= {case.question, case.headline, str(case.number)}
    return {each for each in found if each}


def test_nothing_of_a_patient_is_in_any_notice_of_a_whole_week(ground: Ground) -> None:
    with ground.fresh().app_context():
        for hours in (0, 21, 26, 64):
            advance(NOW + timedelta(hours=hours))
        with transaction() as session:
            _hold(session, NOW + timedelta(hours=64))
        session = db.session()
        words = _words(session)
        kinds = set(session.scalars(select(Notice.kind)))
        assert {NoticeKind.NEEDED, NoticeKind.RETURNED, NoticeKind.ASKED, NoticeKind.MEETING} <= kinds
        assert [(each, one) for each in _private(session) for one in words if each in one] == []
        assert len(words) > 40
        db.session.remove()


def _hold(session: Session, now: datetime) -> None:
    """Open and close the meeting without reaching a case, send one back, and call the next meeting off."""
    board = session.scalars(select(Board)).one()
    by = next(each for each in members.people(session, board) if Role.COORDINATOR in each.roles)
    meeting = meetings.on(session, board, FRIDAY)
    meeting_room.open_meeting(session, meeting, by=by, now=now)
    closing.close(session, meeting, by=by, now=now)
    waiting = session.scalars(select(Case.id).where(Case.status == CaseStatus.SUBMITTED)).first()
    assert waiting is not None
    case = cases.whole(session, waiting)
    patient = session.get_one(Patient, case.patient_id)
    readiness_review.send_back(session, case, Missing(text=f"The goal of {patient.given_name} {patient.family_name}"),
                               seen=case.version, by=by, now=now)
    following = meetings.on(session, board, FRIDAY + timedelta(days=7))
    calendar_changes.skip(session, following, f"All at the funeral of {patient.family_name}", seen=following.version,
                          by=by, now=now)
