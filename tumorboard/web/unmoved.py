"""Sixty scripts ask every two seconds whether anything moved; mostly nothing did, and one query tells.

What is asked is all that the ordinary way asks of a reader, the same rules judge it, and only one answer is given
here: that nothing changed. Whatever else is the case goes the ordinary way.
"""

from typing import Any

from flask import Flask, current_app, request, session
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.db import db
from tumorboard.domain.access import Actor
from tumorboard.web import access, etag, polled, sessions
from tumorboard.web.day_address import find_date


def install(app: Flask) -> None:
    """Answer before board and reader are loaded."""
    app.before_request(_answer)


def _answer() -> ResponseReturnValue | None:
    """Say that nothing changed to whoever is signed in, may read the page, and has seen it as it is."""
    names, token = polled.seen_by_script(), session.get(sessions.TOKEN)
    if names is None or token is None or not request.if_none_match:
        return None
    # The tables of a meeting are loaded for those who follow one.
    from tumorboard.queries import live

    asked: Any = request.view_args
    on = find_date(asked["local_date"])
    if on is None:
        return None
    # Without the session of an ordinary request, which is made to carry objects.
    with db.engine.connect() as connection:
        found = live.follower(connection, sessions.hashed(token), on)
    if found is None or not sessions.stands(found.sign_in, found.version_now):
        return None
    if not access.opens(current_app, str(request.endpoint), Actor(found.member_id, found.roles, frozenset())):
        return None
    clock.run_ahead(found.ahead)
    tag = etag.of(names(found.state), found.member_id)
    return etag.unchanged(tag) if etag.matches(tag) else None
