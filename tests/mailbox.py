"""A real mail server on this machine, which keeps what it takes and refuses what it is told to."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from flask import Flask
from sqlalchemy.orm import Session

from tests.factories import NOW
from tumorboard.domain import letters
from tumorboard.models import Member
from tumorboard.services import outbox
from tumorboard.services.outbox import Note
from tumorboard.vocabulary.notices import NoticeKind

USER, PASSWORD = "board", "a password of the mail server"
SENDER, ADDRESS = "board@example.org", "https://board.example.org"


@dataclass
class Box:
    """What the server took, whom it refuses by address, and what it says to everybody."""

    port: int
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    to_senders: str = "250 OK"
    to_letters: str = "250 OK"

    async def handle_MAIL(self, _server: Any, _session: Any, envelope: Any, address: str, options: list[str]) -> str:
        """Take a sender, or refuse them."""
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.to_senders

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        """Take a recipient, or refuse them."""
        if address in self.refused:
            return "550 5.1.1 No such mailbox here: " + address
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Take a letter, or ask for it later."""
        if not self.to_letters.startswith("250"):
            return self.to_letters
        read = message_from_bytes(envelope.content, policy=default)
        assert isinstance(read, EmailMessage)
        self.taken += [(address, read) for address in envelope.rcpt_tos]
        return "250 OK"

    @property
    def addresses(self) -> list[str]:
        """Say to whom letters went, in the order of the alphabet."""
        return sorted(address for address, _ in self.taken)

    @property
    def ids(self) -> list[str]:
        """Give the Message-ID of each letter."""
        return [letter["Message-ID"] for _, letter in self.taken]


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def open_box(port: int = 0, *, tls: ssl.SSLContext | None = None, at_once: bool = False) -> Iterator[Box]:
    """Run a server; with a certificate it wants TLS from the first byte, or STARTTLS and then a password."""
    box = Box(port or free_port())
    more: dict[str, Any] = {}
    if tls is not None:
        more = {"ssl_context": tls} if at_once else {
            "tls_context": tls, "require_starttls": True, "authenticator": _check, "auth_required": True}
    server = Controller(box, hostname="127.0.0.1", port=box.port, **more)
    server.start()
    try:
        yield box
    finally:
        server.stop()


def _check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
    """Know the one user."""
    is_known = isinstance(given, LoginPassword) and (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_known, handled=False)


@contextmanager
def hanging_up(at: bytes) -> Iterator[int]:
    """Run a server that breaks off at a command; give its port."""
    with socket.create_server(("127.0.0.1", 0)) as ear:
        def serve() -> None:
            line, _ = ear.accept()
            with line, line.makefile("rwb", buffering=0) as talk:
                talk.write(b"220 here\r\n")
                for said in iter(talk.readline, b""):
                    if said.startswith(at):
                        return
                    talk.write(b"250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n")
        server = Thread(target=serve)
        server.start()
        yield int(ear.getsockname()[1])
        server.join(10)


@contextmanager
def mail_by(app: Flask, port: int, **other: Any) -> Iterator[None]:
    """Let an application send by the server on a port."""
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, **{"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none",
                                                "mail_from": SENDER, "public_url": ADDRESS, **other})
    try:
        yield
    finally:
        app.config["SETTINGS"] = before


def tell(session: Session, people: list[Member], at: datetime = NOW) -> None:
    """Queue one notice for each."""
    note = Note(NoticeKind.HUDDLE, letters.huddle(), f"told at {at}")
    outbox.queue(session, [(each.id, note) for each in people], now=at)
    session.commit()
