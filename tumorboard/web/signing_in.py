"""Checking a password at the door: the same words and the same time, whoever is named."""

import hmac
from ipaddress import ip_address, ip_network

from flask import current_app, request

from tumorboard import clock
from tumorboard.db import transaction
from tumorboard.models import Board, Member
from tumorboard.queries import members
from tumorboard.services import accounts, trying

# Said for an unknown name, a wrong password, a disabled account and a try that came too early alike.
REFUSED = ("We cannot sign you in with this name and password. Check both and try again; after several tries, wait a "
           "minute first.")


def known_member(board: Board, typed: str, password: str) -> Member | None:
    """Give the member who signs in under this name, where the password is theirs."""
    now, place = clock.real_now(), address_hash()
    with transaction() as session:
        member = members.by_name_or_email(session, board, typed)
        counts = trying.reserve(session, place, now=now) and accounts.reserve_try(session, member, now=now)
    # The hash is slow on purpose: checked outside of the transaction, it keeps no other writer waiting.
    is_right = accounts.check_password(member, password)
    if member is None or not (counts and is_right):
        return None
    with transaction() as session:
        trying.take_back(session, place)
        accounts.forget_tries(session, member)
    return member


def is_own_password(board: Board, member: Member, password: str) -> bool:
    """Tell whether the signed-in member knows their password; wrong tries count as at the door."""
    return known_member(board, member.username, password) is not None


def address_hash() -> str:
    """Give the keyed hash under which tries from this address are counted; a trusted proxy has named it."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(key, f"door {_network(request.remote_addr or '')}".encode(), "sha256").hex()


def _network(address: str) -> str:
    """Give the address, or of an IPv6 one its network: a single line at home has as many as it likes."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(found if found.version == 4 else found.ipv4_mapped or ip_network((found, 64), strict=False))
