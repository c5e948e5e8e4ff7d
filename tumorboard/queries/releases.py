"""The papers that wait for their release, and those that went out."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.interfaces import ORMOption

from tumorboard.models import Board, Discussion, Meeting, PaperRelease, Recommendation
from tumorboard.queries import recommendations
from tumorboard.vocabulary.workflow import SIGNED_OUTCOMES

PAGE = 25
SHOWN = (
    joinedload(PaperRelease.meeting).joinedload(Meeting.chair), joinedload(PaperRelease.released_by),
    joinedload(PaperRelease.recommendation).options(*recommendations.BRIEF),
)
# As much as tells whether a paper may go out.
JUDGED = (joinedload(PaperRelease.recommendation),)


def waiting(session: Session, board: Board, *, loaded: Sequence[ORMOption] = SHOWN) -> list[PaperRelease]:
    """List what is queued, the oldest meeting first, its minutes before its letters; replaced letters never go out."""
    query = _of(board).where(PaperRelease.released_at.is_(None), ~recommendations.is_replaced())
    return list(session.scalars(query.options(*loaded).order_by(
        Meeting.local_date, PaperRelease.recommendation_id.is_not(None), Discussion.position, PaperRelease.id)))


def released(session: Session, board: Board, before: tuple[datetime, UUID] | None = None) -> list[PaperRelease]:
    """List what went out, the newest first, one more than a page."""
    query = _of(board).where(PaperRelease.released_at.is_not(None))
    if before is not None:
        query = query.where(PaperRelease.released_at <= before[0], or_(
            PaperRelease.released_at < before[0], PaperRelease.id < before[1]))
    return list(session.scalars(query.options(*SHOWN).order_by(
        PaperRelease.released_at.desc(), PaperRelease.id.desc()).limit(PAGE + 1)))


def _of(board: Board) -> Select[PaperRelease]:
    """Begin with the papers of one board."""
    return (select(PaperRelease).join(PaperRelease.meeting).outerjoin(PaperRelease.recommendation)
            .outerjoin(Recommendation.discussion).where(Meeting.board_id == board.id))


def locked(session: Session, board: Board, ids: Collection[UUID]) -> list[PaperRelease]:
    """Give papers of the board so that nobody else releases them meanwhile; unknown ids are left out."""
    mine = select(Meeting.id).where(Meeting.board_id == board.id)
    session.scalars(select(PaperRelease).where(PaperRelease.id.in_(ids), PaperRelease.meeting_id.in_(mine))
                    .order_by(PaperRelease.id).with_for_update().execution_options(populate_existing=True)).all()
    return list(session.scalars(_of(board).where(PaperRelease.id.in_(ids)).options(*SHOWN).order_by(
        Meeting.local_date, Discussion.position, PaperRelease.id)))


def replaced(session: Session, ids: Collection[UUID]) -> set[UUID]:
    """Give which of these letters are on a version that a newer signed one replaces."""
    return set(session.scalars(select(PaperRelease.id).join(PaperRelease.recommendation).where(
        PaperRelease.id.in_(ids), recommendations.is_replaced())))


def unsigned(session: Session, meeting_ids: Collection[UUID]) -> dict[UUID, int]:
    """Count the recommendations of each meeting that are not signed yet; a meeting without any is left out."""
    rows = session.execute(
        select(Discussion.meeting_id, func.count()).join(Recommendation, Recommendation.discussion_id == Discussion.id)
        .where(Discussion.meeting_id.in_(meeting_ids), Recommendation.signed_at.is_(None), Recommendation.number == 1,
               Discussion.outcome.in_(SIGNED_OUTCOMES)).group_by(Discussion.meeting_id))
    return {row[0]: row[1] for row in rows}


def of_version(session: Session, recommendation_id: UUID) -> PaperRelease | None:
    """Give the letter on one version, where it is queued."""
    return session.scalar(select(PaperRelease).where(PaperRelease.recommendation_id == recommendation_id)
                          .options(joinedload(PaperRelease.released_by)))


def are_minutes_out(session: Session, meeting_id: UUID) -> bool:
    """Tell whether the minutes of a meeting were released."""
    return session.scalar(select(PaperRelease.released_at).where(
        PaperRelease.meeting_id == meeting_id, PaperRelease.recommendation_id.is_(None))) is not None
