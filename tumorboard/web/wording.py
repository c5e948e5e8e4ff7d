"""Dates, times, names and numbers as people read them. No color, no markup: only words."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

# The plain ones are shared with notices, and offered here beside those that know a zone or a person.
from tumorboard.domain.times import clock_time as clock_time
from tumorboard.domain.times import day as day
from tumorboard.domain.times import day_year as day_year
from tumorboard.domain.times import short_time as short_time
from tumorboard.domain.times import weekday as weekday
from tumorboard.domain.times import weekday_year as weekday_year
from tumorboard.models import Member, Patient

DOCTORS = ("MD", "DO", "MBBS", "PhD")


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
    return f"{day_year(patient.birth_date)} ({years(patient, on)})"


def patient_name(patient: Patient | None) -> str:
    """Write a patient's name: SURNAME, Given."""
    if patient is None:
        return "Patient not named yet"
    return f"{patient.family_name.upper()}, {patient.given_name}"


def mrn(patient: Patient | None) -> str:
    """Write the number, or that there is none."""
    return (patient.mrn if patient else None) or "Not assigned"


def initials(patient: Patient) -> str:
    """Write a patient for a wall that others may read: E. H."""
    return " ".join(f"{name[0].upper()}." for name in (patient.given_name, patient.family_name) if name)


def mrn_ending(patient: Patient) -> str:
    """Write the last three signs of the number, enough to tell two patients of one morning apart."""
    return patient.mrn[-3:] if patient.mrn else "Not assigned"


def years(patient: Patient, on: date) -> str:
    """Write the age alone; it stops at death."""
    return f"{age(patient.birth_date, min(on, patient.died_on) if patient.died_on else on)}y"


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


def count(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun: 1 case, 3 cases."""
    return f"{number} {one if number == 1 else many or one + 's'}"
