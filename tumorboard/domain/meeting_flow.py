"""Which moves a meeting allows, from planned to closed."""

from tumorboard.domain import flow
from tumorboard.vocabulary.workflow import MeetingStatus as S

MOVES: flow.Moves[S] = {
    (S.PLANNED, "open_docket"): S.OPEN,
    (S.PLANNED, "skip"): S.SKIPPED,
    (S.OPEN, "skip"): S.SKIPPED,
    (S.OPEN, "freeze"): S.FROZEN,
    (S.FROZEN, "publish"): S.PUBLISHED,
    (S.PUBLISHED, "open"): S.IN_SESSION,
    (S.PUBLISHED, "lapse"): S.CLOSED,
    (S.IN_SESSION, "close"): S.CLOSED,
    (S.IN_SESSION, "lapse"): S.CLOSED,
    (S.PLANNED, "move"): S.MOVED,
    (S.OPEN, "move"): S.MOVED,
    (S.FROZEN, "move"): S.MOVED,
    (S.PUBLISHED, "move"): S.MOVED,
    (S.SKIPPED, "reinstate"): S.PLANNED,
    (S.MOVED, "reinstate"): S.PLANNED,
}
# What stands between the scheduler and the next docket: only one meeting is worked on at a time.
UNFINISHED = (S.OPEN, S.FROZEN, S.PUBLISHED, S.IN_SESSION)
# Later, a published order is moved by a new revision, and by nothing else.
OPEN_TO_WISHES = (S.OPEN, S.FROZEN)
FIXED = frozenset({S.FROZEN, S.PUBLISHED, S.IN_SESSION})


def move(status: S, verb: str) -> S:
    """Give the status that follows; raise MoveRefused where the meeting does not allow it."""
    return flow.move(MOVES, "The meeting", status, verb)


def allowed(status: S) -> frozenset[str]:
    """Name the moves that a meeting in this status allows."""
    return flow.allowed(MOVES, status)
