"""Second opinions: what is asked for outside, what came, and how far the reading here agrees."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain import case_flow
from tumorboard.domain.errors import AnswerRefused, MoveRefused
from tumorboard.models import Case, Member, OutsideMaterial
from tumorboard.services.checking import expect_version
from tumorboard.services.record import record
from tumorboard.vocabulary.outside import Difference, MaterialKind


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: its kind, in words what, of whom, since when and by when."""

    kind: MaterialKind
    what: str
    facility: str
    asked_on: date
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reading here says, compared with the outside one."""

    reread_on: date
    by_id: UUID
    grade: Difference | None = None
    diagnosis: Difference | None = None
    stage: Difference | None = None
    note: str = ""


def ask(session: Session, case: Case, request: Request, *, by: Member, now: datetime) -> OutsideMaterial:
    """Note what was asked for at the outside hospital."""
    _expect_undecided(case)
    if not request.what.strip():
        raise AnswerRefused({"what": "Write what is asked for, for example “Slides of the liver biopsy”."})
    if request.due_on is not None and request.due_on < request.asked_on:
        raise AnswerRefused({"due_on": "Enter a day after it was asked for."})
    row = OutsideMaterial(
        case_id=case.id, kind=request.kind, what=request.what.strip(), facility=request.facility.strip(),
        asked_on=request.asked_on, asked_by_id=by.id, due_on=request.due_on)
    session.add(row)
    record(session, case, "case.outside_asked", by=by, at=now, what=request.kind.value)
    session.flush()
    return row


def receive(session: Session, case: Case, row: OutsideMaterial, on: date | None, *, by: Member, now: datetime) -> None:
    """Note that something came, or, without a day, that it is not here after all."""
    _expect_undecided(case)
    if on is not None and on < row.asked_on:
        raise AnswerRefused({"received_on": "It was asked for after that day. Enter the day on which it came."})
    if on is None and row.reread_on is not None:
        raise MoveRefused("This was read here already, so it has come. Take the reading back first.")
    row.received_on, row.received_by_id = on, by.id if on else None
    record(session, case, "case.outside_received" if on else "case.outside_missing", by=by, at=now,
           what=row.kind.value)
    session.flush()


def reread(session: Session, case: Case, row: OutsideMaterial, reading: Reading, *, by: Member, now: datetime) -> None:
    """Keep what the reading here says; the readiness of the case follows from it."""
    _expect_undecided(case)
    if row.kind is MaterialKind.REPORT:
        raise MoveRefused("A report is not read again: ask for the slides or the scans it is about.")
    if row.received_on is None:
        raise AnswerRefused({"reread_on": "Note first on which day it came."})
    if reading.reread_on < row.received_on:
        raise AnswerRefused({"reread_on": "Enter a day on which it was here already."})
    said = (reading.grade, reading.diagnosis, reading.stage)
    if not any(said):
        raise AnswerRefused({"diagnosis": "Say of at least one of diagnosis, grade and stage whether it agrees."})
    if set(said) & {Difference.MINOR, Difference.MAJOR} and not reading.note.strip():
        raise AnswerRefused({"note": "Write what is different."})
    row.reread_on, row.reread_by_id = reading.reread_on, reading.by_id
    row.grade, row.diagnosis, row.stage, row.note = *said, reading.note.strip()
    record(session, case, "case.outside_reread", by=by, at=now, what=row.kind.value)
    session.flush()


def take_back(session: Session, case: Case, row: OutsideMaterial, *, by: Member, now: datetime) -> None:
    """Take a reading back, so that the item is open again; the event of it stays."""
    _expect_undecided(case)
    row.reread_on, row.reread_by_id, row.grade, row.diagnosis, row.stage = None, None, None, None, None
    record(session, case, "case.outside_reading_withdrawn", by=by, at=now, what=row.kind.value)
    session.flush()


def expect_seen(row: OutsideMaterial, seen: int) -> None:
    """Raise Stale where somebody changed the row after the reader's form was made."""
    expect_version(row, seen, "what came from outside")


def _expect_undecided(case: Case) -> None:
    """What was decided stands with what was known then."""
    if case.status not in case_flow.UNDER_REVIEW:
        raise MoveRefused(f"The case is “{case.status.label.lower()}”, so this is no longer changed.")
