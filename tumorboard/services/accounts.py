"""Passwords, sign-ins and the one-time links that set a password."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import update
from sqlalchemy.orm import Session

from tumorboard.domain import passwords
from tumorboard.domain.errors import AnswerRefused, BoardError
from tumorboard.models import Invitation, Member, SignIn
from tumorboard.queries import members as queries
from tumorboard.services.record import record

INVITATION_LASTS = timedelta(hours=72)
# argon2id, 46 MiB and one pass: thirty sign-ins at 6:59 on two cores, and still dear to guess.
HASHER = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
# Compared with when the user name is unknown, so that both answers take the same time.
NOBODY = HASHER.hash(secrets.token_urlsafe(16))


class SignInRefused(BoardError):
    """The name and the password do not belong together, or it is too early to try again."""


def check_password(member: Member | None, password: str) -> bool:
    """Tell whether the password is the member's; an unknown member takes as long to refuse."""
    stored = member.password_hash if member is not None and member.password_hash else NOBODY
    try:
        HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not NOBODY and member is not None and member.is_active


def authenticate(session: Session, member: Member | None, password: str, *, now: datetime) -> bool:
    """Check a password with a delay that grows with each failure, and no lock-out for ever."""
    if member is not None and member.next_try_at is not None and now < member.next_try_at:
        raise SignInRefused("Too many tries. Wait a minute, then try again.")
    is_right = check_password(member, password)
    if member is None:
        return False
    if is_right:
        member.failed_sign_ins, member.next_try_at = 0, None
    else:
        member.failed_sign_ins += 1
        member.next_try_at = passwords.next_try(member.failed_sign_ins, now)
    session.flush()
    return is_right


def begin_sign_in(session: Session, member: Member, *, token_hash: str, now: datetime) -> SignIn:
    """Open a session for a member under the hash of its token."""
    sign_in = SignIn(member_id=member.id, token_hash=token_hash, session_version=member.session_version,
                     created_at=now, authenticated_at=now, last_seen_at=now)
    session.add(sign_in)
    record(session, member, "account.signed_in", by=member, at=now)
    session.flush()
    return sign_in


def touch(session: Session, sign_in_id: UUID, *, now: datetime) -> None:
    """Note that the session was used."""
    session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(last_seen_at=now))


def prove_again(session: Session, sign_in_id: UUID, *, now: datetime) -> None:
    """Note that the reader has just proved who they are."""
    session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(authenticated_at=now, last_seen_at=now))


def end_sign_in(session: Session, sign_in_id: UUID, *, now: datetime) -> None:
    """End a session; its cookie opens nothing any more."""
    session.execute(update(SignIn).where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None)).values(ended_at=now))


def invite(session: Session, member: Member, *, by: Member, now: datetime) -> str:
    """Give a member a one-time token to set a password; an earlier one stops working."""
    session.execute(
        update(Invitation).where(Invitation.member_id == member.id, Invitation.used_at.is_(None),
                                 Invitation.revoked_at.is_(None)).values(revoked_at=now))
    token = secrets.token_urlsafe(32)
    session.add(Invitation(member_id=member.id, token_hash=hashed(token), created_at=now, created_by_id=by.id,
                           expires_at=now + INVITATION_LASTS))
    record(session, member, "account.invited", by=by, at=now)
    session.flush()
    return token


def hashed(token: str) -> str:
    """Give what the database stores of a one-time token."""
    return hashlib.sha256(token.encode()).hexdigest()


def standing_invitation(session: Session, token: str, *, now: datetime) -> Invitation | None:
    """Give the invitation that this token still opens."""
    found = queries.invitation(session, hashed(token))
    if found is None or found.used_at is not None or found.revoked_at is not None or found.expires_at <= now:
        return None
    return found


def accept_invitation(session: Session, member: Member, invitation: Invitation, password: str, *, now: datetime) -> None:
    """Set the first, or a new, password by a one-time link, and end every session of the member."""
    set_password(session, member, password, by=member, now=now)
    invitation.used_at = now
    session.flush()


def set_password(session: Session, member: Member, password: str, *, by: Member, now: datetime) -> None:
    """Store a new password and end what was signed in with the old one."""
    problem = passwords.problem(password, (member.username, member.name, member.email or ""))
    if problem:
        raise AnswerRefused({"password": problem})
    member.password_hash = HASHER.hash(password)
    member.session_version += 1
    member.failed_sign_ins, member.next_try_at = 0, None
    record(session, member, "account.password_set", by=by, at=now)
    session.flush()


def set_active(session: Session, member: Member, is_active: bool, *, by: Member, now: datetime) -> None:
    """Enable an account, or disable it and end its sessions at once."""
    member.is_active = is_active
    member.session_version += 1
    record(session, member, "account.enabled" if is_active else "account.disabled", by=by, at=now)
    session.flush()
