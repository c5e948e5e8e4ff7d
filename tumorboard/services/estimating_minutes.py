"""The minutes of a case that nobody set by hand: they begin with the policy and move with what was measured."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from tumorboard.domain import estimating
from tumorboard.domain.estimating import Estimate
from tumorboard.domain.policy import Policy
from tumorboard.models import Board, Case
from tumorboard.queries import durations

# What a room takes changes with its people; older discussions tell little.
LOOK_BACK = timedelta(weeks=104)


def estimate(session: Session, case: Case, board: Board, policy: Policy, today: date) -> Estimate:
    """Estimate the minutes of a case; a board that does not learn has its starting value."""
    seen = durations.measured(session, board, case.net_family, today - LOOK_BACK) if policy.learns_minutes else []
    kind = estimating.likeness(case.submission_type, len(case.needs))
    return estimating.estimate(policy.start_minutes(case.net_family), seen, kind)


def keep(case: Case, found: Estimate) -> None:
    """Give the case its estimate, unless a person said how many minutes it takes; keep from what it came."""
    case.minutes_basis = {"minutes": found.minutes, "start": found.start, "family": found.family,
                          "alike": found.alike}
    if not case.minutes_by_hand:
        case.minutes = found.minutes


def set_by_hand(case: Case, minutes: int) -> None:
    """Take the minutes that a person says; whoever says what was estimated leaves it to the estimate."""
    case.minutes = minutes
    case.minutes_by_hand = minutes != case.minutes_basis.get("minutes")
