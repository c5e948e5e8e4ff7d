"""Huddles: what is asked for, what was recorded, and which emergencies wait without one."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload, selectinload

from tumorboard.domain.access import Actor
from tumorboard.domain.case_flow import UNDER_REVIEW
from tumorboard.domain.errors import NotFound
from tumorboard.models import Board, Case, CaseNeed, Huddle, HuddleItem, HuddleMember
from tumorboard.queries import cases, members
from tumorboard.vocabulary.workflow import CaseStatus

WHOLE = (joinedload(Huddle.asked_by), joinedload(Huddle.decider), joinedload(Huddle.recorded_by),
         joinedload(Huddle.called_off_by), selectinload(Huddle.people).joinedload(HuddleMember.member),
         selectinload(Huddle.items).joinedload(HuddleItem.owner))
STANDING = (Huddle.recorded_at.is_(None), Huddle.called_off_at.is_(None))


def get(session: Session, huddle_id: UUID) -> Huddle:
    """Give one huddle with all that belongs to it; raise NotFound. Whoever asks has to look at its case first."""
    found = session.scalar(select(Huddle).where(Huddle.id == huddle_id).options(*WHOLE))
    if found is None:
        raise NotFound("huddle")
    return found


def asked_of(session: Session, case_id: UUID) -> Huddle | None:
    """Give the huddle that is asked for and not held yet, if there is one."""
    return session.scalar(select(Huddle).where(Huddle.case_id == case_id, *STANDING).options(*WHOLE))


def of_cases(session: Session, case_ids: Collection[UUID]) -> list[Huddle]:
    """List the huddles about these cases, the first one first."""
    return list(session.scalars(
        select(Huddle).where(Huddle.case_id.in_(case_ids)).options(*WHOLE).order_by(Huddle.asked_at, Huddle.id)))


def recorded(session: Session, case_ids: Collection[UUID]) -> dict[UUID, Huddle]:
    """Map cases to their last recorded huddle."""
    # Read anew: one that was recorded in this transaction has its people and items by now.
    rows = session.scalars(select(Huddle).where(Huddle.case_id.in_(case_ids), Huddle.recorded_at.is_not(None))
                           .options(*WHOLE).order_by(Huddle.started_at, Huddle.id)
                           .execution_options(populate_existing=True))
    return {row.case_id: row for row in rows}


def held_at(session: Session, case_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """Map cases to when they were last decided out of cycle."""
    rows = session.execute(
        select(Huddle.case_id, Huddle.started_at).where(Huddle.case_id.in_(case_ids), Huddle.recorded_at.is_not(None))
        .order_by(Huddle.started_at, Huddle.id))
    return {case_id: at for case_id, at in rows if at is not None}


def needed_for(session: Session, board: Board, case: Case, *, but: UUID | None = None) -> list[UUID]:
    """Name the people whom a case needs: everybody on one of its seats, and who presents it."""
    wanted = set(case.specialties_needed)
    return [each.id for each in members.people(session, board) if each.is_active and each.id != but
            and (each.id == case.presenter_id or wanted & set(each.specialties))]


def asked_for(session: Session, board: Board, actor: Actor, *, every: bool) -> list[Huddle]:
    """List the huddles that are asked for: those that need the reader, or every one; the longest asked first."""
    query = (select(Huddle).join(Huddle.case).where(Case.board_id == board.id, Case.status.in_(UNDER_REVIEW), *STANDING)
             .options(joinedload(Huddle.asked_by), joinedload(Huddle.case).joinedload(Case.patient))
             .order_by(Huddle.asked_at, Huddle.id))
    if not every:
        seat = exists().where(CaseNeed.case_id == Case.id, CaseNeed.specialty.in_(sorted(actor.specialties)))
        query = query.where(cases.visible_to(actor), seat | (Case.presenter_id == actor.id))
    return list(session.scalars(query))


def waiting(session: Session, board: Board, since: datetime) -> list[Case]:
    """List emergencies that were sent before this time and have neither a huddle nor a place on a published docket."""
    waits = UNDER_REVIEW - {CaseStatus.LISTED}
    has_huddle = exists().where(Huddle.case_id == Case.id, Huddle.called_off_at.is_(None))
    return list(session.scalars(
        select(Case).where(Case.board_id == board.id, Case.tier == 0, Case.status.in_(waits),
                           Case.submitted_at < since, ~has_huddle)
        .options(joinedload(Case.patient)).order_by(Case.submitted_at, Case.number)))
