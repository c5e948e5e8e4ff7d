"""Cases: one with all that belongs to it, or pages of them, scoped to who reads."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from tumorboard.domain import identity
from tumorboard.domain.access import Actor, CaseRelation, Permission, can
from tumorboard.domain.case_flow import DOCKETED
from tumorboard.domain.errors import NotFound
from tumorboard.models import (
    Board,
    Case,
    CaseNeed,
    Docket,
    DocketItem,
    Meeting,
    Member,
    Message,
    OutsideMaterial,
    Patient,
    Readiness,
    Recommendation,
)
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus

PAGE = 25
WHOLE = (joinedload(Case.patient), joinedload(Case.submitter), joinedload(Case.responsible),
         joinedload(Case.presenter), selectinload(Case.needs),
         selectinload(Case.readiness_rows).options(joinedload(Readiness.owner), joinedload(Readiness.set_by)),
         selectinload(Case.outside_rows).options(
             joinedload(OutsideMaterial.asked_by), joinedload(OutsideMaterial.reread_by)),
         selectinload(Case.messages).joinedload(Message.by).selectinload(Member.specialty_rows))
BRIEF = (joinedload(Case.patient), joinedload(Case.responsible), selectinload(Case.needs))
FIXED = (MeetingStatus.FROZEN, MeetingStatus.PUBLISHED, MeetingStatus.IN_SESSION)


def get(session: Session, actor: Actor, case_id: UUID) -> tuple[Case, CaseRelation]:
    """Give a case that the actor may read, with what the actor is to it; raise NotFound for any other."""
    case = session.scalar(select(Case).where(Case.id == case_id).options(*WHOLE))
    if case is None:
        raise NotFound("case")
    relation = relate(session, actor, case)
    if not can(actor, Permission.READ_CASE, relation):
        raise NotFound("case")
    return case, relation


def relate(session: Session, actor: Actor, case: Case) -> CaseRelation:
    """Tell what an actor is to a case."""
    own = actor.id in (case.submitter_id, case.responsible_id, case.referrer_id)
    assigned = case.presenter_id == actor.id or (
        case.status is not CaseStatus.DRAFT and bool(actor.specialties & set(case.specialties_needed)))
    return CaseRelation(
        status=case.status, is_submitter=case.submitter_id == actor.id, is_own=own, is_assigned=assigned,
        is_released=bool(session.scalar(select(_released(case.id)))), is_frozen=_is_frozen(session, case))


def _released(case_id: Any) -> ColumnElement[bool]:
    """Whether a signed recommendation stands for the case."""
    return exists().where(Recommendation.case_id == case_id, Recommendation.signed_at.is_not(None))


def _is_frozen(session: Session, case: Case) -> bool:
    """Tell whether the case stands on a docket after its cut-off."""
    if case.status is CaseStatus.LISTED:
        return True
    if case.status is not CaseStatus.READY:
        return False
    return bool(session.scalar(select(exists().where(
        DocketItem.case_id == case.id, DocketItem.docket_id == Docket.id, Docket.meeting_id == Meeting.id,
        Meeting.status.in_(FIXED), Meeting.frozen_at <= Docket.built_at))))


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Say in SQL which cases the actor may read: the same rule as can(READ_CASE), held together by a test."""
    mine = or_(Case.submitter_id == actor.id, Case.responsible_id == actor.id, Case.referrer_id == actor.id)
    roles = actor.roles
    drafts = Case.status == CaseStatus.DRAFT
    own_draft = Case.submitter_id == actor.id
    if roles & {Role.COORDINATOR, Role.CHAIR}:
        return true()
    sees: list[ColumnElement[bool]] = []
    if roles & {Role.SPECIALIST, Role.REFERRER}:
        sees.append(and_(~drafts, mine))
        sees.append(own_draft)
    if Role.SPECIALIST in roles:
        needed = exists().where(CaseNeed.case_id == Case.id, CaseNeed.specialty.in_(sorted(actor.specialties)))
        sees.append(and_(~drafts, or_(Case.presenter_id == actor.id, needed, Case.status.in_(DOCKETED))))
    if roles & {Role.CLINICIAN, Role.SPECIALIST}:
        sees.append(and_(~drafts, _released(Case.id)))
    if Role.CLINICIAN in roles:
        sees.append(and_(~drafts, mine))
    return or_(*sees) if sees else false()


