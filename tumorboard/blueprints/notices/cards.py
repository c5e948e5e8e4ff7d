"""Notices as their reader sees them, and how the mail stands as those see it who look after it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tumorboard.domain.calendar_file import Appointment
from tumorboard.queries.needed import Needed
from tumorboard.web.wording import count, duration, stamp

# Mail goes out every minute; one that waits for longer than this waits for the server.
SLOW = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Row:
    """One notice, how its mail went, and where it leads."""

    notice: Any
    mail: str

    @property
    def leads(self) -> str:
        """The words of its link."""
        return "Open the case" if self.notice.case_id else "Open this week"


def row(notice: Any, zone: ZoneInfo) -> Row:
    """Say of a notice how its mail went."""
    if notice.sent_at is not None:
        words = f"Mailed {stamp(notice.sent_at, zone)}"
    elif notice.given_up_at is not None:
        words = "It could not be mailed"
    elif notice.next_try_at is not None:
        words = "Waits for the mail"
    else:
        words = "On this page only"
    return Row(notice, words)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the mail stands, in a sentence, with its tone."""

    tone: str
    words: str


def standing(waiting: int, oldest_at: datetime | None, now: datetime) -> Standing:
    """Say how many letters wait, and for how long."""
    if not waiting or oldest_at is None:
        return Standing("ok", "No letter waits")
    age = max(now - oldest_at, timedelta(0))
    words = f"{count(waiting, 'letter')} {'waits' if waiting == 1 else 'wait'}, the oldest for {duration(age)}"
    return Standing("late" if age > SLOW else "wait", words)


def appointment(found: Needed, member_id: UUID, name: str, link: str, host: str) -> Appointment:
    """Make the reader's block an appointment; a later revision replaces it in the calendar."""
    return Appointment(
        uid=f"{found.meeting_id}-{member_id}@{host.partition(':')[0]}", revision=found.revision,
        starts_at=found.starts_at, ends_at=found.ends_at, title=f"{name}: you are needed", link=link,
        is_fixed=found.revision > 0)
