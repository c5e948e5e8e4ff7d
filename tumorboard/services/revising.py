"""A later revision of a published docket: its order stands; withdrawn cases leave, late emergencies go first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tumorboard.domain import docket as planner
from tumorboard.models import Board, Case, Docket, DocketItem, Meeting, Member
from tumorboard.queries import cases, dockets, meetings, members
from tumorboard.services import docket_input, docketing
from tumorboard.services.docket_input import Candidates
from tumorboard.vocabulary.workflow import CaseStatus, Decision


@dataclass(frozen=True, slots=True)
class Changes:
    """What the next revision would change: cases that came late, and cases that left."""

    added: tuple[Case, ...]
    gone: tuple[Case, ...]
    waiting: tuple[Case, ...]

    def __bool__(self) -> bool:
        """Tell whether a new revision would differ."""
        return bool(self.added or self.gone)


def changes(session: Session, board: Board, meeting: Meeting) -> Changes:
    """Compare the published revision with what is true now."""
    docket = dockets.published(session, meeting.id)
    if docket is None:
        return Changes((), (), ())
    return changes_of(session, board, meeting, [(item, item.case) for item in docket.items])


def changes_of(session: Session, board: Board, meeting: Meeting, items: Sequence[tuple[DocketItem, Case]]) -> Changes:
    """Compare a running order with what is true now; a late case must fit into the meeting, reserve included."""
    gone = tuple(case for _, case in items if case.status is CaseStatus.WITHDRAWN)
    left = meeting.minutes - sum(item.minutes for item, case in items if case not in gone)
    added, waiting = [], []
    for case in dockets.late(session, board, meeting):
        if case.minutes <= left:
            added.append(case)
            left -= case.minutes
        else:
            waiting.append(case)
    return Changes(tuple(added), gone, tuple(waiting))


def publish_next(session: Session, board: Board, meeting: Meeting, *, by: Member, now: datetime) -> Docket:
    """Build and publish the next revision; no two published cases change their order."""
    docket = dockets.published(session, meeting.id)
    found = changes(session, board, meeting)
    standing = [item.case for item in docket.items if item.case not in found.gone] if docket else []
    order = [cases.whole(session, case.id) for case in (*found.added, *standing)]
    listed = [row.case for row in docket.candidates if row.decision is Decision.LISTED] if docket else []
    chosen = Candidates(_instance(session, board, meeting, order), {str(case.id): case for case in order},
                        [cases.whole(session, case.id) for case in listed])
    build = docketing.store(session, meeting, chosen, planner.plan(chosen.instance), now=now)
    return docketing.publish(session, meeting, build, by=by, now=now)


def _instance(session: Session, board: Board, meeting: Meeting, order: list[Case]) -> dict[str, Any]:
    """State the order as the planner's contract: each case before the next one, and nobody's hours in the way."""
    people = docket_input.seated(members.people(session, board), meetings.answers(session, [meeting.id]), board,
                                 meeting)
    seats = {each for person in people.values() for each in person["specialties"]}
    rows = [docket_input.candidate(case, docket_input.profile_of(board), meeting, people) for case in order]
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        covered = [need for need in row["needs"] if need["specialty"] in seats]
        row |= {"gates": [], "pin": {"kind": "in"}, "needs": covered or row["needs"][:1],
                "before": [following["id"]] if following else []}
    return {
        "meeting": docket_input.frame(board, meeting) | {"reserve_minutes": 0}, "candidates": rows,
        "people": [person | {"present_from_min": None, "present_to_min": None} for person in people.values()],
        "rules": docket_input.RULES | {"urgent_in_first_half": False},
    }
