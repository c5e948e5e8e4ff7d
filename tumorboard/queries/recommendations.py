"""Recommendations: the draft and the standing version of a discussion, and pages of them for those who review."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from tumorboard.domain.access import Actor
from tumorboard.domain.errors import NotFound
from tumorboard.models import (
    Board,
    Case,
    CoSignature,
    Discussion,
    Dissent,
    FollowUp,
    Meeting,
    Member,
    Recommendation,
    RecommendationItem,
    Statement,
)
from tumorboard.queries import cases
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import SIGNED_OUTCOMES

PAGE = 25
SEE_ALL = frozenset({Role.COORDINATOR, Role.CHAIR, Role.VICE_CHAIR, Role.SPECIALIST, Role.CLINICIAN})
BRIEF = (
    joinedload(Recommendation.discussion).options(
        joinedload(Discussion.meeting).joinedload(Meeting.chair),
        joinedload(Discussion.case).options(joinedload(Case.patient), joinedload(Case.responsible),
                                            joinedload(Case.presenter))),
    selectinload(Recommendation.items), selectinload(Recommendation.dissents),
)
WHOLE = (
    joinedload(Recommendation.discussion).options(
        joinedload(Discussion.meeting).joinedload(Meeting.chair), joinedload(Discussion.recorded_by),
        selectinload(Discussion.statements).joinedload(Statement.member),
        joinedload(Discussion.case).options(joinedload(Case.patient), joinedload(Case.responsible),
                                            joinedload(Case.presenter), selectinload(Case.needs))),
    joinedload(Recommendation.written_by), joinedload(Recommendation.signed_by),
    joinedload(Recommendation.read_back_by),
    selectinload(Recommendation.items).joinedload(RecommendationItem.owner),
    selectinload(Recommendation.dissents).joinedload(Dissent.member).selectinload(Member.specialty_rows),
    selectinload(Recommendation.cosignatures).joinedload(CoSignature.member),
)


def get(session: Session, recommendation_id: UUID) -> Recommendation:
    """Give one version, whole; raise NotFound. Whether the reader may see it is asked of its case."""
    found = session.scalar(select(Recommendation).where(Recommendation.id == recommendation_id).options(*WHOLE))
    if found is None:
        raise NotFound("recommendation")
    return found


def draft_of(session: Session, discussion_id: UUID) -> Recommendation | None:
    """Give the version that is being written, whole."""
    return session.scalar(select(Recommendation).where(
        Recommendation.discussion_id == discussion_id, Recommendation.signed_at.is_(None)).options(*WHOLE))


def current_of(session: Session, discussion_id: UUID) -> Recommendation | None:
    """Give the newest signed version, whole."""
    return session.scalar(select(Recommendation).where(
        Recommendation.discussion_id == discussion_id, Recommendation.signed_at.is_not(None))
        .order_by(Recommendation.number.desc()).limit(1).options(*WHOLE))


def of_meeting(session: Session, meeting_id: UUID) -> dict[UUID, Recommendation]:
    """Give by discussion the text that the minutes print: the newest signed version, else the draft."""
    found = session.scalars(select(Recommendation).join(Recommendation.discussion).where(
        Discussion.meeting_id == meeting_id).options(*WHOLE)
        .order_by(Recommendation.signed_at.is_not(None), Recommendation.number))
    return {each.discussion_id: each for each in found}


def versions(session: Session, discussion_id: UUID) -> list[Recommendation]:
    """List every version of a discussion's recommendation, the newest first."""
    return list(session.scalars(select(Recommendation).where(Recommendation.discussion_id == discussion_id)
                                .options(joinedload(Recommendation.signed_by))
                                .order_by(Recommendation.number.desc())))


def standing(board: Board) -> ColumnElement[bool]:
    """Say in SQL which versions stand: signed, and not replaced by a newer signed one."""
    return and_(Case.board_id == board.id, _is_newest())


def _is_newest() -> ColumnElement[bool]:
    """Whether a version is signed, and no newer one of its discussion is."""
    return and_(Recommendation.signed_at.is_not(None), ~is_replaced())


