"""Closing a meeting: what was not reached goes back to the pool, carried over; nothing is lost."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tumorboard.domain import case_flow, meeting_flow
from tumorboard.domain.errors import MoveRefused
from tumorboard.models import Board, Case, Discussion, Meeting, Member, Patient, Recommendation
from tumorboard.queries import discussions, dockets, recommendations
from tumorboard.services import appraising, board_policy, meeting_room, notices, releasing
from tumorboard.services.record import record
from tumorboard.vocabulary.workflow import CaseStatus, Outcome


def close(session: Session, meeting: Meeting, *, by: Member, now: datetime) -> int:
    """Close the meeting and carry over what was not reached; give the number of cases carried over."""
    rows = discussions.of(session, meeting.id)
    undecided = [each for each in rows
                 if each.opened_at and each.outcome is None and each.case.status is CaseStatus.LISTED]
    if undecided:
        numbers = ", ".join(str(each.case.number) for each in undecided)
        raise MoveRefused(f"Record an outcome first for case {numbers}: it was opened, and nothing was recorded.")
    if changed := unrecorded(rows, recommendations.of_meeting(session, meeting.id)):
        numbers = ", ".join(str(each.case.number) for each in changed)
        raise MoveRefused(f"Record the changed outcome first for case {numbers}: another one was chosen for it and not "
                          "recorded. Or choose again what is recorded.")
    meeting.status = meeting_flow.move(meeting.status, "close")
    return _finish(session, meeting, "meeting.closed", by=by, now=now)


def unrecorded(rows: Iterable[Discussion], texts: Mapping[UUID, Recommendation]) -> list[Discussion]:
    """List the discussions whose outcome is recorded, and for which another one was chosen since."""
    return [each for each in rows
            if each.outcome is not None and each.id in texts and texts[each.id].outcome_draft]


def lapse(session: Session, meeting: Meeting, *, by: Member, now: datetime) -> int:
    """Close a meeting that nobody closed, before the next docket freezes, so that its cases are not lost."""
    meeting.status = meeting_flow.move(meeting.status, "lapse")
    return _finish(session, meeting, "meeting.lapsed", by=by, now=now)


def _finish(session: Session, meeting: Meeting, kind: str, *, by: Member, now: datetime) -> int:
    """Stamp the meeting, return what was deferred, and carry over every listed case that has no outcome."""
    meeting.closed_at, meeting.closed_by_id = now, by.id
    deferred = meeting_room.return_deferred(session, meeting, by=by, now=now)
    carried = 0
    for case in _listed(session, meeting):
        _carry_over(session, meeting, case, by=by, now=now)
        carried += 1
    releasing.queue_meeting(session, meeting, now=now)
    meeting.version += 1
    record(session, meeting, kind, by=by, at=now, once=f"closed {meeting.local_date}", carried_over=carried,
           deferred=deferred)
    session.flush()
    return carried


def _listed(session: Session, meeting: Meeting) -> list[Case]:
    """Give the cases of the published docket that are still listed."""
    docket = dockets.published(session, meeting.id)
    if docket is None:
        return []
    ids = [item.case_id for item in docket.items] + [
        row.case_id for row in docket.candidates if row.decision == "listed"]
    return list(session.scalars(
        select(Case).where(Case.id.in_(ids), Case.status == CaseStatus.LISTED).options(joinedload(Case.needs))
    ).unique())


def _carry_over(session: Session, meeting: Meeting, case: Case, *, by: Member, now: datetime) -> None:
    """Return one case to the pool, ahead of the others, and write down that it was not reached."""
    case.status = case_flow.move(case.status, "return")
    case.times_carried_over += 1
    found = session.scalar(select(Discussion).where(
        Discussion.meeting_id == meeting.id, Discussion.case_id == case.id))
    if found is None:
        found = Discussion(meeting_id=meeting.id, case_id=case.id, position=0, start_min=0, minutes=case.minutes)
        session.add(found)
    found.outcome, found.recorded_at, found.recorded_by_id = Outcome.NOT_DISCUSSED, now, by.id
    board = session.get_one(Board, case.board_id)
    patient = session.get_one(Patient, case.patient_id)
    appraising.appraise(case, patient, board, now.astimezone(board.tz).date(),
                        board_policy.in_force(session, board).values)
    record(session, case, "case.carried_over", by=by, at=now, meeting=meeting.local_date.isoformat())
    notices.case_not_reached(session, case, meeting, now=now)
