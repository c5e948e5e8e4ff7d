"""The record of changes: who did what and when, without clinical text and without patients' names."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from tumorboard.models import Board, Case, CaseEvent, Meeting, Member

PAGE = 50


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events are asked for: by whom, from and until when, and what came before a place in the list."""

    by_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: tuple[datetime, UUID] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One event with what it was about."""

    event: CaseEvent
    case_number: int | None
    meeting: Meeting | None
    member: Member | None


def page(session: Session, board: Board, asked: Filter) -> tuple[list[Line], tuple[datetime, UUID] | None]:
    """List one page of events, the newest first, and the place where the next page begins."""
    about = aliased(Member)
    query = (select(CaseEvent, Case.number, Meeting, about).where(CaseEvent.board_id == board.id)
             .outerjoin(Case, Case.id == CaseEvent.case_id).outerjoin(Meeting, Meeting.id == CaseEvent.meeting_id)
             .outerjoin(about, about.id == CaseEvent.member_id).options(joinedload(CaseEvent.by))
             .order_by(CaseEvent.at.desc(), CaseEvent.id.desc()).limit(PAGE + 1))
    if asked.by_id is not None:
        query = query.where(CaseEvent.by_id == asked.by_id)
    if asked.since is not None and asked.until is not None:
        query = query.where(CaseEvent.at >= asked.since, CaseEvent.at < asked.until)
    if asked.before is not None:
        at, event_id = asked.before
        # The first condition is implied, and lets the index begin where the page does.
        query = query.where(CaseEvent.at <= at, or_(CaseEvent.at < at, CaseEvent.id < event_id))
    lines = [Line(*row) for row in session.execute(query)]
    shown = lines[:PAGE]
    last = shown[-1].event if len(lines) > PAGE else None
    return shown, (last.at, last.id) if last else None


def actors(session: Session, board: Board) -> list[Member]:
    """List everybody who may have changed something, the system members included."""
    return list(session.scalars(select(Member).where(Member.board_id == board.id).order_by(Member.name)))


def count(session: Session, board: Board) -> int:
    """Count the changes of a board: while the number stands, nobody has changed anything that is recorded."""
    return session.scalars(select(func.count()).select_from(CaseEvent).where(CaseEvent.board_id == board.id)).one()
