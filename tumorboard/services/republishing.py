"""A published order that a coordinator changes by hand: looked at first, then published as the next revision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain import docket as planner
from tumorboard.domain import telling
from tumorboard.domain.docket_wishes import Move
from tumorboard.domain.errors import MoveRefused, NotFound
from tumorboard.domain.telling import Span
from tumorboard.models import Board, Docket, Meeting, Member
from tumorboard.queries import notices
from tumorboard.services import fixed_docket, late_planning
from tumorboard.services.checking import expect_version
from tumorboard.services.fixed_docket import Fixed
from tumorboard.vocabulary.workflow import MeetingStatus


@dataclass(frozen=True, slots=True)
class Reordered:
    """A published docket, and the plan of the next one, whose times are worked out and nothing else."""

    fixed: Fixed
    plan: Mapping[str, Any]
    told: frozenset[UUID]

    @property
    def broken(self) -> list[UUID]:
        """The cases that the coordinator once wished elsewhere: at a guest's time, first, last, or before another."""
        placed = {row["id"]: (row["start_min"], row["start_min"] + row["minutes"]) for row in self.plan["admitted"]}
        return [UUID(row["id"]) for row in self.plan["instance"]["candidates"]
                if row["id"] in placed and _is_broken(row, placed)]


def reorder(session: Session, board: Board, meeting: Meeting, move: Move) -> Reordered:
    """Work out the next revision with one case moved by one place; raise where that cannot be."""
    if meeting.status is not MeetingStatus.PUBLISHED:
        raise MoveRefused(f"This docket is “{meeting.status.label.lower()}”, so its order is not changed here.")
    fixed = fixed_docket.read(session, board, meeting)
    order = [str(case.id) for case in fixed.order]
    if move.case not in order:
        raise NotFound("case on this docket")
    place = order.index(move.case)
    there = place - 1 if move.up else place + 1
    if not 0 <= there < len(order):
        raise MoveRefused("The case stands at the end of the order already.")
    order[place], order[there] = order[there], order[place]
    instance = late_planning.instance(session, fixed)
    plan = planner.stand(instance, order) | {"instance": instance}
    return Reordered(fixed, plan, frozenset(who_is_told(session, meeting, plan)))


def publish(session: Session, meeting: Meeting, move: Move, *, seen: int, by: Member, now: datetime) -> Docket:
    """Publish the next revision with one case moved; whoever's block moves by five minutes or more is told."""
    expect_version(meeting, seen, "this docket")
    found = reorder(session, session.get_one(Board, meeting.board_id), meeting, move)
    return fixed_docket.keep(session, found.fixed, found.plan, {}, by=by, now=now)


def who_is_told(session: Session, meeting: Meeting, plan: Mapping[str, Any]) -> list[UUID]:
    """List whose block would be worth telling if this plan were the next revision."""
    revisions = [{block.member_id: Span(block.from_min, block.to_min) for block in blocks}
                 for blocks in notices.blocks(session, meeting.id)]
    planned = {UUID(row["person"]): Span(row["from_min"], row["to_min"]) for row in plan["blocks"]}
    return list(telling.shifts([*revisions, planned]))


def _is_broken(row: Mapping[str, Any], placed: Mapping[str, tuple[int, int]]) -> bool:
    """Tell whether the order breaks a wish of one case."""
    begins, ends = placed[row["id"]]
    pin = row["pin"] or {}
    is_outside = pin.get("kind") == "window" and not (pin["from_min"] <= begins and ends <= pin["to_min"])
    is_not_first = pin.get("kind") == "first" and begins > min(start for start, _ in placed.values())
    is_not_last = pin.get("kind") == "last" and ends < max(end for _, end in placed.values())
    return is_outside or is_not_first or is_not_last or any(
        placed[other][0] < begins for other in row["before"] if other in placed)
