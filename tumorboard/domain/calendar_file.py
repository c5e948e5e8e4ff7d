"""A calendar file with one appointment (RFC 5545): when somebody is needed and a link, in universal time."""

from dataclasses import dataclass
from datetime import UTC, datetime

# Lines are at most 75 bytes of UTF-8, the line end not counted; what follows begins with a space.
LONGEST = 75
MEANT = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


@dataclass(frozen=True, slots=True)
class Appointment:
    """What the calendar shows. A later revision of the same `uid` replaces the earlier one."""

    uid: str
    revision: int
    starts_at: datetime
    ends_at: datetime
    title: str
    link: str
    is_fixed: bool


def write(appointment: Appointment, *, now: datetime) -> str:
    """Write the file; `now` is when it was made."""
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tumor Board//EN", "METHOD:PUBLISH", "BEGIN:VEVENT",
        f"UID:{text(appointment.uid)}", f"SEQUENCE:{appointment.revision}", f"DTSTAMP:{instant(now)}",
        f"DTSTART:{instant(appointment.starts_at)}", f"DTEND:{instant(appointment.ends_at)}",
        f"SUMMARY:{text(appointment.title)}", f"DESCRIPTION:{text(appointment.link)}",
        f"STATUS:{'CONFIRMED' if appointment.is_fixed else 'TENTATIVE'}", "END:VEVENT", "END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def instant(at: datetime) -> str:
    """Write an instant: 20261127T121800Z."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def text(words: str) -> str:
    """Write words so that none of them can end a line or a value."""
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in plain if each == "\n" or each.isprintable()).translate(MEANT)


def folded(line: str) -> str:
    """Break a long line between characters, never inside one."""
    rows, row, room = [], "", LONGEST
    for each in line:
        if len((row + each).encode()) > room:
            rows.append(row)
            row, room = "", LONGEST - 1
        row += each
    return "\r\n ".join([*rows, row])
