"""Days as people type them on a clinical form: as numbers or with the month's name; kept as ISO text."""

import re
from datetime import date, datetime

DAYS = ("%Y-%m-%d", "%m/%d/%Y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%B %d %Y", "%d %b %Y", "%d %B %Y")
MONTHS = ("%Y-%m", "%m/%Y", "%b %Y", "%B %Y")
# Nobody on a form of today was treated before, and nothing is planned that far ahead.
FIRST_YEAR, LAST_YEAR = 1900, 2200


def read(text: str, *, partial: bool = False) -> str | None:
    """Give a day as YYYY-MM-DD; with `partial` also a month as YYYY-MM or a year as YYYY; None for anything else."""
    plain = re.sub(r"(?<=[A-Za-z])\.", "", re.sub(r"\s+", " ", text.strip()))
    for shape in DAYS:
        found = _parsed(plain, shape)
        if found:
            return found.isoformat()
    if not partial:
        return None
    for shape in MONTHS:
        found = _parsed(plain, shape)
        if found:
            return f"{found:%Y-%m}"
    is_year = re.fullmatch(r"\d{4}", plain, re.ASCII) and FIRST_YEAR <= int(plain) <= LAST_YEAR
    return plain if is_year else None


def how_to(partial: bool) -> str:
    """Say how a day can be written."""
    more = " A month (2026-03) or a year (2026) alone will do." if partial else ""
    return f"Enter a date like 2026-03-14 or 03/14/2026.{more}"


def _parsed(text: str, shape: str) -> date | None:
    """Read one way of writing; years have four digits and lie within a long lifetime."""
    try:
        found = datetime.strptime(text, shape).date()
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
