"""The day of a meeting as it stands in an address: 2026-11-20, and no other writing."""

from datetime import date

from tumorboard.domain.errors import NotFound


def find_date(text: str) -> date | None:
    """Read the date of an address; None for any other writing, so that each meeting has one address."""
    try:
        on = date.fromisoformat(text)
    except ValueError:
        return None
    return on if on.isoformat() == text else None


def read_date(text: str) -> date:
    """Read the date of an address; a malformed one names no meeting."""
    on = find_date(text)
    if on is None:
        raise NotFound("meeting")
    return on
