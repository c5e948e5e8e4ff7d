"""Hands over what waits in the outbox. No lock is held while the mail server is talked to.

A letter is claimed and noted as sent in two short transactions around the talk. Whoever dies in between leaves a claim
that runs out; the letter then goes once more, under the same Message-ID.
"""

import secrets
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from typing import TYPE_CHECKING

from tumorboard import clock
from tumorboard.db import reading, transaction
from tumorboard.queries import boards, notices
from tumorboard.services import posting, sending
from tumorboard.services.posting import NotTaken, Server
from tumorboard.services.sending import Parcel
from tumorboard.vocabulary.notices import OF_THE_SERVER, Trouble
from tumorboard.web import notice_links, wording

if TYPE_CHECKING:
    from email.message import EmailMessage
    from smtplib import SMTP

    from flask import Flask

    from config import Settings

# One run ends after so many, so that a tick is never long.
MOST = 200


def server_of(settings: "Settings") -> Server:
    """Give the mail server of the settings."""
    return Server(settings.smtp_host, settings.smtp_port, settings.smtp_security, settings.mail_from,
                  settings.smtp_user, settings.smtp_password, settings.smtp_ca_file)


def deliver(app: "Flask", *, tell_time: Callable[[], datetime] = clock.now) -> tuple[int, Trouble | None]:
    """Hand over what is due, one letter after the other; give how many went out, and what stopped the rest."""
    server, sender, sent = server_of(app.config["SETTINGS"]), secrets.token_hex(16), 0
    with ExitStack() as stack:
        line: SMTP | None = None
        for _ in range(MOST):
            parcel = _claim(sender, tell_time())
            if parcel is None:
                break
            try:
                mail = _written(app, parcel, server)
                line = line or stack.enter_context(posting.opened(server))
                posting.hand_over(line, mail)
            except NotTaken as problem:
                _put_back(parcel, problem.trouble, sender, tell_time())
                if problem.trouble in OF_THE_SERVER:
                    return sent, problem.trouble
                continue
            with transaction() as session:
                sending.note_sent(session, parcel.id, now=tell_time())
            sent += 1
    return sent, None


def _claim(sender: str, now: datetime) -> Parcel | None:
    """Claim the next letter; look without a lock first, because most of the time nothing waits."""
    with reading() as session:
        if not notices.is_any_due(session, now):
            return None
    with transaction() as session:
        return sending.claim(session, sender=sender, now=now)


def _put_back(parcel: Parcel, trouble: Trouble, sender: str, now: datetime) -> None:
    """Let a letter wait for its next try."""
    with transaction() as session:
        sending.note_trouble(session, parcel.id, trouble, sender=sender, now=now)


def _written(app: "Flask", parcel: Parcel, server: Server) -> "EmailMessage":
    """Write a letter as mail, with its link."""
    with reading() as session:
        found = boards.find(session)
        if found is None:
            raise RuntimeError("A letter waits, and there is no board.")
        board = found.board
        text = app.jinja_env.get_template("mail/notice.txt").render(
            body=parcel.body, link=notice_links.address(app, parcel.case_id), board=board,
            at=wording.stamp(parcel.queued_at, board.tz))
        return posting.message(parcel, text, server=server, name=board.name)
