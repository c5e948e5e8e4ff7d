"""Who comes to a meeting: the answer of one member, given by themselves or by the coordinator for them."""

from datetime import datetime, time, timedelta
from typing import TypedDict, Unpack
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from tumorboard.domain import answering
from tumorboard.domain.errors import AnswerRefused, MoveRefused, Stale
from tumorboard.models import Availability, Board, Meeting, Member
from tumorboard.services.record import record
from tumorboard.vocabulary.people import Answer
from tumorboard.vocabulary.workflow import MeetingStatus

CLOSED = frozenset({MeetingStatus.CLOSED, MeetingStatus.SKIPPED, MeetingStatus.MOVED})


class Detail(TypedDict, total=False):
    """What some answers carry: who comes instead, from and until when in local time, and the version seen."""

    deputy: Member | None
    from_time: time | None
    until_time: time | None
    seen: int | None


def answer(session: Session, meeting: Meeting, member: Member, answer: Answer, *, by: Member, now: datetime,
           **detail: Unpack[Detail]) -> Availability:
    """Keep what a member answered for a meeting; it may change until the meeting closes.

    `seen` is the version that the reader of the form saw: 0 where there was no answer, None where nobody looked.
    """
    if meeting.status in CLOSED:
        raise MoveRefused("This meeting is over or will not be held, so answers to it are no longer kept.")
    deputy = _deputy(session, member, detail) if answer == Answer.DEPUTY else None
    came = answering.kept_times(answer, detail.get("from_time"), detail.get("until_time"))
    problems = answering.problems(answer, came, _hours(session, meeting), deputy is not None)
    if problems:
        raise AnswerRefused(problems)
    row = _row(session, meeting, member, detail.get("seen"), now)
    row.answer, row.deputy_id = answer, deputy.id if deputy else None
    row.from_time, row.until_time = came
    row.answered_at = now
    session.add(row)
    record(session, meeting, "availability.answered", by=by, at=now, answer=answer.value).member_id = member.id
    session.flush()
    return row


def _row(session: Session, meeting: Meeting, member: Member, seen: int | None, now: datetime) -> Availability:
    """Give the answer's row, new or as the reader saw it; the lock lets two first answers follow one another."""
    session.execute(select(Member.id).where(Member.id == member.id).with_for_update())
    row = session.scalar(
        select(Availability).where(Availability.meeting_id == meeting.id, Availability.member_id == member.id))
    if seen is not None and seen != (row.version if row else 0):
        raise Stale("this answer")
    return row or Availability(meeting_id=meeting.id, member_id=member.id)


def _deputy(session: Session, member: Member, detail: Detail) -> Member | None:
    """Give who comes instead: the person named, else the member's deputy on the roster; a disabled one never."""
    found = detail.get("deputy") or (session.get(Member, member.deputy_id) if member.deputy_id else None)
    return found if found is not None and found.is_active and found.id != member.id else None


def _hours(session: Session, meeting: Meeting) -> tuple[time, time]:
    """Give when the meeting starts and ends where the board lives."""
    zone = ZoneInfo(session.scalars(select(Board.zone).where(Board.id == meeting.board_id)).one())
    start = meeting.starts_at.astimezone(zone)
    return start.time(), (start + timedelta(minutes=meeting.minutes)).time()
