"""Dockets: built from the pool of cases, frozen, published, kept; each step leaves its event, once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tumorboard.domain import calendar, case_flow, meeting_flow, week
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
    MemberRole,
)
from tumorboard.queries import boards, dockets, meetings
from tumorboard.services import board_policy, explaining, notices
from tumorboard.services.checking import expect_version
from tumorboard.services.docket_input import Candidates
from tumorboard.services.founding import rhythm
from tumorboard.services.record import record
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus, Decision, MeetingStatus


def plan_meetings(session: Session, board: Board, *, by: Member, now: datetime) -> list[Meeting]:
    """Make sure that the coming twelve weeks have their meeting rows."""
    week_of = rhythm(board)
    coming, made = calendar.coming_dates(now, week_of), []
    if meetings.dates(session, board).issuperset(coming):
        return []
    # Another host may be planning the same weeks: whoever comes second looks again, and finds them planned.
    boards.lock(session)
    known, reserve = meetings.dates(session, board), board_policy.in_force(session, board).reserve_minutes
    for on in coming:
        if on in known:
            continue
        times = calendar.times(on, week_of)
        meeting = Meeting(
            board_id=board.id, local_date=on, freeze_at=times.freeze_at, publish_at=times.publish_at,
            starts_at=times.starts_at, minutes=board.minutes, reserve_minutes=reserve,
            room=board.room, video_link=board.video_link, chair_id=_chair(session, board))
        session.add(meeting)
        session.flush()
        record(session, meeting, "meeting.planned", by=by, at=now, once=f"planned {on}")
        made.append(meeting)
    session.flush()
    return made


def _chair(session: Session, board: Board) -> UUID | None:
    """Give the board's chair, to be named on the meeting."""
    return session.scalar(
        select(Member.id).join(MemberRole).where(Member.board_id == board.id, Member.is_active,
                                                 MemberRole.role == Role.CHAIR).order_by(Member.name))


def open_docket(session: Session, meeting: Meeting, *, by: Member, now: datetime) -> None:
    """Begin to build a meeting's docket, provisional until the cut-off."""
    meeting.status = meeting_flow.move(meeting.status, "open_docket")
    if meeting.chair_id is None:
        meeting.chair_id = _chair(session, session.get_one(Board, meeting.board_id))
    # A meeting that was skipped and is held after all opens once more.
    record(session, meeting, "docket.opened", by=by, at=now, once=f"opened {meeting.local_date} {meeting.version}")
    session.flush()


def miss(session: Session, meeting: Meeting, *, by: Member, now: datetime) -> None:
    """Say that a week passed in which nothing ran."""
    meeting.status = meeting_flow.move(meeting.status, "skip")
    meeting.skip_reason = "Nothing ran that week"
    record(session, meeting, "meeting.missed", by=by, at=now, once=f"missed {meeting.local_date}")
    session.flush()


@dataclass(frozen=True, slots=True)
class Prepared:
    """One build as plain rows, worked out before the lock is taken: others wait only while it is stored."""

    head: dict[str, Any]
    instance: dict[str, Any]
    items: list[dict[str, Any]]
    candidates: list[dict[str, Any]]
    blocks: list[dict[str, Any]]


def prepare(board: Board, meeting: Meeting, found: Candidates, plan: dict[str, Any]) -> Prepared:
    """Make the rows of a build: the order, the blocks, and a row with a reason for every candidate."""
    items = []
    for place, row in enumerate(plan["admitted"], start=1):
        case = found.ranked[row["id"]]
        items.append({"case_id": case.id, "position": place, "start_min": row["start_min"], "minutes": row["minutes"],
                      "tier": 3 if case.tier is None else case.tier, "needs": case.specialties_needed,
                      "people": row["people"]})
    head = {
        "policy_number": found.policy_number, "input_hash": plan["input_hash"], "proof": plan["proof"],
        "lower_bound": plan["lower_bound"], "minutes_used": sum(row["minutes"] for row in plan["admitted"]),
        "specialist_minutes": plan["cost"], "first_come_minutes": plan["fifo_cost"]}
    blocks = [{"member_id": UUID(row["person"]), "from_min": row["from_min"], "to_min": row["to_min"]}
              for row in plan["blocks"]]
    return Prepared(head, found.instance, items, explaining.rows(board, meeting, found, plan), blocks)


