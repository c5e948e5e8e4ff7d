"""Server-side sessions: the cookie carries a random token, the database knows its hash.

Flask-Login keeps the token under a signature; whether it still opens anything is asked of the database at every
request, so that a session can be ended from outside. Sessions live by the real clock, in the demo too.
"""

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Flask, current_app, g, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from tumorboard import clock
from tumorboard.db import ACTOR, db, transaction
from tumorboard.domain.access import Actor
from tumorboard.models import Member, SignIn
from tumorboard.queries import members as queries
from tumorboard.services import sign_ins
from tumorboard.vocabulary.people import Role
from tumorboard.web.polled import is_polled

if TYPE_CHECKING:
    from tumorboard.queries.live import SignedIn

login_manager = LoginManager()
# Where Flask-Login keeps what `Reader.get_id` gives.
TOKEN = "_user_id"
LAST_SEEN_EVERY = timedelta(minutes=1)
FRESH_FOR = timedelta(minutes=5)


class Reader(UserMixin):
    """The signed-in member together with the session they came by."""

    def __init__(self, token: str, sign_in: SignIn) -> None:
        """Keep the token, which is what Flask-Login stores."""
        self.token, self.sign_in, self.member = token, sign_in, sign_in.member

    def get_id(self) -> str:
        """Store the token, never the member's id: ids are not secrets."""
        return self.token


def install(app: Flask) -> None:
    """Attach Flask-Login, without its remember cookie: workstations are shared."""
    app.config["REMEMBER_COOKIE_DURATION"] = timedelta(0)
    login_manager.init_app(app)
    app.before_request(_know_reader)


def hashed(token: str) -> str:
    """Give what the database stores of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(member: Member) -> None:
    """Sign a member in under a new token; nothing of the old session survives."""
    # What checks passwords is loaded for those who sign in.
    from tumorboard.services import accounts

    token = secrets.token_urlsafe(32)
    with transaction() as store:
        accounts.begin_sign_in(store, member, token_hash=hashed(token), now=clock.real_now(), at=clock.now())
    session.clear()
    found = queries.sign_in(db.session(), hashed(token))
    if found is not None:
        login_user(Reader(token, found))


def end() -> None:
    """Sign the reader out, in the database first."""
    reader = g.get("reader")
    if reader is not None:
        with transaction() as store:
            sign_ins.end(store, reader.sign_in.id, now=clock.real_now())
    logout_user()
    session.clear()


def idle_minutes() -> int:
    """Tell after how many quiet minutes a session ends."""
    return int(current_app.config["SETTINGS"].idle_minutes)


def session_hours() -> int:
    """Tell after how many hours a session ends, however busy it was."""
    return int(current_app.config["SETTINGS"].session_hours)


def is_fresh() -> bool:
    """Tell whether the reader proved who they are within the last five minutes."""
    return bool(clock.real_now() - g.reader.sign_in.authenticated_at < FRESH_FOR)


@login_manager.user_loader
def _load(token: str) -> Reader | None:
    """Give the reader whose session still stands: not ended, not idle too long, not too old, not disabled."""
    sign_in = queries.sign_in(db.session(), hashed(token))
    if sign_in is None or not stands(sign_in, sign_in.member.session_version):
        return None
    return Reader(token, sign_in)


def stands(sign_in: "SignIn | SignedIn", version_now: int) -> bool:
    """Tell whether a session that was not ended still counts: not idle, not too old, of no earlier password."""
    now = clock.real_now()
    is_idle = now - sign_in.last_seen_at > timedelta(minutes=idle_minutes())
    is_old = now - sign_in.created_at > timedelta(hours=session_hours())
    return not (is_idle or is_old or sign_in.session_version != version_now)


def _roles_now(member: Member) -> frozenset[Role]:
    """Give the member's roles; a vice chair has the chair's while named chair of a meeting."""
    roles = member.roles
    if Role.VICE_CHAIR in roles and Role.CHAIR not in roles:
        from tumorboard.queries import chairing

        if chairing.is_named_chair(db.session(), member.id):
            return roles | {Role.CHAIR}
    return roles


def _know_reader() -> None:
    """Put the acting member on the request."""
    if g.board is None or not current_user.is_authenticated:
        return
    reader = current_user._get_current_object()
    if not _note_use(reader):
        logout_user()
        return
    g.reader = reader
    member: Member = g.reader.member
    db.session().info[ACTOR] = member
    g.actor = Actor(member.id, _roles_now(member), frozenset(member.specialties))


def _note_use(reader: Reader) -> bool:
    """Note at most once a minute that the session was used; tell whether it still stands.

    The commit lets go of all rows that were read, so the member is read again.
    """
    now = clock.real_now()
    if is_polled() or now - reader.sign_in.last_seen_at <= LAST_SEEN_EVERY:
        return True
    with transaction() as store:
        sign_ins.touch(store, reader.sign_in.id, now=now)
    return queries.sign_in(db.session(), hashed(reader.token)) is not None
