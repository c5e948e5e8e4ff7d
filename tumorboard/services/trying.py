"""Tries at the door, counted by where they come from: to go through many names from one place must not pay."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tumorboard.domain import passwords
from tumorboard.models import AddressTry

KEPT = timedelta(days=1)


def reserve(session: Session, address_hash: str, *, now: datetime) -> bool:
    """Count a try from an address before its password is checked; tell whether the try counts at all."""
    session.execute(delete(AddressTry).where(AddressTry.last_try_at < now - KEPT))
    row = _locked(session, address_hash) or _begun(session, address_hash, now)
    if row.next_try_at is not None and now < row.next_try_at:
        return False
    row.failures = passwords.still_counted(row.failures, now - row.last_try_at) + 1
    row.last_try_at, row.next_try_at = now, passwords.next_try_from_address(row.failures, now)
    session.flush()
    return True


def take_back(session: Session, address_hash: str) -> None:
    """Uncount a try whose password was right: it says nothing against the address, and nothing for it."""
    row = _locked(session, address_hash)
    if row is not None:
        row.failures, row.next_try_at = max(0, row.failures - 1), None
        session.flush()


def _locked(session: Session, address_hash: str) -> AddressTry | None:
    """Read what is counted now, and let nobody else count meanwhile."""
    return session.get(AddressTry, address_hash, with_for_update=True, populate_existing=True)


def _begun(session: Session, address_hash: str, now: datetime) -> AddressTry:
    """Begin to count for an address; where somebody did so at the same moment, go on with theirs."""
    try:
        with session.begin_nested():
            session.add(AddressTry(address_hash=address_hash, failures=0, last_try_at=now))
    except IntegrityError:
        pass
    found = _locked(session, address_hash)
    if found is None:
        raise RuntimeError("The count of an address vanished while it was locked.")
    return found