def store(session: Session, meeting: Meeting, build: Prepared, *, now: datetime) -> Docket:
    """Store one immutable build."""
    newest = dockets.bare_latest(session, meeting.id)
    docket = Docket(meeting_id=meeting.id, build=newest.build + 1 if newest else 1, built_at=now, **build.head)
    session.add(docket)
    session.flush()
    session.add(DocketInput(docket_id=docket.id, instance=build.instance))
    for table, rows in ((DocketBlock, build.blocks), (DocketCandidate, build.candidates), (DocketItem, build.items)):
        if rows:
            session.execute(insert(table), [{"docket_id": docket.id, **row} for row in rows])
    meeting.version += 1
    session.flush()
    return docket


def freeze(session: Session, meeting: Meeting, *, by: Member, now: datetime) -> None:
    """Take no more cases: what was accepted by the cut-off stands."""
    meeting.status = meeting_flow.move(meeting.status, "freeze")
    meeting.frozen_at = now
    record(session, meeting, "docket.frozen", by=by, at=now, once=f"frozen {meeting.local_date}",
           late=week.is_late(meeting.freeze_at, now))
    session.flush()


def publish(session: Session, meeting: Meeting, docket: Docket, *, by: Member, now: datetime) -> Docket:
    """Publish a build under the next revision number; from now on its cases are listed."""
    number = dockets.last_revision(session, meeting.id) + 1
    if number == 1:
        meeting.status = meeting_flow.move(meeting.status, "publish")
        meeting.published_at = now
    docket.revision, docket.published_at, docket.published_by_id = number, now, by.id
    for case in _cases_of(session, docket):
        if case.status is CaseStatus.READY:
            case.status = case_flow.move(case.status, "list")
    meeting.version += 1
    record(session, meeting, "docket.published", by=by, at=now, once=f"published {meeting.local_date} {number}",
           revision=number, late=number == 1 and week.is_late(meeting.publish_at, now))
    session.flush()
    notices.docket_published(session, meeting, docket, now=now)
    return docket


def publish_first(session: Session, meeting: Meeting, *, seen: int, by: Member, now: datetime) -> Docket:
    """Publish a frozen docket before its time, as it was looked at."""
    expect_version(meeting, seen, "this docket")
    docket = dockets.bare_latest(session, meeting.id)
    if docket is None or meeting.status is not MeetingStatus.FROZEN:
        raise MoveRefused(f"This docket is “{meeting.status.label.lower()}”, so there is no first revision to publish.")
    return publish(session, meeting, docket, by=by, now=now)


def snapshot(session: Session, meeting: Meeting, *, by: Member, now: datetime) -> None:
    """Note at the start of the meeting which revision the room begins with."""
    if meeting.snapshot_at is not None:
        return
    docket = dockets.published(session, meeting.id)
    meeting.snapshot_at = now
    record(session, meeting, "docket.snapshot", by=by, at=now, once=f"snapshot {meeting.local_date}",
           revision=docket.revision if docket else None, input_hash=docket.input_hash if docket else None)
    session.flush()


def _cases_of(session: Session, docket: Docket) -> list[Case]:
    """Give the cases a docket names, to discuss or only listed."""
    on_it = select(DocketItem.case_id).where(DocketItem.docket_id == docket.id)
    noted = select(DocketCandidate.case_id).where(
        DocketCandidate.docket_id == docket.id, DocketCandidate.decision == Decision.LISTED)
    return list(session.scalars(select(Case).where(Case.id.in_(on_it.union(noted)))))
