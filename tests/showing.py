"""One case as its page shows it: stored with answers, read in a browser, discussed before."""

from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW, CaseFactory, MeetingFactory, PatientFactory
from tests.reading import as_read
from tumorboard.models import Board, Case, CaseSnapshot, Discussion, Meeting, Member
from tumorboard.vocabulary.workflow import DeferralReason, MeetingStatus, Outcome

CT = {"modality": "ct", "date": "2026-11-20", "loaded": "yes", "outside": False, "finding": "Two new lesions"}
ANSWERS: dict[str, Any] = {"diagnosis_date": "2026-10-01", "referral_date": "2026-11-25", "ki67_percent": 12,
                           "differentiation": "well", "imaging": [CT], "patient_goals": "To travel in June"}


def stored(session: Session, board: Board, owner: Member, **more: Any) -> Case:
    """Store a case that was sent."""
    patient = more.pop("patient", None) or PatientFactory(session=session, board_id=board.id)
    made: Case = CaseFactory(session=session, board_id=board.id, submitter=owner, patient_id=patient.id,
                             **{"answers": ANSWERS, **more})
    return made


def page_of(browser: FlaskClient, case: Case) -> str:
    """Read the page of a case."""
    answer = browser.get(f"/cases/{case.id}")
    assert answer.status_code == 200
    return as_read(answer)


def discussed(session: Session, board: Board, case: Case, answers: dict[str, Any]) -> Meeting:
    """Let the case have been discussed last week, when its answers were these."""
    week = timedelta(days=7)
    held = MeetingFactory(session=session, board_id=board.id, local_date=FRIDAY - week, status=MeetingStatus.CLOSED,
                          starts_at=NOW - week, freeze_at=NOW - 2 * week, publish_at=NOW - 2 * week, closed_at=NOW,
                          closed_by_id=case.submitter_id, opened_at=NOW, opened_by_id=case.submitter_id)
    session.add(Discussion(meeting_id=held.id, case_id=case.id, position=1, start_min=0, minutes=6, recorded_at=NOW,
                           outcome=Outcome.DEFERRED, deferral_reason=DeferralReason.IMAGING))
    session.add(CaseSnapshot(case_id=case.id, meeting_id=held.id, at=NOW - week, answers=answers,
                             derived={"grade": "G1", "stage_group": None}, flags=["imaging_old"]))
    session.commit()
    made: Meeting = held
    return made