def find(typed: str) -> ColumnElement[bool]:
    """Say in SQL which cases the find box means: a number of the patient or the case, or the start of a name."""
    words = identity.fold(typed).split()
    number = identity.clean_mrn(typed)
    by_name = and_(*(or_(Patient.search_name.startswith(word, autoescape=True),
                         Patient.search_name.contains(f" {word}", autoescape=True)) for word in words))
    meant: list[ColumnElement[bool]] = [Patient.mrn == number, Patient.disputed_mrn == number]
    if words:
        meant.append(by_name)
    if number.isdigit() and len(number) < 9:
        meant.append(Case.number == int(number))
    return or_(*meant)


def listing(session: Session, board: Board, actor: Actor, *, statuses: Collection[CaseStatus] = (), typed: str = "",
            before: tuple[datetime, int] | None = None) -> list[Case]:
    """List the reader's cases, newest first, one more than a page so that the caller knows of a next one."""
    query = _scoped(board, actor, statuses, typed).options(*BRIEF)
    if before is not None:
        # The first condition is implied, and lets the index begin where the page does.
        query = query.where(Case.saved_at <= before[0], or_(
            Case.saved_at < before[0], Case.number < before[1]))
    return list(session.scalars(query.order_by(Case.saved_at.desc(), Case.number.desc()).limit(PAGE + 1)))


def counts(session: Session, board: Board, actor: Actor) -> dict[CaseStatus, int]:
    """Count the reader's cases by status."""
    rows = session.execute(
        select(Case.status, func.count()).where(Case.board_id == board.id, visible_to(actor)).group_by(Case.status))
    return {row[0]: row[1] for row in rows}


def _scoped(board: Board, actor: Actor, statuses: Collection[CaseStatus], typed: str) -> Select[Case]:
    """Begin a list with what the reader may see."""
    query = select(Case).outerjoin(Case.patient).where(Case.board_id == board.id, visible_to(actor))
    if statuses:
        query = query.where(Case.status.in_(statuses))
    if typed.strip():
        query = query.where(find(typed))
    return query


def to_review(session: Session, board: Board) -> list[Case]:
    """List what waits for the coordinator: submitted first, the most urgent and the oldest before the others."""
    waiting = (CaseStatus.SUBMITTED, CaseStatus.ASKED)
    return list(session.scalars(
        select(Case).where(Case.board_id == board.id, Case.status.in_(waiting)).options(*BRIEF)
        .order_by(Case.status.desc(), Case.tier, Case.due_on, Case.number)))


def own(session: Session, board: Board, member_id: UUID) -> list[Case]:
    """List what a member submitted, presents or is responsible for, and that is still under way."""
    done = (CaseStatus.SIGNED, CaseStatus.CLOSED, CaseStatus.WITHDRAWN)
    mine = or_(Case.submitter_id == member_id, Case.responsible_id == member_id, Case.presenter_id == member_id)
    return list(session.scalars(
        select(Case).where(Case.board_id == board.id, mine, Case.status.not_in(done),
                           or_(Case.status != CaseStatus.DRAFT, Case.submitter_id == member_id))
        .options(*BRIEF, selectinload(Case.messages)).order_by(Case.tier, Case.due_on, Case.number).limit(PAGE)))


def whole(session: Session, case_id: UUID) -> Case:
    """Give a case with all that belongs to it, for a service that has already checked who acts."""
    return session.scalars(select(Case).where(Case.id == case_id).options(*WHOLE)).one()