def is_replaced() -> ColumnElement[bool]:
    """Say in SQL whether a newer version of the same discussion is signed."""
    newer = aliased(Recommendation)
    return exists().where(
        newer.discussion_id == Recommendation.discussion_id, newer.signed_at.is_not(None),
        newer.number > Recommendation.number)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Say in SQL whose released recommendations a reader sees: a referrer only their own."""
    if actor.roles & SEE_ALL:
        return true()
    return or_(Case.submitter_id == actor.id, Case.responsible_id == actor.id, Case.referrer_id == actor.id)


def mine(actor: Actor) -> ColumnElement[bool]:
    """Say in SQL which cases are a reader's own: submitted, answered for, referred or presented by them."""
    return or_(Case.submitter_id == actor.id, Case.responsible_id == actor.id, Case.referrer_id == actor.id,
               Case.presenter_id == actor.id)


def listing(session: Session, board: Board, actor: Actor, *, typed: str = "", is_mine: bool = False,
            before: tuple[date, UUID] | None = None) -> list[Recommendation]:
    """List standing recommendations by board date, the newest first, one more than a page."""
    # By the meetings' own index of dates, so that the last page is read as fast as the first.
    query = (select(Recommendation).join(Recommendation.discussion).join(Discussion.meeting).join(Discussion.case)
             .join(Case.patient).where(Meeting.board_id == board.id, _is_newest(), visible_to(actor)).options(*BRIEF))
    if typed.strip():
        query = query.where(cases.find(typed))
    if is_mine:
        query = query.where(mine(actor))
    if before is not None:
        query = query.where(Meeting.local_date <= before[0], or_(
            Meeting.local_date < before[0], Recommendation.id < before[1]))
    return list(session.scalars(query.order_by(Meeting.local_date.desc(), Recommendation.id.desc()).limit(PAGE + 1)))


def counts(session: Session, board: Board, actor: Actor) -> tuple[int, int]:
    """Count the standing recommendations: the reader's own, and all that the reader may see."""
    row = session.execute(
        select(func.count().filter(mine(actor)), func.count()).select_from(Recommendation)
        .join(Case, Case.id == Recommendation.case_id).where(standing(board), visible_to(actor))).one()
    return row[0], row[1]


def to_sign(session: Session, board: Board, *, chaired_by: UUID | None = None) -> list[Recommendation]:
    """List the drafts that wait for a signature, the oldest meeting first; of one chair's meetings where named."""
    query = (
        select(Recommendation).join(Recommendation.discussion).join(Discussion.meeting).join(Discussion.case)
        .where(Case.board_id == board.id, Recommendation.signed_at.is_(None), Discussion.outcome.in_(SIGNED_OUTCOMES))
        .options(*BRIEF).order_by(Meeting.local_date, Discussion.position, Recommendation.id))
    if chaired_by is not None:
        query = query.where(Meeting.chair_id == chaired_by)
    return list(session.scalars(query))


def states(session: Session, item_ids: Sequence[UUID]) -> dict[UUID, FollowUp]:
    """Give the state of each item of a signed recommendation."""
    rows = session.scalars(select(FollowUp).where(FollowUp.item_id.in_(item_ids)))
    return {row.item_id: row for row in rows}


def of_case(session: Session, case_id: UUID) -> list[Recommendation]:
    """List the signed versions of a case, the newest first."""
    return list(session.scalars(
        select(Recommendation).where(Recommendation.case_id == case_id, Recommendation.signed_at.is_not(None))
        .options(*WHOLE).order_by(Recommendation.signed_at.desc())))


def of_cases(session: Session, case_ids: Collection[UUID]) -> list[Recommendation]:
    """List every version about these cases, drafts too, the newest version last."""
    return list(session.scalars(
        select(Recommendation).where(Recommendation.case_id.in_(case_ids))
        .options(selectinload(Recommendation.items)).order_by(Recommendation.number, Recommendation.id)))
