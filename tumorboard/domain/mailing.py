"""When a mail that was not taken is tried again, and when it is given up."""

from datetime import datetime, timedelta

from tumorboard.vocabulary.notices import Trouble

# After so many minutes, then every hour: a server that is away for a night is found back within the hour.
STEPS = (1, 5, 15, 60)
# An address that is refused is rarely accepted an hour later, and to insist annoys the server.
REFUSED_AGAIN_AFTER = timedelta(days=1)
GIVEN_UP_AFTER = timedelta(days=7)


def next_try(tries: int, trouble: Trouble, *, queued_at: datetime, now: datetime) -> datetime | None:
    """Say when to try again after so many tries (from 1); None where seven days of trying are over."""
    if now - queued_at >= GIVEN_UP_AFTER:
        return None
    if trouble in (Trouble.ADDRESS, Trouble.MESSAGE):
        return now + REFUSED_AGAIN_AFTER
    return now + timedelta(minutes=STEPS[min(tries, len(STEPS)) - 1])
