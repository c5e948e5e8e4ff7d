"""The federal holidays of the United States, and the Fridays after them that are as good as one. Pure rules."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache

MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6
# Month, weekday and which one of the month; -1 is the last.
MOVABLE = (
    (1, MONDAY, 3, "Martin Luther King Jr. Day"), (2, MONDAY, 3, "Presidents’ Day"), (5, MONDAY, -1, "Memorial Day"),
    (9, MONDAY, 1, "Labor Day"), (10, MONDAY, 2, "Columbus Day"), (11, THURSDAY, 4, "Thanksgiving"))
FIXED = ((1, 1, "New Year’s Day"), (6, 19, "Juneteenth"), (7, 4, "Independence Day"), (11, 11, "Veterans Day"),
         (12, 25, "Christmas Day"))
THANKSGIVING = MOVABLE[-1]


def federal(on: date) -> str:
    """Name the federal holiday of a day, or the one that is observed on it; empty on an ordinary day.

    A holiday on a Saturday is observed on the Friday before, one on a Sunday on the Monday after
    (5 U.S.C. 6103; Juneteenth since 2021).
    """
    return _year(on.year).get(on, "")


def concern(on: date) -> str:
    """Say why few would come on a day: its holiday, or that it follows Thanksgiving; empty on an ordinary day."""
    named = federal(on)
    if not named and on - timedelta(days=1) == nth_weekday(on.year, *THANKSGIVING[:3]):
        return "the day after Thanksgiving"
    return named


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """Give the first, second … or last (-1) such weekday of a month; weekday 0 is Monday."""
    if number < 0:
        following = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return following - timedelta(days=(following.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7, weeks=number - 1)


@lru_cache(maxsize=64)
def _year(year: int) -> dict[date, str]:
    """List the days of one year; the New Year's Day after it may be observed on its last."""
    found = {nth_weekday(year, month, weekday, number): name for month, weekday, number, name in MOVABLE}
    for month, day, name in FIXED:
        found |= _observed(date(year, month, day), name)
    found |= {day: name for day, name in _observed(date(year + 1, 1, 1), FIXED[0][2]).items() if day.year == year}
    return {day: name for day, name in found.items() if day.year == year}


def _observed(day: date, name: str) -> dict[date, str]:
    """Give a fixed holiday, and beside a weekend the day on which offices keep it."""
    shift = {SATURDAY: -1, SUNDAY: 1}.get(day.weekday())
    return {day: name} if shift is None else {day: name, day + timedelta(days=shift): f"{name} (observed)"}


def runs(days: Iterable[date], names: Mapping[date, str]) -> list[list[date]]:
    """Group the days of a calendar that have a name, those that follow one another in it together."""
    found: list[list[date]] = []
    was_named = False
    for day in sorted(days):
        if day in names:
            found = [*found[:-1], [*found[-1], day]] if was_named else [*found, [day]]
        was_named = day in names
    return found
