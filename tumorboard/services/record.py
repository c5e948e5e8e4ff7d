"""The event that every change leaves in its own transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tumorboard.models import Case, CaseEvent, Meeting, Member, Patient

# Whoever changes anything comes by here, so that no change is stored without reaching the index.
from tumorboard.services import indexing as indexing

Subject = Case | Meeting | Patient | Member

def record(
    session: Session, subject: Subject, kind: str, *, by: Member, at: datetime, **detail: Any
) -> CaseEvent:
    """Append the event of a change; `once="…"` lets the database refuse a second event of that key."""
    once = detail.pop("once", None)
    event = CaseEvent(board_id=by.board_id, at=at, kind=kind, by_id=by.id, once_key=once, detail=detail)
    if isinstance(subject, Case):
        event.case_id, event.patient_id = subject.id, subject.patient_id
    elif isinstance(subject, Meeting):
        event.meeting_id = subject.id
    elif isinstance(subject, Patient):
        event.patient_id = subject.id
    else:
        event.member_id = subject.id
    session.add(event)
    return event


def happened(session: Session, by: Member, once: str) -> bool:
    """Tell whether the event of that key was already written."""
    found = session.scalar(select(CaseEvent.id).where(CaseEvent.board_id == by.board_id, CaseEvent.once_key == once))
    return found is not None
