"""What came and went since a docket was fixed, and the next build of it, in which its order stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tumorboard.domain import docket as planner
from tumorboard.domain.meeting_flow import FIXED
from tumorboard.models import Board, Case, Docket, DocketCandidate, DocketItem, LateAddition, Meeting, Member
from tumorboard.queries import dockets, lanes
from tumorboard.services import fixed_docket, late_planning
from tumorboard.vocabulary.workflow import CaseStatus, Decision, Lane, MeetingStatus


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a docket was fixed: urgent cases that came, cases pulled out, those told to wait, the gone."""

    late: tuple[Case, ...] = ()
    pulled_out: tuple[Case, ...] = ()
    waiting: tuple[tuple[Case, LateAddition], ...] = ()
    gone: tuple[Case, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything to say."""
        return bool(self.late or self.pulled_out or self.waiting or self.gone)


def changes(session: Session, board: Board, meeting: Meeting) -> Changes:
    """Compare the newest build with what is true now."""
    docket = dockets.latest(session, meeting.id)
    if docket is None:
        return Changes()
    return changes_of(session, board, meeting, [(item, item.case) for item in docket.items], docket.candidates)


def changes_of(session: Session, board: Board, meeting: Meeting, items: Sequence[tuple[DocketItem, Case]],
               candidates: Iterable[DocketCandidate]) -> Changes:
    """Compare a running order, and what is listed beside it, with what is true now."""
    if meeting.status not in FIXED:
        return Changes()
    placed = {case.id for _, case in items}
    # One that is back in the pool was left for the next meeting.
    expected = CaseStatus.READY if meeting.status is MeetingStatus.FROZEN else CaseStatus.LISTED
    came = [row for row in lanes.late(session, board, meeting) if row[0].id not in placed]
    return Changes(
        tuple(case for case, told in came if told is None),
        tuple(row.case for row in candidates if row.decision is Decision.LISTED and row.case.lane is Lane.DISCUSS
              and row.case.status is expected and row.case_id not in placed),
        tuple((case, told) for case, told in came if told is not None),
        tuple(case for _, case in items if case.status is CaseStatus.WITHDRAWN))


def publish_next(session: Session, board: Board, meeting: Meeting, *, by: Member, now: datetime) -> Docket:
    """Build the docket again without what was withdrawn; no two other cases change their order, and nobody comes."""
    fixed = fixed_docket.read(session, board, meeting)
    found = late_planning.instance(session, fixed)
    plan = planner.stand(found, [str(case.id) for case in fixed.order])
    return fixed_docket.keep(session, fixed, plan | {"instance": found}, {}, by=by, now=now)
