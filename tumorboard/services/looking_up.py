"""Looking a patient up by number: counted, so that nobody goes through the numbers one by one."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tumorboard.domain.errors import NotAllowed
from tumorboard.models import CaseEvent, Member
from tumorboard.services.record import record

KIND = "patient.looked_up"
WINDOW, MOST = timedelta(minutes=10), 20


def note(session: Session, *, by: Member, now: datetime) -> None:
    """Put the look-up on record; raise NotAllowed after twenty in ten minutes."""
    recent = session.scalar(select(func.count()).select_from(CaseEvent).where(
        CaseEvent.by_id == by.id, CaseEvent.kind == KIND, CaseEvent.at > now - WINDOW))
    if (recent or 0) >= MOST:
        raise NotAllowed("Too many look-ups in ten minutes. Fill in the form; the coordinator matches the patient.")
    record(session, by, KIND, by=by, at=now)
    session.flush()
