"""Dates, times, names and numbers as people read them. No color, no markup: only words."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tumorboard.domain.identity import search_name
from tumorboard.models import Member, Patient

DOCTORS = ("MD", "DO", "MBBS", "PhD")


def day(on: date | None) -> str:
    """Write a day for a list: Nov 20."""
    return f"{on:%b} {on.day}" if on else "No date"


def day_year(on: date | None) -> str:
    """Write a day for a record or a birth: Mar 14, 1968."""
    return f"{on:%b} {on.day}, {on.year}" if on else "Not known"


def weekday(on: date) -> str:
    """Write a day for a heading: Friday, November 20."""
    return f"{on:%A, %B} {on.day}"


def weekday_year(on: date) -> str:
    """Write a day for paper: Friday, November 20, 2026."""
    return f"{on:%A, %B} {on.day}, {on.year}"


def clock_time(at: time | datetime) -> str:
    """Write a time with its half of the day: 7:00 am; noon is named, because 12:00 pm is read both ways."""
    hour = at.hour % 12 or 12
    if (at.hour, at.minute) == (12, 0):
        return "12:00 noon"
    return f"{hour}:{at.minute:02d} {'am' if at.hour < 12 else 'pm'}"


def short_time(at: time | datetime) -> str:
    """Write a time that leads a row: 7:18."""
    return f"{at.hour % 12 or 12}:{at.minute:02d}"


def stamp(at: datetime | None, zone: ZoneInfo) -> str:
    """Write an instant where the board lives: Fri, Nov 20, 9:02 am."""
    if at is None:
        return "Not yet"
    local = at.astimezone(zone)
    return f"{local:%a, %b} {local.day}, {clock_time(local)}"


def full_stamp(at: datetime, zone: ZoneInfo) -> str:
    """Write an instant for paper: Friday, November 20, 2026, 9:02 am."""
    local = at.astimezone(zone)
    return f"{weekday_year(local.date())}, {clock_time(local)}"


def duration(left: timedelta) -> str:
    """Write how long until something: 20 h 18 min."""
    minutes = max(0, int(left.total_seconds()) // 60)
    days, hours = divmod(minutes // 60, 24)
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {minutes % 60} min" if hours else f"{minutes % 60} min"


def ago(seconds: float) -> str:
    """Write how long ago something was: 20 s, 4 min, 3 h."""
    if seconds < 90:
        return f"{max(0, int(seconds))} s"
    if seconds < 5400:
        return f"{int(seconds // 60)} min"
    return f"{int(seconds // 3600)} h"


def age(born: date, on: date) -> int:
    """Count whole years on a day; born on February 29, a year counts on March 1 of common years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def born(patient: Patient, on: date) -> str:
    """Write birth and age: Mar 14, 1968 (58y); age stops at death."""
    until = min(on, patient.died_on) if patient.died_on else on
    return f"{day_year(patient.birth_date)} ({age(patient.birth_date, until)}y)"


def patient_name(patient: Patient | None) -> str:
    """Write a patient's name: SURNAME, Given."""
    if patient is None:
        return "Patient not named yet"
    return f"{patient.family_name.upper()}, {patient.given_name}"


def mrn(patient: Patient | None) -> str:
    """Write the number, or that there is none."""
    return (patient.mrn if patient else None) or "Not assigned"


def split_name(name: str) -> tuple[str, str]:
    """Part given from family name; a small word belongs to the family: Anke de Wit is a de Wit."""
    words = name.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def person(member: Member | None) -> str:
    """Write a member in a sentence: Dr. A. Okafor, or T. Nakata."""
    if member is None:
        return "Nobody"
    given, family = split_name(member.name)
    title = "Dr. " if any(each in DOCTORS for each in member.credentials.replace(",", " ").split()) else ""
    return f"{title}{given[0]}. {family}" if given else f"{title}{family}"


def full_name(member: Member) -> str:
    """Write a member in a list: Amara Okafor, MD."""
    return f"{member.name}, {member.credentials}" if member.credentials else member.name


def by_family(member: Member) -> str:
    """Give what a list of people is sorted by: the family name first, accents aside."""
    given, family = split_name(member.name)
    return search_name(family, given)


def count(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun: 1 case, 3 cases."""
    return f"{number} {one if number == 1 else many or one + 's'}"
