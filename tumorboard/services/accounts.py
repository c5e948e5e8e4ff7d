"""Passwords, sign-ins and the one-time links that set a password."""

import hashlib
import secrets
from base64 import b64encode
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tumorboard.domain import passwords
from tumorboard.domain.errors import AnswerRefused, MoveRefused
from tumorboard.models import Board, Invitation, Member, SignIn
from tumorboard.queries import members as queries
from tumorboard.services.record import record
from tumorboard.vocabulary.people import Theme

INVITATION_LASTS = timedelta(hours=72)
# argon2id, 46 MiB and one pass: thirty sign-ins at 6:59 on two cores, and still dear to guess.
HASHER = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)


def _of_nobody() -> str:
    """Write a hash that no password has: checking it takes as long as any, and making it takes no time at the start."""
    salt, found = (b64encode(secrets.token_bytes(size)).decode().rstrip("=")
                   for size in (HASHER.salt_len, HASHER.hash_len))
    return f"$argon2id$v=19$m={HASHER.memory_cost},t={HASHER.time_cost},p={HASHER.parallelism}${salt}${found}"


# Compared with when the user name is unknown, so that both answers take the same time.
NOBODY = _of_nobody()


def check_password(member: Member | None, password: str) -> bool:
    """Tell whether the password is the member's; an unknown member takes as long to refuse."""
    stored = member.password_hash if member is not None and member.password_hash else NOBODY
    try:
        HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not NOBODY and member is not None and member.is_active


def reserve_try(session: Session, member: Member | None, *, now: datetime) -> bool:
    """Count a try before its password is checked, so that tries at the same moment cannot outrun the delay.

    Tells whether the try counts at all: the delay grows with each failure, and there is no lock-out for ever.
    """
    if member is None:
        return False
    failures, next_try_at = session.execute(
        select(Member.failed_sign_ins, Member.next_try_at).where(Member.id == member.id).with_for_update()).one()
    if next_try_at is not None and now < next_try_at:
        return False
    _keep_tries(session, member, failures + 1, passwords.next_try(failures + 1, now))
    return True


def forget_tries(session: Session, member: Member) -> None:
    """Begin counting anew after a right password."""
    _keep_tries(session, member, 0, None)


def _keep_tries(session: Session, member: Member, failures: int, next_try_at: datetime | None) -> None:
    """Store the count past the version of the row: a stranger's guesses must not make anybody's form stale."""
    session.execute(
        update(Member).where(Member.id == member.id).values(
            failed_sign_ins=failures, next_try_at=next_try_at, version=Member.version)
        .execution_options(synchronize_session=False))


def begin_sign_in(session: Session, member: Member, *, token_hash: str, now: datetime,
                  at: datetime | None = None) -> SignIn:
    """Open a session for a member under the hash of its token; the record says when by the board's clock."""
    sign_in = SignIn(member_id=member.id, token_hash=token_hash, session_version=member.session_version,
                     created_at=now, authenticated_at=now, last_seen_at=now)
    session.add(sign_in)
    record(session, member, "account.signed_in", by=member, at=at or now)
    session.flush()
    return sign_in


def end_all_sign_ins(session: Session, member: Member, *, by: Member, now: datetime) -> None:
    """End every session of a member, on every machine, at once."""
    session.execute(
        update(SignIn).where(SignIn.member_id == member.id, SignIn.ended_at.is_(None)).values(ended_at=now))
    record(session, member, "account.signed_out_everywhere", by=by, at=now)
    session.flush()


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


def standing_invitation(session: Session, board: Board, token: str, *, now: datetime) -> Invitation | None:
    """Give the invitation that this token still opens, for a member who is not disabled."""
    found = queries.invitation(session, hashed(token))
    if found is None or found.used_at is not None or found.revoked_at is not None or found.expires_at <= now:
        return None
    return found if queries.get(session, board, found.member_id).is_active else None


def accept_invitation(session: Session, member: Member, invitation: Invitation, password: str, *,
                      now: datetime) -> None:
    """Set the first, or a new, password by a one-time link, and end every session of the member."""
    set_password(session, member, password, by=member, now=now)
    if not _use_up(session, invitation, now):
        raise MoveRefused("This link has been used already. Ask the coordinator for a new one.")


def _use_up(session: Session, invitation: Invitation, now: datetime) -> bool:
    """Mark the invitation as used; of two at the same moment, only one succeeds."""
    used = session.scalars(
        update(Invitation).where(Invitation.id == invitation.id, Invitation.used_at.is_(None),
                                 Invitation.revoked_at.is_(None)).values(used_at=now).returning(Invitation.id))
    return used.first() is not None


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
    if member.id == by.id:
        raise MoveRefused("Nobody disables their own account. Ask another administrator.")
    member.is_active = is_active
    member.session_version += 1
    record(session, member, "account.enabled" if is_active else "account.disabled", by=by, at=now)
    session.flush()


def choose_theme(session: Session, member: Member, theme: Theme) -> None:
    """Keep how a member wants the pages to look; nobody else's form goes stale by it."""
    session.execute(update(Member).where(Member.id == member.id).values(theme=theme, version=Member.version))


def choose_keys(session: Session, member: Member, *, is_on: bool) -> None:
    """Keep whether single keys do anything for a member."""
    session.execute(update(Member).where(Member.id == member.id).values(single_keys=is_on, version=Member.version))


def new_token() -> str:
    """Make a random token of 256 bits."""
    return secrets.token_urlsafe(32)
