"""Into the list that is noted without discussion, with consent; and out of it again, which any member may ask."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain import lanes
from tumorboard.domain.errors import AnswerRefused, MoveRefused
from tumorboard.domain.meeting_flow import FIXED
from tumorboard.models import Board, Case, LaneChange, Meeting, Member
from tumorboard.queries import meetings
from tumorboard.services import fixed_docket, late_adding
from tumorboard.services.checking import expect_version
from tumorboard.services.late_adding import Choice, standing_of
from tumorboard.services.record import record
from tumorboard.vocabulary.lanes import Remedy
from tumorboard.vocabulary.workflow import Lane


@dataclass(frozen=True, slots=True)
class Agreement:
    """Why a case is only listed, and who agreed to it."""

    reason: str
    agreed_by: UUID | None


def standing(session: Session, board: Board, case: Case) -> lanes.Standing:
    """Say where a case stands on the docket that is being prepared or held."""
    meeting = meetings.coming(session, board)
    if meeting is None or meeting.status not in FIXED:
        return lanes.Standing(case.number, case.status, 3 if case.tier is None else case.tier, case.lane)
    return standing_of(fixed_docket.read(session, board, meeting, case.id), case)


def pull_out(session: Session, case: Case, reason: str, *, by: Member, now: datetime) -> Remedy | None:
    """Have a listed case discussed; on a fixed docket it gets a place where one is left, else the coordinator decides.

    Gives how it got its place; None where it waits for the next build, or for the coordinator.
    """
    words = lanes.refusal_of_pulling_out(lanes.Standing(case.number, case.status, case.tier or 0, case.lane))
    if words:
        raise MoveRefused(words)
    _expect_reason(reason, "Write in a line what the board should discuss.")
    case.lane = Lane.DISCUSS
    _change(session, case, reason, None, by=by, now=now)
    record(session, case, "case.pulled_out", by=by, at=now)
    session.flush()
    meeting = meetings.coming(session, session.get_one(Board, case.board_id))
    if meeting is None or meeting.status not in FIXED:
        return None
    return _take_room(session, meetings.locked(session, meeting.id), case, reason, by=by, now=now)


def list_only(session: Session, case: Case, agreed: Agreement, *, seen: int, by: Member, now: datetime) -> None:
    """Put a case among those that are listed and not discussed; somebody who answers for the patient agrees."""
    expect_version(case, seen, "this case")
    words = lanes.refusal_of_listing(standing(session, session.get_one(Board, case.board_id), case))
    if words:
        raise MoveRefused(words)
    problems = lanes.needs_words(agreed.reason, "Write in a line which standard of care it follows.")
    if agreed.agreed_by is None:
        problems["agreed_by"] = "Choose who agreed: the responsible clinician, or who presents the case."
    if problems:
        raise AnswerRefused(problems)
    case.lane = Lane.SOC_LISTING
    _change(session, case, agreed.reason, agreed.agreed_by, by=by, now=now)
    record(session, case, "case.listed_only", by=by, at=now)
    session.flush()


def _take_room(session: Session, meeting: Meeting, case: Case, reason: str, *, by: Member, now: datetime
               ) -> Remedy | None:
    """Take the minutes that are left, reserve included; where they do not suffice, nobody has to make room."""
    board = session.get_one(Board, meeting.board_id)
    if not standing_of(fixed_docket.read(session, board, meeting, case.id), case).is_pulled_out:
        return None
    try:
        found = late_adding.offer(session, board, meeting, case.id)
    except MoveRefused:
        # What holds it is said on its page and to the coordinator; the wish to discuss it stands.
        return None
    if Remedy.ROOM not in found.remedies:
        return None
    return late_adding.decide(session, found, Choice(Remedy.ROOM, reason), by=by, now=now).remedy


def _change(session: Session, case: Case, reason: str, agreed_by: UUID | None, *, by: Member, now: datetime) -> None:
    """Write down who put the case into its lane, and why."""
    session.add(LaneChange(case_id=case.id, at=now, by_id=by.id, lane=case.lane, reason=reason.strip(),
                           agreed_by_id=agreed_by))


def _expect_reason(reason: str, words: str) -> None:
    """Ask for a reason where none was given."""
    problems = lanes.needs_words(reason, words)
    if problems:
        raise AnswerRefused(problems)
