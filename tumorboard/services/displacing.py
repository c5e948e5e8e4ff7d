"""What leaves a fixed docket goes back to the pool, carried over; or the meeting becomes longer."""

from datetime import datetime

from sqlalchemy.orm import Session

from tumorboard.domain import case_flow
from tumorboard.models import Case, Meeting, Member
from tumorboard.queries import discussions
from tumorboard.services import appraising, board_policy, notices
from tumorboard.services.fixed_docket import Fixed
from tumorboard.services.record import record
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus, Outcome


def displace(session: Session, fixed: Fixed, case: Case, *, by: Member, now: datetime) -> None:
    """Take a case off the docket for an urgent one; its people hear why, and it ranks after emergencies next time."""
    carry_over(session, fixed, case, by=by, now=now)
    record(session, case, "case.displaced", by=by, at=now, meeting=fixed.meeting.local_date.isoformat())
    notices.case_displaced(session, case, fixed.meeting, now=now)


def carry_over(session: Session, fixed: Fixed, case: Case, *, by: Member, now: datetime) -> None:
    """Return a case to the pool as carried over; in the room, its record says that it was not reached."""
    if case.status is CaseStatus.LISTED:
        case.status = case_flow.move(case.status, "return")
    case.times_carried_over += 1
    board = fixed.board
    appraising.appraise(case, case.patient, board, now.astimezone(board.tz).date(),
                        board_policy.in_force(session, board).values)
    if fixed.meeting.status is MeetingStatus.IN_SESSION:
        row = discussions.get(session, fixed.meeting.id, case.id)
        row.outcome, row.recorded_at, row.recorded_by_id = Outcome.NOT_DISCUSSED, now, by.id
    session.flush()


def lengthen(session: Session, meeting: Meeting, minutes: int, *, by: Member, now: datetime) -> None:
    """Let this one meeting last longer."""
    meeting.minutes += minutes
    record(session, meeting, "meeting.lengthened", by=by, at=now, minutes=minutes)
    session.flush()
