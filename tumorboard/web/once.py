"""A double click, or a repeated request, does its work once: the second is shown the first result."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tumorboard import clock
from tumorboard.db import db
from tumorboard.models import Member
from tumorboard.queries import keys
from tumorboard.services import repeating


def first_result(member: Member, key: str | None) -> ResponseReturnValue | None:
    """Give the redirect to the first result where this key was used before."""
    location = keys.location(db.session(), member.id, key) if key else None
    return redirect(location, 303) if location else None


def remember(session: Session, member: Member, key: str | None, location: str) -> None:
    """Store the result under the key, in the transaction that made it."""
    if key:
        repeating.remember(session, member, key, location, now=clock.now())


class Repeated(Exception):
    """The same click came twice, and the other one was first."""

    def __init__(self, answer: ResponseReturnValue) -> None:
        """Keep the redirect to the first result."""
        super().__init__("repeated request")
        self.answer = answer


@contextmanager
def racing(member: Member, key: str | None) -> Iterator[None]:
    """Turn the conflict of two equal clicks into the first one's result; any other conflict goes on."""
    member_id = member.id
    try:
        yield
    except IntegrityError:
        location = keys.location(db.session(), member_id, key) if key else None
        if location is None:
            raise
        raise Repeated(redirect(location, 303)) from None


def posted_key() -> str:
    """Give the key that the form of a single button carried."""
    return str(request.form.get("key", ""))[:64]
