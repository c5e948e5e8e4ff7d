"""By what a case is judged: the board's profile, the day of the coming meeting, and the policy in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tumorboard.domain import clinical
from tumorboard.domain.calendar import next_date
from tumorboard.models import Board, Case, Meeting
from tumorboard.profiles import Profile, load
from tumorboard.queries import meetings
from tumorboard.services import appraising, board_policy

Found = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What a page or a service needs to judge any number of cases alike."""

    profile: Profile
    on: date
    policy: Mapping[str, Any]
    meeting: Meeting | None = None

    def judge(self, case: Case) -> Found:
        """Give the derived values and flags of a case."""
        return appraising.derived(case, case.patient, self.profile, self.on, self.policy)

    def items(self, case: Case, found: Found | None = None) -> list[clinical.ReadinessItem]:
        """List what a case needs; `found` spares a second look at its answers."""
        return appraising.readiness(case, case.patient, self.profile, self.on, self.policy, found)

    def reasons(self, case: Case) -> list[clinical.Reason]:
        """Say what grade and stage of a case rest on."""
        return appraising.reasons(case, case.patient, self.profile, self.on, self.policy)


def yardstick(session: Session, board: Board, *, now: datetime) -> Yardstick:
    """Judge by the coming meeting, or the board's next weekday where none is planned."""
    coming = meetings.coming(session, board)
    on = coming.local_date if coming else next_date(now.astimezone(board.tz).date(), board.weekday)
    return Yardstick(load(board.profile), on, board_policy.in_force(session, board).values, coming)
