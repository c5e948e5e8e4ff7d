"""Dates as lists write them. What can be read in two ways is read in one, and a person is asked."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
SLASHES = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
SHORT_YEAR = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{1,2})")
YEAR_ALONE = re.compile(r"(?:1[89]|2[01])[0-9]{2}")
SERIAL = re.compile(r"[0-9]{1,5}(?:\.[0-9]*)?")
# Day 0 of spreadsheets that count from 1900, set so that their invented February 29, 1900 does no harm after it.
SPREADSHEET_ZERO = date(1899, 12, 30)
HOW = "Write it as YYYY-MM-DD, for example 1968-03-14."


@dataclass(frozen=True, slots=True)
class DayRead:
    """A day and, where a person should look at it, why; no day means that there is none in the text."""

    day: date | None
    words: str = ""


def read_day(text: str, today: date) -> DayRead:
    """Read a day written as YYYY-MM-DD or MM/DD/YYYY; other ways end in words."""
    for shape, read in _WAYS:
        found = shape.fullmatch(text)
        if found:
            return read(found, today)
    return DayRead(None, f"This is not a date. {HOW}")


def age(born: date, on: date) -> int:
    """Count whole years on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _iso(found: re.Match[str], today: date) -> DayRead:
    """Year, month, day: nothing to ask."""
    return _exists(*map(int, found.groups()))


def _slashes(found: re.Match[str], today: date) -> DayRead:
    """Month, day, year; sure only where it could not be day, month, year as well."""
    month, day, year = map(int, found.groups())
    read = _exists(year, month, day)
    if read.day is not None and day <= 12 and day != month:
        return DayRead(read.day, "The day and the month could be either way round. It was read as month/day/year.")
    return read


def _short_year(found: re.Match[str], today: date) -> DayRead:
    """A year of two digits: whatever order gives a day that is not in the future is only a guess."""
    one, two, three = (int(found[place]) for place in (1, 3, 4))
    for year, month, day in ((three, one, two), (one, two, three), (three, two, one)):
        read = _latest(year, month, day, today)
        if read is not None:
            return DayRead(read, "The year has two digits. It was read as the latest one that is not in the future.")
    return DayRead(None, f"The calendar has no such day. {HOW}")


def _latest(short_year: int, month: int, day: int, today: date) -> date | None:
    """Give the latest day up to today whose year ends so."""
    century = today.year - today.year % 100
    for start in (century, century - 100):
        day_read = _exists(start + short_year, month, day).day
        if day_read is not None and day_read <= today:
            return day_read
    return None


def _year_alone(found: re.Match[str], today: date) -> DayRead:
    """A year is not a day, and must not be read as a spreadsheet's count of days."""
    return DayRead(None, f"This is a year without a day. {HOW}")


def _serial(found: re.Match[str], today: date) -> DayRead:
    """A spreadsheet's count of days; where it counts from depends on the program that wrote it."""
    days = int(found[0].split(".")[0])
    return DayRead(SPREADSHEET_ZERO + timedelta(days=days),
                   "This is a spreadsheet's count of days, not a date. It was read as counted from 1900.")


def _exists(year: int, month: int, day: int) -> DayRead:
    """Give the day where the calendar has it."""
    try:
        return DayRead(date(year, month, day))
    except ValueError:
        return DayRead(None, f"The calendar has no such day. {HOW}")


_WAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], DayRead]], ...] = (
    (ISO, _iso), (SLASHES, _slashes), (SHORT_YEAR, _short_year),
    (YEAR_ALONE, _year_alone), (SERIAL, _serial))
