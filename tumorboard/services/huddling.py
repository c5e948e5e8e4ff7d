"""Huddles: asked for when a case cannot wait for its meeting, held out of cycle, recorded once, noted by the board."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain import case_flow, huddling, late_reasons
from tumorboard.domain import docket as planner
from tumorboard.domain.errors import AnswerRefused, MoveRefused
from tumorboard.domain.meeting_flow import FIXED
from tumorboard.domain.recommending import Item
from tumorboard.models import Board, Case, Huddle, HuddleItem, HuddleMember, LaneChange, Member
from tumorboard.queries import cases, huddles, meetings
from tumorboard.services import fixed_docket, late_planning, notices, readiness_review
from tumorboard.services.checking import expect_version
from tumorboard.services.fixed_docket import Row
from tumorboard.services.record import record
from tumorboard.vocabulary.lanes import Means
from tumorboard.vocabulary.workflow import CaseStatus, Decision, Lane

NOT_ACCEPTED = frozenset({CaseStatus.SUBMITTED, CaseStatus.ASKED})
EMERGENCY = 0


@dataclass(frozen=True, slots=True)
class Decided:
    """What is recorded of a huddle: when and how, who took part, what was decided by whom, and what is to be done."""

    started_at: datetime
    means: Means
    people: tuple[UUID, ...]
    decided: str
    decider: UUID | None
    items: Sequence[Item] = ()


def ask(session: Session, case: Case, why: str, *, by: Member, now: datetime) -> Huddle:
    """Ask the people whom the case needs to decide before the meeting; one that was asked already is given."""
    if case.status not in case_flow.UNDER_REVIEW:
        raise MoveRefused(f"The case is “{case.status.label.lower()}”, so there is nothing to decide out of cycle.")
    if not why.strip():
        raise AnswerRefused({"why": "Write in a line what cannot wait, for example: blood pressure 210 over 130."})
    found = huddles.asked_of(session, case.id)
    if found is not None:
        return found
    huddle = Huddle(case_id=case.id, asked_at=now, asked_by_id=by.id, why=why.strip())
    session.add(huddle)
    session.flush()
    record(session, case, "huddle.asked", by=by, at=now, huddle=str(huddle.id))
    board = session.get_one(Board, case.board_id)
    notices.huddle_asked(session, case, huddle.id, huddles.needed_for(session, board, case, but=by.id), now=now)
    session.flush()
    return huddle


def call_off(session: Session, huddle: Huddle, why: str, *, seen: int, by: Member, now: datetime) -> None:
    """Say that a huddle is not needed after all."""
    _expect_asked(huddle, seen)
    if not why.strip():
        raise AnswerRefused({"called_off_why": "Write in a line why it is not needed any more."})
    huddle.called_off_at, huddle.called_off_by_id, huddle.called_off_why = now, by.id, why.strip()
    record(session, session.get_one(Case, huddle.case_id), "huddle.called_off", by=by, at=now, huddle=str(huddle.id))
    session.flush()


def write(session: Session, huddle: Huddle, told: Decided, *, seen: int, by: Member, now: datetime) -> None:
    """Record a huddle; from now on it stands, and its case is listed for the next meeting to note it."""
    _expect_asked(huddle, seen)
    people = {*told.people, by.id}
    problems = huddling.problems(huddling.Told(
        told.started_at, [str(each) for each in told.people], told.decided, str(told.decider or "")), str(by.id), now)
    if problems:
        raise AnswerRefused(problems)
    # Who took part and what is to be done is fixed once the record is, so it is written before it.
    session.add_all(HuddleMember(huddle_id=huddle.id, member_id=each) for each in sorted(people))
    session.add_all(HuddleItem(huddle_id=huddle.id, position=place, kind=item.kind, detail=item.detail,
                               due_on=item.due_on, owner_id=UUID(item.owner) if item.owner else None)
                    for place, item in enumerate(told.items, start=1))
    session.flush()
    huddle.started_at, huddle.means, huddle.decided = told.started_at, told.means, told.decided.strip()
    huddle.decider_id, huddle.recorded_at, huddle.recorded_by_id = told.decider, now, by.id
    session.flush()
    case = cases.whole(session, huddle.case_id)
    record(session, case, "huddle.recorded", by=by, at=now, huddle=str(huddle.id))
    _list(session, case, huddle, by=by, now=now)
    session.flush()


def _list(session: Session, case: Case, huddle: Huddle, *, by: Member, now: datetime) -> None:
    """Have the case listed for the next meeting; what has its place on a fixed docket keeps it."""
    board = session.get_one(Board, case.board_id)
    coming = meetings.coming(session, board)
    meeting = meetings.locked(session, coming.id) if coming is not None and coming.status in FIXED else None
    fixed = fixed_docket.read(session, board, meeting, case.id) if meeting is not None else None
    if case.status is CaseStatus.LISTED or (fixed is not None and case.id in fixed.minutes):
        return
    if case.status in NOT_ACCEPTED and case.tier == EMERGENCY:
        # The people whom it needs have read it and decided: nothing is left to be reviewed before it is noted.
        readiness_review.accept(session, case, (), seen=case.version, by=by, now=now)
    on = (huddle.started_at or now).astimezone(board.tz).date()
    if case.lane is not Lane.SOC_LISTING:
        case.lane = Lane.SOC_LISTING
        session.add(LaneChange(case_id=case.id, at=now, by_id=by.id, lane=case.lane, agreed_by_id=huddle.decider_id,
                               reason=late_reasons.noted(on)))
    session.flush()
    if fixed is not None and case.status is CaseStatus.READY and case.id not in fixed.listed:
        found = late_planning.instance(session, fixed)
        plan = planner.stand(found, [str(each.id) for each in fixed.order]) | {"instance": found}
        fixed_docket.keep(session, fixed, plan, {case.id: Row(Decision.LISTED, late_reasons.noted(on))}, by=by, now=now)


def _expect_asked(huddle: Huddle, seen: int) -> None:
    """A huddle is recorded or called off once."""
    if huddle.recorded_at is not None:
        raise MoveRefused("This huddle is recorded and stands. Ask for another one if more has to be decided.")
    if huddle.called_off_at is not None:
        raise MoveRefused("This huddle was called off. Ask for another one if it is needed after all.")
    expect_version(huddle, seen, "this huddle")
