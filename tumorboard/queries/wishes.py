"""What the coordinator wishes of a docket: what stands, and what stood before."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from tumorboard.models import Case, Member, Wish


def standing(session: Session, meeting_id: UUID) -> list[Wish]:
    """List the wishes that hold for a meeting, the oldest first."""
    return list(session.scalars(
        select(Wish).where(Wish.meeting_id == meeting_id, Wish.ended_at.is_(None)).order_by(Wish.step, Wish.id)))


def shown(session: Session, meeting_id: UUID) -> list[Wish]:
    """List what the page of a docket shows: the standing wishes, and those that the last step ended."""
    last = select(func.max(Wish.ended_step)).where(Wish.meeting_id == meeting_id).scalar_subquery()
    return list(session.scalars(
        select(Wish).where(Wish.meeting_id == meeting_id, or_(Wish.ended_at.is_(None), Wish.ended_step == last))
        .options(joinedload(Wish.made_by).load_only(Member.name, raiseload=True)).order_by(Wish.step, Wish.id)))


def history(session: Session, meeting_id: UUID) -> list[Wish]:
    """List every wish that there ever was for a meeting, the newest first."""
    return list(session.scalars(
        select(Wish).where(Wish.meeting_id == meeting_id).options(joinedload(Wish.made_by), joinedload(Wish.ended_by))
        .order_by(Wish.step.desc(), Wish.id)))


def newest_step(session: Session, meeting_id: UUID) -> int:
    """Give the number of a meeting's last change of wishes; 0 where there was none."""
    made, ended = session.execute(
        select(func.max(Wish.step), func.max(Wish.ended_step)).where(Wish.meeting_id == meeting_id)).one()
    return max(made or 0, ended or 0)


def ended_in(session: Session, meeting_id: UUID, step: int) -> list[Wish]:
    """List the wishes that one step ended."""
    return list(session.scalars(select(Wish).where(Wish.meeting_id == meeting_id, Wish.ended_step == step)))


def cases_of(session: Session, rows: Sequence[Wish]) -> list[Case]:
    """Give the cases that these wishes name, with their patients."""
    ids = {each for row in rows for each in (row.case_id, row.other_id) if each is not None}
    return list(session.scalars(select(Case).where(Case.id.in_(ids)).options(joinedload(Case.patient))))
