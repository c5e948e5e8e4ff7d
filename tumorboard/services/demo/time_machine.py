"""The demo's own clock: moved forward to what happens next, never back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tumorboard.domain.errors import AnswerRefused, BoardError
from tumorboard.domain.times import clock_time, short_time
from tumorboard.models import Board, DemoClock, Meeting
from tumorboard.queries import meetings


@dataclass(frozen=True, slots=True)
class Stop:
    """A moment of the week that the clock can be moved to."""

    key: str
    words: str
    at: datetime


def stops(session: Session, board: Board, now: datetime) -> list[Stop]:
    """List what still lies ahead: the cut-off, publishing, the meeting, and the meeting after it."""
    coming = meetings.coming(session, board)
    if coming is None:
        return []
    freeze, publish, starts = (at.astimezone(board.tz) for at in (
        coming.freeze_at, coming.publish_at, coming.starts_at))
    found = [Stop("freeze", f"{freeze:%A} {_hour(freeze)}", freeze), Stop("publish", _hour(publish), publish),
             Stop("start", f"{starts:%A} {short_time(starts)}", starts)]
    following = _following(session, board, coming)
    if following is not None:
        found.append(Stop("next", f"the {following.starts_at.astimezone(board.tz):%A} after", following.starts_at))
    return [each for each in found if each.at > now]


def move(session: Session, board: Board, target: datetime, *, now: datetime, real_now: datetime) -> None:
    """Set the demo's clock; raise where this is no demo or the moment has passed."""
    clock = session.get(DemoClock, board.id)
    if clock is None:
        raise BoardError("Only a demo's clock can be moved. On a real board, time passes by itself.")
    if target < now:
        raise AnswerRefused({"at": "The demo’s clock only goes forward. Begin again with: tumorboard demo --reset"})
    clock.ahead_seconds = int((target - real_now).total_seconds()) + 1
    session.flush()


def _following(session: Session, board: Board, coming: Meeting) -> Meeting | None:
    """Give the meeting after the coming one that is not skipped."""
    later = meetings.after(session, board, coming.local_date + timedelta(days=1), 8)
    return next((each for each in later if each.status not in ("skipped", "moved")), None)


def _hour(at: datetime) -> str:
    """Write an hour as briefly as people say it: noon, 5 pm."""
    if (at.hour, at.minute) == (12, 0):
        return "noon"
    return clock_time(at).replace(":00", "")
