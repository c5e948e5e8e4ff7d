"""A person entered twice: one record is used from then on, the other one points there, and both can be parted again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tumorboard.domain.errors import AnswerRefused, MoveRefused
from tumorboard.models import Case, Member, MovedCase, Patient, PatientMerge
from tumorboard.queries import boards
from tumorboard.queries import patient_merges as queries
from tumorboard.services.checking import expect_version
from tumorboard.services.record import record

NO_REASON = "Write how you know, for example “Same person, telephoned; the number was typed wrong.”"


@dataclass(frozen=True, slots=True)
class Pair:
    """The record that was entered twice, the one that is used, and how it is known that they are one person."""

    patient: Patient
    used: Patient
    why: str


def join(session: Session, pair: Pair, *, seen: tuple[int, int], by: Member, now: datetime) -> PatientMerge:
    """Move the cases of a record that was entered twice to the one that is used; remember which came along."""
    patient, used = pair.patient, pair.used
    _alone(session, patient, used)
    for row, version in zip((patient, used), seen, strict=True):
        expect_version(row, version, "one of these records")
    if patient.id == used.id or patient.same_as_id is not None or used.same_as_id is not None:
        raise MoveRefused("One of these records points to another one already. Open that one.")
    if not pair.why.strip():
        raise AnswerRefused({"why": NO_REASON})
    moved = list(session.scalars(select(Case).where(Case.patient_id == patient.id).order_by(Case.number)))
    merge = PatientMerge(board_id=patient.board_id, patient_id=patient.id, used_id=used.id, why=pair.why, at=now,
                         by_id=by.id, moved=[MovedCase(case_id=case.id) for case in moved])
    session.add(merge)
    _move(session, moved, used, by=by, now=now)
    # Nothing may lead to the empty record any more, neither its number nor another empty one.
    for earlier in queries.pointing_to(session, patient):
        earlier.same_as_id = used.id
    patient.same_as_id = used.id
    # Both are new versions, so that nobody joins either of them by what they saw before.
    used.version += 1
    record(session, patient, "patient.same_as", by=by, at=now, other=str(used.id), cases=len(moved))
    record(session, used, "patient.joined", by=by, at=now, other=str(patient.id), cases=len(moved))
    session.flush()
    return merge


def part(session: Session, merge: PatientMerge, why: str, *, seen: int, by: Member, now: datetime) -> None:
    """Give the cases that came along back to their own record; what was begun since stays where it is."""
    patient, used = (session.get_one(Patient, each) for each in (merge.patient_id, merge.used_id))
    _alone(session, patient, used, merge)
    expect_version(merge, seen, "this joining of two records")
    if merge.parted_at is not None:
        raise MoveRefused("These records are parted already.")
    if used.same_as_id is not None:
        raise MoveRefused("The record that is used was itself joined to another one. Part those two first.")
    if not why.strip():
        raise AnswerRefused({"why": NO_REASON})
    ids = [each.case_id for each in merge.moved]
    back = list(session.scalars(select(Case).where(Case.id.in_(ids), Case.patient_id == used.id).order_by(Case.number)))
    merge.parted_why, merge.parted_at, merge.parted_by_id = why, now, by.id
    _move(session, back, patient, by=by, now=now)
    patient.same_as_id = None
    for earlier in queries.joined_into(session, patient):
        earlier.same_as_id = patient.id
    used.version += 1
    record(session, patient, "patient.parted", by=by, at=now, other=str(used.id), cases=len(back))
    record(session, used, "patient.left", by=by, at=now, other=str(patient.id), cases=len(back))
    session.flush()


def _alone(session: Session, *rows: Patient | PatientMerge) -> None:
    """Let nobody else join or part at this moment, and read the rows as they are by then."""
    boards.lock(session)
    for row in rows:
        session.refresh(row)


def _move(session: Session, cases: list[Case], to: Patient, *, by: Member, now: datetime) -> None:
    """Put cases under a record; each tells in its own history that it was moved."""
    for case in cases:
        record(session, case, "case.patient_changed", by=by, at=now, to=str(to.id))
        case.patient_id = to.id
