"""Days and times of day as people read them, on pages, on paper and in notices."""

from datetime import date, datetime, time


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
