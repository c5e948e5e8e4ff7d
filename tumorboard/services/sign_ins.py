"""Sign-ins while they last: that one is used, that its reader proved who they are, that it ends."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import case, update
from sqlalchemy.orm import Session

from tumorboard.models import SignIn


def touch(session: Session, sign_in_id: UUID, *, now: datetime) -> None:
    """Note that the session was used."""
    session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(last_seen_at=now))


def prove_again(session: Session, sign_in_id: UUID, *, now: datetime) -> None:
    """Note that the reader has just proved who they are."""
    # A clock that was set back since the session began shows nobody as seen before that.
    seen = case((SignIn.created_at > now, SignIn.created_at), else_=now)
    session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(authenticated_at=now, last_seen_at=seen))


def end(session: Session, sign_in_id: UUID, *, now: datetime) -> None:
    """End a session; its cookie opens nothing any more."""
    session.execute(update(SignIn).where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None)).values(ended_at=now))
