"""Which letter is handed to the mail next, and what became of it: each by a claim that runs out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tumorboard.domain.mailing import GIVEN_UP_AFTER, next_try
from tumorboard.models import Member, Notice
from tumorboard.queries.notices import is_due
from tumorboard.vocabulary.notices import Trouble

# Longer than any talk with a mail server lasts: whoever holds a claim that ran out is dead.
CLAIM_LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One letter on its way."""

    id: UUID
    address: str
    subject: str
    body: str
    case_id: UUID | None
    queued_at: datetime


def claim(session: Session, *, sender: str, now: datetime) -> Parcel | None:
    """Take the letter that waits longest, so that no other sender takes it; None where none is due.

    Whose account was disabled, or who has no address any more, gets no mail; nor does anybody get news of a week ago
    that no mail server was ever set for. The page keeps what they were told.
    """
    while True:
        row = session.execute(
            select(Notice, Member.email, Member.is_active).join(Notice.member).where(is_due(now))
            .order_by(Notice.next_try_at, Notice.id).limit(1).with_for_update(skip_locked=True, of=Notice)).first()
        if row is None:
            return None
        notice, address, is_active = row
        is_news = notice.tries > 0 or now - notice.queued_at < GIVEN_UP_AFTER
        if address and is_active and is_news:
            break
        notice.next_try_at = None
        session.flush()
    notice.claimed_by, notice.claimed_until, notice.tries = sender, now + CLAIM_LASTS, notice.tries + 1
    session.flush()
    return Parcel(notice.id, address, notice.subject, notice.body, notice.case_id,
                  notice.queued_at)


def note_sent(session: Session, notice_id: UUID, *, now: datetime) -> None:
    """Note that the mail server took a letter; that is true even where the claim ran out meanwhile."""
    session.execute(
        update(Notice).where(Notice.id == notice_id, Notice.sent_at.is_(None), Notice.given_up_at.is_(None))
        .values(sent_at=now, next_try_at=None, trouble=None, claimed_by=None, claimed_until=None))


def note_trouble(session: Session, notice_id: UUID, trouble: Trouble, *, sender: str, now: datetime) -> None:
    """Note why a letter was not taken and when it is tried again; after seven days it is given up."""
    notice = session.scalars(select(Notice).where(Notice.id == notice_id).with_for_update()).one()
    if notice.claimed_by != sender:
        return
    notice.trouble, notice.claimed_by, notice.claimed_until = trouble, None, None
    notice.next_try_at = next_try(notice.tries, trouble, queued_at=notice.queued_at, now=now)
    if notice.next_try_at is None:
        notice.given_up_at = now
    session.flush()


def try_again(session: Session, notice: Notice, *, now: datetime) -> None:
    """Hand a letter to the mail once more, because somebody mended what was wrong."""
    if notice.sent_at is None:
        notice.next_try_at, notice.given_up_at, notice.tries = now, None, 0
        session.flush()
