"""What members said in their own name about a discussion."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tumorboard.models import Statement


def of(session: Session, discussion_id: UUID) -> list[Statement]:
    """List the statements on a discussion, the first one first."""
    return list(session.scalars(select(Statement).where(Statement.discussion_id == discussion_id)
                                .options(joinedload(Statement.member)).order_by(Statement.at, Statement.id)))
