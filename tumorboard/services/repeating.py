"""Keys that make a repeated request harmless."""

from datetime import datetime

from sqlalchemy.orm import Session

from tumorboard.models import Member, RequestKey


def remember(session: Session, member: Member, key: str, location: str, *, now: datetime) -> None:
    """Store where the first result is; the database refuses the same key twice."""
    session.add(RequestKey(member_id=member.id, key=key[:64], location=location, at=now))
    session.flush()
