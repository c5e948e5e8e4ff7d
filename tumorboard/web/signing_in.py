"""Checking a password at the door: the same words and the same time, whoever is named."""

from tumorboard import clock
from tumorboard.db import transaction
from tumorboard.models import Board, Member
from tumorboard.queries import members
from tumorboard.services import accounts

# Said for an unknown name, a wrong password, a disabled account and a try that came too early alike.
REFUSED = ("We cannot sign you in with this name and password. Check both and try again; after several tries, wait a "
           "minute first.")


def known_member(board: Board, typed: str, password: str) -> Member | None:
    """Give the member who signs in under this name, where the password is theirs."""
    now = clock.real_now()
    with transaction() as session:
        member = members.by_name_or_email(session, board, typed)
        counts = accounts.reserve_try(session, member, now=now)
    # The hash is slow on purpose: checked outside of the transaction, it keeps no other writer waiting.
    is_right = accounts.check_password(member, password)
    if member is None or not (counts and is_right):
        return None
    with transaction() as session:
        accounts.forget_tries(session, member)
    return member


def is_own_password(board: Board, member: Member, password: str) -> bool:
    """Tell whether the signed-in member knows their password; wrong tries count as at the door."""
    return known_member(board, member.username, password) is not None
