"""What is known today of the coming weeks: who waits, which meetings come, and what has been coming in."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tumorboard.domain.docket import ComingMeeting, Outlook, Stream, Waiting
from tumorboard.domain.policy import Policy
from tumorboard.models import Board, Case, Discussion, Meeting
from tumorboard.vocabulary.workflow import CaseStatus, Lane, MeetingStatus, Outcome

AHEAD, BACK = timedelta(weeks=8), timedelta(weeks=12)
ROUTINE = 3
SHORTEST = timedelta(days=7)
WAITING = (CaseStatus.SUBMITTED, CaseStatus.ASKED, CaseStatus.READY)
GONE = (CaseStatus.DRAFT, CaseStatus.WITHDRAWN)
COMING = (MeetingStatus.PLANNED, MeetingStatus.OPEN, MeetingStatus.FROZEN, MeetingStatus.SKIPPED)


def outlook(session: Session, board: Board, policy: Policy, now: datetime) -> Outlook:
    """Read the coming eight weeks in a fixed number of queries, however many cases wait."""
    today = now.astimezone(board.tz).date()
    waiting = tuple(_waiting(board, board.tz, today, *row) for row in session.execute(_facts(board)))
    return Outlook(today, waiting, tuple(coming(session, board, policy, today)),
                   _streams(session, board, policy, now))


def backlog(session: Session, board: Board, today: date) -> dict[UUID, Waiting]:
    """Give the cases to be discussed that are on no published docket; what is not accepted yet is ready today."""
    rows = session.execute(_facts(board).add_columns(Case.id))
    return {row[-1]: _waiting(board, board.tz, today, *row[:-1]) for row in rows}


def _facts(board: Board) -> Select[int | None, int, datetime | None, date | None, date | None]:
    """Ask what decides how long each case waits."""
    return select(Case.tier, Case.minutes, Case.accepted_at, Case.due_on, Case.promised_on).where(
        Case.board_id == board.id, Case.status.in_(WAITING), Case.lane == Lane.DISCUSS)


def _waiting(board: Board, zone: ZoneInfo, today: date, *columns: Any) -> Waiting:
    """Give one case; one that is promised for a later meeting is not ready before that meeting's cut-off."""
    tier, minutes, accepted_at, due_on, promised_on = columns
    ready = accepted_at.astimezone(zone).date() if accepted_at else today
    if promised_on is not None:
        ready = max(ready, promised_on - timedelta(days=board.cutoff_days_before))
    return Waiting(ROUTINE if tier is None else tier, minutes, ready, due_on or today)


def coming(session: Session, board: Board, policy: Policy, today: date, until: date | None = None
           ) -> list[ComingMeeting]:
    """List the meetings whose docket is not published yet, skipped ones included; eight weeks unless said."""
    rows = session.execute(
        select(Meeting.local_date, Meeting.freeze_at, Meeting.minutes, Meeting.reserve_minutes, Meeting.status)
        .where(Meeting.board_id == board.id, Meeting.status.in_(COMING), Meeting.local_date > today,
               Meeting.local_date <= (until or today + AHEAD)).order_by(Meeting.local_date))
    return [ComingMeeting(on, freeze_at.astimezone(board.tz).date(), room(minutes, reserve, policy),
                          status is MeetingStatus.SKIPPED) for on, freeze_at, minutes, reserve, status in rows]


def room(minutes: int, reserve: int, policy: Policy) -> int:
    """Count the minutes of a meeting that planned cases may use."""
    return max(0, minutes - reserve - sum(each["minutes"] for each in policy.breaks(minutes)))


def _streams(session: Session, board: Board, policy: Policy, now: datetime) -> Mapping[int, Stream]:
    """Count what came in over the last twelve weeks by tier; a deferred case comes once more."""
    first = session.scalar(select(func.min(Case.submitted_at)).where(Case.board_id == board.id))
    span = min(BACK, max(SHORTEST, now - first)) if first else BACK
    mine = (Case.board_id == board.id, Case.lane == Lane.DISCUSS, Case.status.not_in(GONE), Case.tier.is_not(None))
    sent = select(Case.tier, Case.minutes).where(*mine, Case.submitted_at >= now - span)
    again = (select(Case.tier, Case.minutes).join(Discussion, Discussion.case_id == Case.id)
             .where(*mine, Discussion.outcome == Outcome.DEFERRED, Discussion.recorded_at >= now - span))
    came = sent.union_all(again).subquery()
    rows = session.execute(select(came.c.tier, func.count(), func.sum(came.c.minutes)).group_by(came.c.tier))
    targets = policy.target_days()
    return {tier: Stream(number, span.days, -(-minutes // number), targets[tier]) for tier, number, minutes in rows}
