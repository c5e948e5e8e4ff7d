"""A board whose coming weeks are planned, and what its coordinator does with them."""

from datetime import date, datetime, time, timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW, CaseFactory, PatientFactory
from tests.reading import as_read
from tests.signing import csrf
from tumorboard.models import Board, Case, Meeting, Member
from tumorboard.queries import meetings
from tumorboard.services import placing_meetings
from tumorboard.services.placing_meetings import Moving, Place
from tumorboard.vocabulary.workflow import MeetingStatus

WEEK = timedelta(weeks=1)
TUESDAY = FRIDAY + timedelta(days=4)
AT_SEVEN = time(7)


def waiting(session: Session, by: Member, **more: Any) -> Case:
    """Store an accepted case that lacks nothing."""
    patient_id = PatientFactory(session=session, board_id=by.board_id).id
    ready = {"accepted": True, "net_family": "other", "answers": {"proposal": "Operate."}}
    made: Case = CaseFactory(session=session, board_id=by.board_id, submitter=by, patient_id=patient_id,
                             **{**ready, **more})
    return made


def place(day: date, starts: time = AT_SEVEN, before: int = 2) -> Place:
    return Place(day, starts, before)


def move(session: Session, meeting: Meeting, by: Member, to: Place, now: datetime = NOW, reason: str = "Christmas"
         ) -> Meeting:
    found = placing_meetings.move(session, meeting, Moving(to, reason, meeting.version), by=by, now=now)
    session.commit()
    return found


def states(session: Session, board: Board) -> list[MeetingStatus]:
    return [each.status for each in meetings.unfinished(session, board)]


def send(browser: FlaskClient, path: str, **typed: Any) -> tuple[int, str]:
    answer = browser.post(f"/roster/calendar/{path}", data={"csrf_token": csrf(browser), **typed})
    return answer.status_code, answer.headers.get("Location") or as_read(answer)
