"""The board's policy: the version in force, what another one would change, and the act of setting it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tumorboard.domain import clinical, policy
from tumorboard.domain.calendar import next_date
from tumorboard.domain.errors import AnswerRefused, Stale
from tumorboard.domain.policy import Group, Policy, Values
from tumorboard.models import Board, BoardPolicy, Case, Meeting, Member
from tumorboard.profiles import load
from tumorboard.queries import boards, policies
from tumorboard.services import appraising
from tumorboard.services.record import record
from tumorboard.vocabulary.workflow import MeetingStatus

FIRST = 1
MOST_REASON = 500
NOT_FROZEN = (MeetingStatus.PLANNED, MeetingStatus.OPEN)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of a case under one policy: tier, the day it is due, the flags that are raised."""

    tier: int
    due_on: date
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A case that another policy judges otherwise."""

    case: Case
    before: Judged
    after: Judged

    @property
    def raised(self) -> tuple[str, ...]:
        """The flags that are new."""
        return tuple(each for each in self.after.flags if each not in self.before.flags)

    @property
    def gone(self) -> tuple[str, ...]:
        """The flags that fall away."""
        return tuple(each for each in self.before.flags if each not in self.after.flags)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another version: every value, why, and the number of the version that its writer saw."""

    values: Values
    reason: str
    seen: int


@cache
def groups(profile: str) -> tuple[Group, ...]:
    """Give the settings of a board profile, in groups."""
    found = load(profile)
    minutes = {f"{policy.FAMILY_MINUTES}{family}": number for family, number in found.family_minutes().items()}
    return policy.groups(found.policy["groups"], found.policy_defaults() | minutes)


def in_force(session: Session, board: Board) -> Policy:
    """Give the policy by which dockets and flags of this board are judged now."""
    newest = policies.newest(session, board.id)
    if newest is None:
        return policy.in_force(FIRST, {}, groups(board.profile))
    return policy.in_force(newest.number, newest.chosen, groups(board.profile))


def version(board: Board, row: BoardPolicy) -> Policy:
    """Give one stored version with every value."""
    return policy.in_force(row.number, row.chosen, groups(board.profile))


def begin(session: Session, board: Board, *, now: datetime) -> None:
    """Keep the profile's own values as the first version of a new board."""
    values = in_force(session, board).values
    session.add(BoardPolicy(board_id=board.id, number=FIRST, chosen=dict(values), set_at=now,
                            reason="The values with which the board was founded."))
    session.flush()


def check(board: Board, values: Values) -> None:
    """Raise AnswerRefused with words by key where these values cannot be kept."""
    found = policy.problems(values, groups(board.profile))
    if "reserve_minutes" not in found and values["reserve_minutes"] >= board.minutes:
        found["reserve_minutes"] = f"Keep fewer minutes free than the meeting has: {board.minutes}."
    if found:
        raise AnswerRefused(found)


def preview(session: Session, board: Board, values: Values, *, today: date) -> list[Difference]:
    """List the undecided cases whose tier, due date or flags would change, and how; nothing is stored."""
    check(board, values)
    old, new = in_force(session, board).values, values
    told = [Difference(case, _judge(case, board, old, today), _judge(case, board, new, today))
            for case in policies.undecided(session, board)]
    return [each for each in told if each.before != each.after]


def change(session: Session, board: Board, wanted: Proposal, *, by: Member, now: datetime) -> Policy:
    """Set the next version, and judge every undecided case by it in the same transaction."""
    boards.lock(session)
    old = in_force(session, board)
    if old.number != wanted.seen:
        raise Stale("the policy")
    keys = _changed_keys(board, old, wanted)
    new = Policy(old.number + 1, dict(wanted.values))
    session.add(BoardPolicy(board_id=board.id, number=new.number, chosen=dict(new.values), set_by_id=by.id,
                            reason=wanted.reason.strip(), set_at=now))
    record(session, by, "policy.changed", by=by, at=now, number=new.number, settings=keys)
    _keep_reserve(session, board, new)
    _judge_again(session, board, new, by=by, now=now)
    session.flush()
    return new


def _changed_keys(board: Board, old: Policy, wanted: Proposal) -> list[str]:
    """Name what a new version changes; refuse one that cannot be kept, has no reason, or changes nothing."""
    if not 0 < len(wanted.reason.strip()) <= MOST_REASON:
        raise AnswerRefused({"reason": f"Say why the board changes this, in at most {MOST_REASON} characters."})
    check(board, wanted.values)
    keys = [each.key for each in policy.changed(old.values, wanted.values, groups(board.profile))]
    if not keys:
        raise AnswerRefused({"reason": "Nothing differs from the policy in force. Change a value first."})
    return keys


def _judge(case: Case, board: Board, values: Mapping[str, Any], today: date) -> Judged:
    """Say what the rules make of a case, without storing it."""
    found = appraising.derived(case, case.patient, load(board.profile), next_date(today, board.weekday), values)
    due = clinical.due_on(appraising.submitted_on(case, board, today), found["derived"]["target_days"],
                          case.promised_on)
    return Judged(found["derived"]["tier"], due, tuple(each["id"] for each in found["flags"]))


def _keep_reserve(session: Session, board: Board, new: Policy) -> None:
    """Keep the new reserve on every meeting whose docket is not frozen yet."""
    for meeting in session.scalars(select(Meeting).where(
            Meeting.board_id == board.id, Meeting.status.in_(NOT_FROZEN),
            Meeting.reserve_minutes != new.reserve_minutes)):
        meeting.reserve_minutes = new.reserve_minutes


def _judge_again(session: Session, board: Board, new: Policy, *, by: Member, now: datetime) -> None:
    """Write the columns that the docket and the lists read; each case that moves keeps an event of it."""
    today = now.astimezone(board.tz).date()
    for case in policies.undecided(session, board):
        before = case.tier, case.due_on, case.grade, case.stage_group
        appraising.appraise(case, case.patient, board, today, new.values)
        if (case.tier, case.due_on, case.grade, case.stage_group) != before:
            record(session, case, "case.reappraised", by=by, at=now, policy=new.number)
