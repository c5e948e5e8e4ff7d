"""Stepping out of a case for a conflict of interest: said until its outcome is recorded, and fixed with it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain import recusing as rules
from tumorboard.domain.errors import AnswerRefused, MoveRefused
from tumorboard.models import Case, Discussion, Member, Recusal
from tumorboard.queries import attendance, recusals
from tumorboard.services.recommendation_text import Text
from tumorboard.services.record import record
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus


def step_out(session: Session, discussion: Discussion, member: Member, reason: str, *, by: Member, now: datetime
             ) -> Recusal:
    """Note that somebody who is here takes no part in a case, and why."""
    _expect_open(discussion)
    here = {each.member_id for each in attendance.present(session, discussion.meeting_id)}
    problems = rules.problems(reason, is_here=member.id in here,
                              is_out=recusals.own(session, discussion.id, member.id) is not None)
    if problems:
        raise AnswerRefused(problems)
    return _store(session, discussion, member.id, reason, by=by, now=now)


def step_back(session: Session, discussion: Discussion, recusal_id: UUID, *, by: Member, now: datetime) -> None:
    """Take a stepping out back, as long as nothing is recorded; one that was taken back already stays so."""
    _expect_open(discussion)
    row = session.get(Recusal, recusal_id)
    if row is None or row.discussion_id != discussion.id:
        return
    session.delete(row)
    _tell(session, discussion, row, "discussion.stepped_back", by=by, now=now)


def note_from_paper(session: Session, discussion: Discussion, members: set[UUID], reason: str, *, by: Member,
                    now: datetime) -> None:
    """Note who stepped out of a case by what was written down on paper, beside those who were noted before."""
    known = {row.member_id for row in recusals.of(session, discussion.id)}
    for member_id in sorted(members - known):
        _store(session, discussion, member_id, reason, by=by, now=now)


def unfit(session: Session, discussion: Discussion, text: Text) -> dict[str, str]:
    """Say by field for whom a text speaks although they stepped out of the case."""
    out = {str(row.member_id): row.member.name for row in recusals.of(session, discussion.id)}
    return rules.unfit(out, str(text.read_back_by or ""), [str(member_id) for member_id, _ in text.dissents])


def _store(session: Session, discussion: Discussion, member_id: UUID, reason: str, *, by: Member, now: datetime
           ) -> Recusal:
    """Add the row."""
    row = Recusal(discussion_id=discussion.id, member_id=member_id, reason=reason, at=now, by_id=by.id)
    session.add(row)
    _tell(session, discussion, row, "discussion.stepped_out", by=by, now=now)
    return row


def _tell(session: Session, discussion: Discussion, row: Recusal, kind: str, *, by: Member, now: datetime) -> None:
    """Leave the event, and let everybody who follows the meeting see it: their screens go by its version."""
    discussion.meeting.version += 1
    record(session, session.get_one(Case, discussion.case_id), kind, by=by, at=now, member=str(row.member_id),
           reason=row.reason)
    session.flush()


def _expect_open(discussion: Discussion) -> None:
    """Only a case that waits for its outcome in a running meeting is stepped out of."""
    meeting = discussion.meeting
    if meeting.status is not MeetingStatus.IN_SESSION:
        raise MoveRefused(f"The meeting is “{meeting.status.label.lower()}”. Who steps out of a case is noted while it "
                          "is in session.")
    if discussion.outcome is not None:
        raise MoveRefused("This case has its outcome. Who stepped out of it is fixed with the record.")
    if discussion.case.status is not CaseStatus.LISTED:
        raise MoveRefused("This case was withdrawn. Nobody needs to step out of it.")
