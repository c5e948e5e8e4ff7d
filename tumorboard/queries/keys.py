"""Where the first result of a repeated request is to be seen."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tumorboard.models import RequestKey


def location(session: Session, member_id: UUID, key: str) -> str | None:
    """Give the address of the first result; None where the key is new."""
    return session.scalar(
        select(RequestKey.location).where(RequestKey.member_id == member_id, RequestKey.key == key[:64]))
