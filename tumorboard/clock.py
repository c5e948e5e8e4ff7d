"""The only clock. On a demo database it runs ahead by the offset that the database stores."""

from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_ahead: ContextVar[timedelta] = ContextVar("clock_ahead", default=timedelta(0))


def real_now() -> datetime:
    """Tell the time of the machine, which sessions and heartbeats live by even in the demo."""
    return datetime.now(UTC)


def now() -> datetime:
    """Tell the board's time: the machine's, or the demo's."""
    return real_now() + _ahead.get()


def today(zone: ZoneInfo) -> date:
    """Tell which day it is where the board meets."""
    return now().astimezone(zone).date()


def run_ahead(seconds: int) -> None:
    """Let the clock of this request or tick run ahead; zero everywhere but on a demo database."""
    _ahead.set(timedelta(seconds=seconds))
