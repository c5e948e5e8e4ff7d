"""A case that came after the cut-off: what adding it would do, and the decision, with who, when and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain import docket as planner
from tumorboard.domain import docket_reasons, lanes, late_reasons
from tumorboard.domain.docket import late as planning
from tumorboard.domain.docket.fingerprint import input_hash
from tumorboard.domain.docket_reasons import Candidate
from tumorboard.domain.errors import AnswerRefused, MoveRefused, Stale
from tumorboard.domain.telling import Shift, Span, shifts
from tumorboard.models import Board, Case, LateAddition, Meeting, Member
from tumorboard.profiles import load
from tumorboard.queries import notices
from tumorboard.services import displacing, fixed_docket, late_planning, missing
from tumorboard.services.fixed_docket import Fixed, Row
from tumorboard.services.next_meeting import week_of
from tumorboard.services.record import record
from tumorboard.vocabulary.lanes import Remedy
from tumorboard.vocabulary.workflow import Decision, MeetingStatus

Plan = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Offer:
    """What adding a late case would do: the order with everybody, and the order in which it displaces one."""

    fixed: Fixed
    late: Case
    plain: Plan
    displaced: Case | None
    swapped: Plan | None
    uncovered: tuple[str, ...]
    is_pulled_out: bool

    @property
    def over(self) -> int:
        """The minutes that are missing, reserve included."""
        return int(self.plain["over_min"])

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        """What may be decided."""
        return lanes.remedies(self.over == 0, self.displaced is not None)

    @property
    def shown(self) -> str:
        """A name for exactly this offer, so that nothing else is done than what was read."""
        gone = str(self.displaced.id) if self.displaced else ""
        return input_hash({"last": str(self.fixed.docket.id), "order": self.plain["admitted"], "gone": gone})

    def plan(self, remedy: Remedy) -> Plan:
        """Give the order that a decision makes."""
        return self.swapped if remedy is Remedy.DISPLACE and self.swapped is not None else self.plain


@dataclass(frozen=True, slots=True)
class Choice:
    """What the coordinator decided, why, and which offer they read."""

    remedy: Remedy
    reason: str
    shown: str = ""


def offer(session: Session, board: Board, meeting: Meeting, case_id: UUID, *, suggest: bool = False) -> Offer:
    """Say what adding the case would do; raise MoveRefused, in words, where it cannot be added."""
    fixed = fixed_docket.read(session, board, meeting, case_id)
    late = fixed.cases[case_id]
    standing = standing_of(fixed, late)
    words = lanes.refusal_of_late(standing, week_of(session, board, meeting))
    if words:
        raise MoveRefused(words)
    found = late_planning.instance(session, fixed, late)
    key, order = str(late.id), [str(case.id) for case in fixed.order]
    _expect_open(found, late, board)
    plain = planner.insert(found, order, key, suggest=suggest) | {"instance": found}
    swap = planning.displace(found, order, key, {str(each) for each in fixed.begun}) if plain["over_min"] else None
    return Offer(
        fixed, late, plain, fixed.cases[UUID(swap[0])] if swap else None,
        swap[1] | {"instance": _without(found, swap[0])} if swap else None,
        tuple(late_planning.uncovered(found, late)), standing.is_pulled_out)


def told(session: Session, found: Offer, remedy: Remedy) -> dict[UUID, Shift]:
    """Say who would hear that they are needed at another time; before the first revision nobody was told yet."""
    revisions = [{row.member_id: Span(row.from_min, row.to_min) for row in blocks}
                 for blocks in notices.blocks(session, found.fixed.meeting.id)]
    after = {UUID(row["person"]): Span(row["from_min"], row["to_min"]) for row in found.plan(remedy)["blocks"]}
    return shifts([*revisions, after]) if revisions else {}


def standing_of(fixed: Fixed, case: Case) -> lanes.Standing:
    """Say where a case stands on a fixed docket."""
    return lanes.Standing(case.number, case.status, 3 if case.tier is None else case.tier, case.lane,
                          case.id in fixed.minutes, case.id in fixed.listed)


def decide(session: Session, found: Offer, choice: Choice, *, by: Member, now: datetime) -> LateAddition:
    """Do what was decided, and write down who decided it, when and why."""
    problems = lanes.needs_words(choice.reason, "Write in a line why it cannot wait for the next meeting.")
    if problems and choice.remedy is Remedy.WAIT:
        problems = lanes.needs_words(choice.reason, "Write in a line why it can wait for the next meeting.")
    if problems:
        raise AnswerRefused(problems)
    if choice.shown and choice.shown != found.shown:
        raise Stale("this docket")
    if choice.remedy not in found.remedies:
        raise MoveRefused("This can no longer be done so. Open the page again to see what is possible now.")
    row = LateAddition(meeting_id=found.fixed.meeting.id, case_id=found.late.id, at=now, by_id=by.id,
                       reason=choice.reason.strip(), remedy=choice.remedy)
    if choice.remedy is Remedy.WAIT:
        _leave(session, found, by=by, now=now)
    else:
        _add(session, found, row, by=by, now=now)
    session.add(row)
    session.flush()
    return row


def _add(session: Session, found: Offer, row: LateAddition, *, by: Member, now: datetime) -> None:
    """Put the case between the others, at the price that was shown."""
    meeting, plan = found.fixed.meeting, found.plan(row.remedy)
    rows = {found.late.id: Row(Decision.ADMITTED, late_reasons.added(
        by.name, row.reason, row.remedy, found.displaced.number if found.displaced else None))}
    if row.remedy is Remedy.LONGER:
        row.added_minutes = found.over
        displacing.lengthen(session, meeting, found.over, by=by, now=now)
        plan = plan | {"instance": _longer(plan["instance"], found.over)}
    if row.remedy is Remedy.DISPLACE and found.displaced is not None:
        row.displaced_id = found.displaced.id
        rows[found.displaced.id] = Row(Decision.BUMPED, late_reasons.displaced(
            found.late.number, found.late.tier == 0))
        displacing.displace(session, found.fixed, found.displaced, by=by, now=now)
    row.price = plan["cost"] - plan["published_cost"]
    row.appended_price = plan["appended_cost"] - plan["published_cost"]
    row.docket_id = fixed_docket.keep(session, found.fixed, plan, rows, by=by, now=now).id
    record(session, found.late, "case.late_added", by=by, at=now, meeting=meeting.local_date.isoformat(),
           remedy=row.remedy.value, place=plan["place"])


def _leave(session: Session, found: Offer, *, by: Member, now: datetime) -> None:
    """Let the case wait; what stood on this docket ranks directly after emergencies next time."""
    case, meeting = found.late, found.fixed.meeting
    if found.is_pulled_out:
        displacing.carry_over(session, found.fixed, case, by=by, now=now)
        if meeting.status is MeetingStatus.FROZEN:
            # It would be published as listed, although it is to be discussed.
            told = late_planning.instance(session, found.fixed)
            plan = planner.stand(told, [str(each.id) for each in found.fixed.order]) | {"instance": told}
            fixed_docket.keep(session, found.fixed, plan, {case.id: Row(None)}, by=by, now=now)
    record(session, case, "case.left_for_next", by=by, at=now, meeting=meeting.local_date.isoformat())


def _expect_open(found: dict[str, Any], late: Case, board: Board) -> None:
    """Say what a late case waits for, and who owes it, or for whom."""
    held = planning.why_held(found, str(late.id))
    if held is None:
        return
    facts = Candidate(late.number, late.tier or 0, late.due_on or found["meeting"]["local_date"], late.minutes,
                      late.times_carried_over > 0, load(board.profile).labels("specialty"))
    words = docket_reasons.held(facts, {"reason": held.reason, "detail": list(held.detail)},
                                missing.of(late, held.detail, board) if held.reason == "gate" else [])
    raise MoveRefused(late_reasons.held(late.number, words))


def _without(found: dict[str, Any], key: str) -> dict[str, Any]:
    """Leave one case out of what the planner is told."""
    return found | {"candidates": [row for row in found["candidates"] if row["id"] != key]}


def _longer(found: dict[str, Any], minutes: int) -> dict[str, Any]:
    """Tell the planner that the meeting is longer."""
    frame = found["meeting"]
    return found | {"meeting": frame | {"minutes": frame["minutes"] + minutes}}

