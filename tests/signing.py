"""Signing in during a test: the same session that the sign-in page opens, without the cost of a password hash."""

from flask.testing import FlaskClient

from tumorboard import clock
from tumorboard.db import db, transaction
from tumorboard.models import Member
from tumorboard.services import accounts
from tumorboard.web.sessions import hashed

TOKENS = iter(f"token-{number}" for number in range(10**9))


def sign_in(client: FlaskClient, member: Member) -> FlaskClient:
    """Give the browser a standing session of the member."""
    token, member_id = next(TOKENS), member.id
    with client.application.app_context(), transaction() as store:
        # Read anew: the row of the test's own session would open a second write unit to refresh itself.
        found = store.get_one(Member, member_id)
        accounts.begin_sign_in(store, found, token_hash=hashed(token), now=clock.real_now())
    # The test goes on from what is stored now; SQLite lets nobody write on an older sight of it.
    db.session.rollback()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    return client


def csrf(client: FlaskClient) -> str:
    """Give a token that the server accepts from this browser."""
    from flask_wtf.csrf import generate_csrf

    with client.application.app_context(), client.application.test_request_context():
        from flask import session as flask_session

        token = str(generate_csrf())
        secret = flask_session["csrf_token"]
    with client.session_transaction() as cookie:
        cookie["csrf_token"] = secret
    return token
