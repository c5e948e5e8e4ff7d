"""A docket after its cut-off: what it holds, and the next build of it, in which what stands keeps its order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain import late_reasons
from tumorboard.domain.docket.fingerprint import input_hash
from tumorboard.domain.errors import MoveRefused
from tumorboard.models import (
    Board,
    Case,
    Docket,
    DocketBlock,
    DocketCandidate,
    DocketInput,
    DocketItem,
    Meeting,
    Member,
)
from tumorboard.queries import discussions, dockets, lanes
from tumorboard.services import docketing, noting, room_order
from tumorboard.vocabulary.workflow import CaseStatus, Decision, Lane, MeetingStatus


@dataclass(frozen=True, slots=True)
class Fixed:
    """A meeting whose docket is fixed: who is discussed, in this order, less what was withdrawn; who has begun."""

    board: Board
    meeting: Meeting
    docket: Docket
    cases: Mapping[UUID, Case]
    order: tuple[Case, ...]
    begun: frozenset[UUID]
    told: Mapping[str, Any]

    @property
    def minutes(self) -> dict[UUID, int]:
        """The minutes of each case as they were fixed."""
        return {item.case_id: item.minutes for item in self.docket.items}

    @property
    def listed(self) -> set[UUID]:
        """The cases that the docket only lists."""
        return {row.case_id for row in self.docket.candidates if row.decision is Decision.LISTED}

    @property
    def blocks(self) -> dict[str, tuple[int, int]]:
        """When each person is needed, by id."""
        return {str(row.member_id): (row.from_min, row.to_min) for row in self.docket.blocks}


@dataclass(frozen=True, slots=True)
class Row:
    """What the next build says of one case, instead of what the last one said; None leaves the case out."""

    decision: Decision | None
    reason: str = ""


def read(session: Session, board: Board, meeting: Meeting, also: UUID | None = None) -> Fixed:
    """Read the newest build of a meeting with its cases, and one more case where it is named."""
    docket = dockets.latest(session, meeting.id)
    if docket is None:
        raise MoveRefused("There is no docket for this meeting yet.")
    ids = [item.case_id for item in docket.items]
    begun: frozenset[UUID] = frozenset()
    if meeting.status is MeetingStatus.IN_SESSION:
        # The room may have taken a case earlier, or put one off: what stands now is its order.
        rows = discussions.of(session, meeting.id)
        place = {each.case_id: each.position for each in rows}
        ids.sort(key=lambda case_id: place.get(case_id, len(ids) + 1))
        begun = frozenset(each.case_id for each in rows if each.opened_at is not None or each.outcome is not None)
    cases = lanes.whole_cases(session, [*ids, *([also] if also else [])])
    order = tuple(cases[each] for each in ids if cases[each].status is not CaseStatus.WITHDRAWN)
    found = lanes.input_of(session, docket.id)
    return Fixed(board, meeting, docket, cases, order, begun, found.instance if found else {})


def keep(session: Session, fixed: Fixed, plan: Mapping[str, Any], rows: Mapping[UUID, Row], *, by: Member,
         now: datetime) -> Docket:
    """Store the next build; once there was a first revision it is the next one, and the room follows it."""
    meeting, last = fixed.meeting, fixed.docket
    told = plan["instance"] if meeting.status is not MeetingStatus.FROZEN else _frozen_input(fixed, plan, rows)
    docket = Docket(
        meeting_id=meeting.id, build=last.build + 1, built_at=now, policy_number=last.policy_number,
        input_hash=input_hash(told), proof=plan["proof"], lower_bound=plan["lower_bound"],
        minutes_used=sum(row["minutes"] for row in plan["admitted"]), specialist_minutes=plan["cost"],
        first_come_minutes=plan["fifo_cost"])
    session.add(docket)
    session.flush()
    items = _items(docket, fixed, plan)
    told_of = _candidates(docket, fixed, rows)
    session.add_all([*items, *told_of, DocketInput(docket_id=docket.id, instance=dict(told))])
    session.add_all(DocketBlock(docket_id=docket.id, member_id=UUID(row["person"]), from_min=row["from_min"],
                                to_min=row["to_min"]) for row in plan["blocks"])
    meeting.version += 1
    session.flush()
    if meeting.status is not MeetingStatus.FROZEN:
        docketing.publish(session, meeting, docket, by=by, now=now)
    if meeting.status is MeetingStatus.IN_SESSION:
        room_order.follow(session, meeting, items, [row.case_id for row in told_of if row.decision is Decision.LISTED])
        noting.hand_over(session, meeting, by=by, now=now)
    return docket


def _items(docket: Docket, fixed: Fixed, plan: Mapping[str, Any]) -> list[DocketItem]:
    """Make the running order."""
    found = []
    for place, row in enumerate(plan["admitted"], start=1):
        case = fixed.cases[UUID(row["id"])]
        found.append(DocketItem(
            docket_id=docket.id, case_id=case.id, position=place, start_min=row["start_min"], minutes=row["minutes"],
            tier=3 if case.tier is None else case.tier, needs=case.specialties_needed, people=row["people"]))
    return found


def _candidates(docket: Docket, fixed: Fixed, rows: Mapping[UUID, Row]) -> list[DocketCandidate]:
    """Say of every case what the last build said, or what this one changes; what was withdrawn leaves."""
    said = [(row.case_id, row.decision, *_of_then(row)) for row in fixed.docket.candidates
            if row.case_id not in rows and row.case.status is not CaseStatus.WITHDRAWN
            and not _has_left(row, fixed.meeting)]
    said += [(case_id, row.decision, row.reason, {}) for case_id, row in rows.items() if row.decision is not None]
    order = list(Decision)
    said.sort(key=lambda row: order.index(row[1]))
    return [DocketCandidate(docket_id=docket.id, case_id=case_id, rank=rank, decision=decision, reason=reason,
                            detail=detail) for rank, (case_id, decision, reason, detail) in enumerate(said, start=1)]


def _of_then(row: DocketCandidate) -> tuple[str, dict[str, Any]]:
    """Keep what was said when it is still true: what another place would cost is not, once the order changed."""
    if row.decision in (Decision.BUMPED, Decision.HELD):
        return late_reasons.at_the_cut_off(row.reason), {}
    return row.reason, {}


def _has_left(row: DocketCandidate, meeting: Meeting) -> bool:
    """Tell whether a case that was published as only listed is back in the pool, to be discussed next time."""
    return (meeting.status is not MeetingStatus.FROZEN and row.decision is Decision.LISTED
            and row.case.lane is Lane.DISCUSS and row.case.status is CaseStatus.READY)


def _frozen_input(fixed: Fixed, plan: Mapping[str, Any], rows: Mapping[UUID, Row]) -> dict[str, Any]:
    """Say what a frozen docket, that may still be planned anew, is planned from: with the late, without the displaced.

    What a late case took of the reserve is gone, so that a new plan does not take it for another.
    """
    made: dict[str, Any] = plan["instance"]
    placed = {row["id"] for row in plan["admitted"]}
    changed = {str(case_id) for case_id in rows}
    kept = [row for row in fixed.told.get("candidates", made["candidates"]) if row["id"] not in changed]
    added = [{**row, "before": []} for row in made["candidates"] if row["id"] in changed & placed]
    listed = {str(case_id) for case_id in fixed.listed if case_id not in rows} | {
        str(case_id) for case_id, row in rows.items() if row.decision is Decision.LISTED}
    used = sum(row["minutes"] for row in plan["admitted"])
    frame = made["meeting"]
    left = frame["minutes"] - used - sum(each["minutes"] for each in frame["breaks"])
    return {**made, **fixed.told, "candidates": [*kept, *added], "listed": sorted(listed),
            "meeting": frame | {"reserve_minutes": max(0, min(fixed.meeting.reserve_minutes, left))}}
