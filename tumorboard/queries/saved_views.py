"""The searches that a member keeps: their own, and nobody else's."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tumorboard.domain.errors import NotFound
from tumorboard.models import SavedView


def of_member(session: Session, member_id: UUID) -> list[SavedView]:
    """List a member's views by name."""
    return list(session.scalars(select(SavedView).where(SavedView.member_id == member_id).order_by(SavedView.name)))


def get(session: Session, member_id: UUID, view_id: UUID) -> SavedView:
    """Give one view of a member; anybody else's is not to be found."""
    found = session.scalar(select(SavedView).where(SavedView.id == view_id, SavedView.member_id == member_id))
    if found is None:
        raise NotFound("saved search")
    return found
