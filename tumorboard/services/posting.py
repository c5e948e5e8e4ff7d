"""Talking to the mail server. What it refuses comes back as a word, without the address that it quotes."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tumorboard.services.sending import Parcel
from tumorboard.vocabulary.notices import Trouble

if TYPE_CHECKING:
    from email.message import EmailMessage
    from smtplib import SMTP

SECONDS = 20


class NotTaken(Exception):
    """The mail server did not take a letter."""

    def __init__(self, trouble: Trouble) -> None:
        """Keep why."""
        super().__init__(trouble.label)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Server:
    """The mail server of the hospital, and the address that letters come from."""

    host: str
    port: int
    security: str                # starttls, ssl or none
    sender: str
    user: str = ""
    password: str = ""
    ca_file: str = ""

    @property
    def domain(self) -> str:
        """The part of our address behind the @."""
        return self.sender.rpartition("@")[2]


def message(parcel: Parcel, text: str, *, server: Server, name: str) -> "EmailMessage":
    """Write a letter as mail. Its id is that of the notice, so that a second copy is known for one.

    Its date is when it was queued: of two that were held up, the reader sees which is the newer. Raises NotTaken
    where the member's address is none.
    """
    from email.errors import MessageError
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP as RULES

    made = EmailMessage(RULES)
    try:
        made["To"] = Address(addr_spec=parcel.address)
    except (MessageError, ValueError, IndexError):
        raise NotTaken(Trouble.ADDRESS) from None
    made["From"] = Address(one_line(name), addr_spec=server.sender)
    made["Subject"] = one_line(parcel.subject)
    made["Date"] = parcel.queued_at
    made["Message-ID"] = f"<{parcel.id}@{server.domain}>"
    # No answering machine should answer it.
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(text)
    return made


def one_line(words: str) -> str:
    """Put words on one line, without what cannot be seen: a line end would begin another header."""
    return " ".join("".join(each if each.isprintable() else " " for each in words).split())


@contextmanager
def opened(server: Server) -> Iterator["SMTP"]:
    """Give a line to the mail server that is secure and signed in; raise NotTaken."""
    import smtplib

    line = _connected(server)
    try:
        _admitted(line, server)
        yield line
    finally:
        with suppress(OSError, smtplib.SMTPException):
            line.quit()
        line.close()


def _connected(server: Server) -> "SMTP":
    """Reach the server; over a line that must be secure, say nothing before it is."""
    import smtplib
    import ssl

    trusted = ssl.create_default_context(cafile=server.ca_file or None)
    try:
        if server.security == "ssl":
            return smtplib.SMTP_SSL(server.host, server.port, server.domain, timeout=SECONDS, context=trusted)
        line = smtplib.SMTP(server.host, server.port, server.domain, timeout=SECONDS)
    except ssl.SSLError as problem:
        raise NotTaken(Trouble.INSECURE) from problem
    except (OSError, smtplib.SMTPException) as problem:
        raise NotTaken(Trouble.AWAY) from problem
    if server.security == "starttls":
        try:
            line.starttls(context=trusted)
        except (OSError, smtplib.SMTPException) as problem:
            line.close()
            is_about_trust = isinstance(problem, ssl.SSLError | smtplib.SMTPNotSupportedError)
            raise NotTaken(Trouble.INSECURE if is_about_trust else Trouble.AWAY) from problem
    return line


def _admitted(line: "SMTP", server: Server) -> None:
    """Sign in, where the server wants that."""
    import smtplib

    if not server.user:
        return
    try:
        line.login(server.user, server.password)
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as problem:
        raise NotTaken(Trouble.SIGN_IN) from problem
    except (OSError, smtplib.SMTPException) as problem:
        raise NotTaken(Trouble.AWAY) from problem


def hand_over(line: "SMTP", mail: "EmailMessage") -> None:
    """Give one letter to the server; when this returns, the server has taken it. Raises NotTaken."""
    import smtplib

    try:
        line.send_message(mail)
    except smtplib.SMTPRecipientsRefused as problem:
        code = min((code for code, _words in problem.recipients.values()), default=550)
        raise NotTaken(_by_code(code, Trouble.ADDRESS)) from None
    except smtplib.SMTPSenderRefused as problem:
        raise NotTaken(_by_code(problem.smtp_code, Trouble.SENDER)) from None
    except smtplib.SMTPDataError as problem:
        raise NotTaken(_by_code(problem.smtp_code, Trouble.MESSAGE)) from None
    except smtplib.SMTPNotSupportedError:
        raise NotTaken(Trouble.ADDRESS) from None
    except (OSError, smtplib.SMTPException):
        raise NotTaken(Trouble.AWAY) from None


def _by_code(code: int, trouble: Trouble) -> Trouble:
    """Tell a refusal for now (4xx) from one for good (5xx)."""
    return trouble if code >= 500 else Trouble.LATER
