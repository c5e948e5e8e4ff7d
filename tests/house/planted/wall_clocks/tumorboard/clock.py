from datetime import UTC, datetime


def now():
    """Tell the time."""
    return datetime.now(UTC)
