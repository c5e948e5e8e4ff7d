"""What is to be got ready: the cases of the coming meeting with all that their items are judged by."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from tumorboard.domain.access import Actor
from tumorboard.domain.case_flow import UNDER_REVIEW
from tumorboard.models import (
    Board,
    Case,
    CaseNeed,
    Docket,
    DocketCandidate,
    DocketItem,
    OutsideMaterial,
    PreparationMark,
    Readiness,
    Reminder,
)
from tumorboard.queries import cases

# More than any meeting holds; a list that is longer is worked off from its head.
MOST = 150
JUDGED = (joinedload(Case.patient), joinedload(Case.presenter), joinedload(Case.submitter),
          joinedload(Case.responsible), selectinload(Case.needs),
          selectinload(Case.readiness_rows).joinedload(Readiness.owner),
          selectinload(Case.outside_rows).joinedload(OutsideMaterial.reread_by))


def for_meeting(session: Session, board: Board, actor: Actor, on: date) -> list[Case]:
    """List the cases that wait for a meeting and that the actor may read, the most urgent first."""
    its_turn = or_(Case.promised_on.is_(None), Case.promised_on <= on)
    return _pool(session, board, actor, its_turn)


def involving(session: Session, board: Board, actor: Actor) -> list[Case]:
    """List the undecided cases in which something may be the actor's to bring."""
    asked = exists().where(Readiness.case_id == Case.id, Readiness.owner_id == actor.id)
    needed = exists().where(CaseNeed.case_id == Case.id, CaseNeed.specialty.in_(sorted(actor.specialties)))
    mine = (Case.presenter_id == actor.id) | (Case.responsible_id == actor.id) | (Case.submitter_id == actor.id)
    return _pool(session, board, actor, or_(asked, needed, mine))


def undecided(session: Session, board: Board, actor: Actor) -> list[Case]:
    """List every undecided case that the actor may read."""
    return _pool(session, board, actor, true())


def _pool(session: Session, board: Board, actor: Actor, wanted: ColumnElement[bool]) -> list[Case]:
    """Read undecided cases with all that their items are judged by."""
    return list(session.scalars(
        select(Case).where(Case.board_id == board.id, Case.status.in_(UNDER_REVIEW), cases.visible_to(actor), wanted)
        .options(*JUDGED).order_by(Case.tier, Case.due_on, Case.number).limit(MOST)))


def places(session: Session, meeting_id: UUID) -> list[DocketItem]:
    """List the running order of a meeting's newest docket."""
    newest = select(func.max(Docket.build)).where(Docket.meeting_id == meeting_id).scalar_subquery()
    return list(session.scalars(
        select(DocketItem).join(Docket, Docket.id == DocketItem.docket_id)
        .where(Docket.meeting_id == meeting_id, Docket.build == newest).order_by(DocketItem.position)))


def place_of(session: Session, meeting_id: UUID, case_id: UUID) -> tuple[DocketCandidate, DocketItem | None] | None:
    """Give what the newest docket of a meeting decided about one case, and its place in the running order."""
    newest = select(func.max(Docket.build)).where(Docket.meeting_id == meeting_id).scalar_subquery()
    row = session.execute(
        select(DocketCandidate, DocketItem).join(Docket, Docket.id == DocketCandidate.docket_id)
        .outerjoin(DocketItem, and_(DocketItem.docket_id == Docket.id, DocketItem.case_id == case_id))
        .where(Docket.meeting_id == meeting_id, Docket.build == newest, DocketCandidate.case_id == case_id)).first()
    return (row[0], row[1]) if row else None


def marks(session: Session, meeting_id: UUID) -> dict[tuple[UUID, str], PreparationMark]:
    """Give what is done for a meeting, by case and line."""
    rows = session.scalars(select(PreparationMark).where(PreparationMark.meeting_id == meeting_id)
                           .options(joinedload(PreparationMark.done_by)))
    return {(row.case_id, row.line): row for row in rows}


def mark(session: Session, meeting_id: UUID, case_id: UUID, line: str) -> PreparationMark | None:
    """Give the mark of one line of a preparation list; None where it is still to be done."""
    return session.scalar(select(PreparationMark).where(
        PreparationMark.meeting_id == meeting_id, PreparationMark.case_id == case_id, PreparationMark.line == line))


def reminded(session: Session, case_ids: Collection[UUID]) -> dict[tuple[UUID, str], datetime]:
    """Give when each item was reminded of last."""
    rows = session.execute(select(Reminder.case_id, Reminder.item, func.max(Reminder.at)).where(
        Reminder.case_id.in_(case_ids)).group_by(Reminder.case_id, Reminder.item))
    return {(row[0], row[1]): row[2] for row in rows}
