"""The line to the mail server: trusted, secure and signed in as the settings say; and what the server may say to it."""

import ssl
from datetime import timedelta
from pathlib import Path

import pytest
import trustme
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW
from tests.mailbox import PASSWORD, USER, hanging_up, mail_by, open_box, tell
from tumorboard.models import Member, Notice
from tumorboard.scheduling.mail import deliver
from tumorboard.services import sending
from tumorboard.vocabulary.notices import Trouble

HOUR = timedelta(hours=1)


@pytest.fixture
def waiting(session: Session, people: list[Member]) -> None:
    """A letter for each of three."""
    tell(session, people)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[trustme.CA, Path]:
    """A hospital's own certificate authority, and its file."""
    made, path = trustme.CA(), tmp_path_factory.mktemp("authority") / "ca.pem"
    made.cert_pem.write_to_path(str(path))
    return made, path


def tls_of(authority: trustme.CA, host: str = "127.0.0.1") -> ssl.SSLContext:
    """Give a server's certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(context)
    return context


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_line_is_made_secure_before_the_password_is_said(
        app: Flask, waiting: None, authority: tuple[trustme.CA, Path]) -> None:
    made, path = authority
    secure = {"smtp_security": "starttls", "smtp_user": USER, "smtp_password": PASSWORD, "smtp_ca_file": str(path)}
    with open_box(tls=tls_of(made)) as box, mail_by(app, box.port, **secure):
        assert deliver(app, tell_time=lambda: NOW) == (3, None)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_line_may_be_secure_from_the_first_byte(
        app: Flask, waiting: None, authority: tuple[trustme.CA, Path]) -> None:
    made, path = authority
    with open_box(tls=tls_of(made), at_once=True) as box:
        with mail_by(app, box.port, smtp_security="ssl"):
            assert deliver(app, tell_time=lambda: NOW) == (0, Trouble.INSECURE)
        with mail_by(app, box.port, smtp_security="ssl", smtp_ca_file=str(path)):
            assert deliver(app, tell_time=lambda: NOW + HOUR) == (3, None)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("other", "trouble"), [
    ({"smtp_password": "another"}, Trouble.SIGN_IN), ({"smtp_ca_file": ""}, Trouble.INSECURE)])
def test_a_wrong_password_or_a_strange_certificate_sends_nothing(
        app: Flask, waiting: None, authority: tuple[trustme.CA, Path], other: dict[str, str],
        trouble: Trouble) -> None:
    made, path = authority
    secure = {"smtp_security": "starttls", "smtp_user": USER, "smtp_password": PASSWORD, "smtp_ca_file": str(path)}
    with open_box(tls=tls_of(made)) as box, mail_by(app, box.port, **(secure | other)):
        assert deliver(app, tell_time=lambda: NOW) == (0, trouble)
        assert box.taken == []


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_server_that_offers_no_secure_line_is_told_nothing(app: Flask, waiting: None) -> None:
    with open_box() as box, mail_by(app, box.port, smtp_security="starttls"):
        assert deliver(app, tell_time=lambda: NOW) == (0, Trouble.INSECURE)
        assert box.taken == []


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("says", "sent", "troubles"), [
    ({"to_senders": "550 5.7.1 Not you"}, Trouble.SENDER, {Trouble.SENDER, None}),
    ({"to_letters": "554 5.6.0 Not that"}, None, {Trouble.MESSAGE}),
    ({"to_letters": "451 4.7.1 Later"}, None, {Trouble.LATER}),
    ({"to_letters": "421 4.3.2 Going away"}, Trouble.AWAY, {Trouble.LATER, Trouble.AWAY, None})])
def test_what_the_server_says_decides_whether_the_next_letter_is_tried(
        app: Flask, session: Session, waiting: None, says: dict[str, str], sent: Trouble | None,
        troubles: set[Trouble | None]) -> None:
    with open_box() as box, mail_by(app, box.port):
        vars(box).update(says)
        assert deliver(app, tell_time=lambda: NOW) == (0, sent)
    session.rollback()
    assert set(session.scalars(select(Notice.trouble))) == troubles


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("at", [b"STARTTLS", b"AUTH", b"mail FROM"])
def test_a_server_that_breaks_off_is_away(app: Flask, waiting: None, at: bytes) -> None:
    other = {"STARTTLS": {"smtp_security": "starttls"}, "AUTH": {"smtp_user": USER, "smtp_password": PASSWORD}}
    with hanging_up(at) as port, mail_by(app, port, **other.get(at.decode(), {})):
        assert deliver(app, tell_time=lambda: NOW) == (0, Trouble.AWAY)


def test_who_no_longer_holds_a_letter_has_no_say_over_it(session: Session, waiting: None) -> None:
    first = sending.claim(session, sender="one", now=NOW)
    late = NOW + HOUR
    notice = session.get_one(Notice, first.id if first else None)
    notice.next_try_at = NOW - HOUR
    session.flush()
    again = sending.claim(session, sender="another", now=late)
    assert first is not None and again is not None and again.id == first.id
    sending.note_trouble(session, first.id, Trouble.ADDRESS, sender="one", now=late)
    assert (notice.claimed_by, notice.trouble) == ("another", None)
