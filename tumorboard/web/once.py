"""A double click, or a repeated request, does its work once: the second is shown the first result."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec

from flask import redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tumorboard import clock
from tumorboard.db import db
from tumorboard.domain.errors import BoardError
from tumorboard.queries import keys
from tumorboard.services import repeating
from tumorboard.web.access import actor, current_member

P = ParamSpec("P")


def for_each_click(answer: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Let a view that remembers its result do its work once for each click on a form, however often it is sent.

    Of two that come at the same moment, one is refused: by the database, for its key or for what it stores, or by the
    board's own rules, because the other one has changed what it was about. Whichever it is, both are led to the result.
    """
    @wraps(answer)
    def once_only(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if first := _first_result():
            return first
        try:
            given = answer(*args, **kwargs)
        except (IntegrityError, BoardError):
            if first := _first_result():
                return first
            raise
        # A page with a code is a refusal.
        return (_first_result() or given) if isinstance(given, tuple) else given
    return once_only


@contextmanager
def giving_way() -> Iterator[None]:
    """Leave the work to the other one of two equal clicks, where the database lets only that one through."""
    try:
        yield
    except IntegrityError:
        if first_place() is None:
            raise


def first_place() -> str | None:
    """Give the address that this click has led to already."""
    key = posted_key()
    return keys.location(db.session(), actor().id, key) if key else None


def _first_result() -> ResponseReturnValue | None:
    """Give the redirect to what this click has led to already."""
    location = first_place()
    return redirect(location, 303) if location else None


def remember(session: Session, location: str) -> None:
    """Store the result under the click's key, in the transaction that made it."""
    if key := posted_key():
        repeating.remember(session, current_member(), key, location, now=clock.now())


def posted_key() -> str:
    """Give the key that the form carried."""
    return str(request.form.get("key", ""))[:64]
