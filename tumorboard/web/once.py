"""A double click, or a repeated request, does its work once: the second is shown the first result."""

from flask import redirect
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tumorboard import clock
from tumorboard.db import db
from tumorboard.models import Member
from tumorboard.queries import keys
from tumorboard.services import repeating


def first_result(member: Member, key: str) -> ResponseReturnValue | None:
    """Give the redirect to the first result where this key was used before."""
    location = keys.location(db.session(), member.id, key) if key else None
    return redirect(location, 303) if location else None


def remember(session: Session, member: Member, key: str, location: str) -> None:
    """Store the result under the key, in the transaction that made it."""
    if key:
        repeating.remember(session, member, key, location, now=clock.now())


def after_race(member: Member, key: str, problem: IntegrityError) -> ResponseReturnValue:
    """Give the first result to the click that came second; any other conflict goes on."""
    again = first_result(member, key)
    if again is None:
        raise problem
    return again
