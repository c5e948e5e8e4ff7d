"""The meeting: opened, its people noted, each case opened and its outcome recorded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain import case_flow, meeting_flow, quorum
from tumorboard.domain.errors import AnswerRefused, MoveRefused
from tumorboard.models import Attendance, Availability, Case, Discussion, Meeting, Member
from tumorboard.queries import cases, discussions, dockets, meetings
from tumorboard.services import readiness_review
from tumorboard.services.checking import expect_version
from tumorboard.services.readiness_review import ItemState
from tumorboard.services.record import record
from tumorboard.vocabulary.people import Answer, Mode
from tumorboard.vocabulary.workflow import (
    CaseStatus,
    Decision,
    DeferralReason,
    MeetingStatus,
    Outcome,
    ReadinessState,
)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a case: the outcome, and for a deferral what is missing, who brings it and when it comes back."""

    outcome: Outcome
    deferral_reason: DeferralReason | None = None
    items: tuple[str, ...] = ()
    missing: str = ""
    owner_id: UUID | None = None
    due_on: date | None = None
    back_on: date | None = None
    problems: Mapping[str, str] = field(default_factory=dict)


def open_meeting(session: Session, meeting: Meeting, *, chair: Member | None = None, by: Member, now: datetime) -> None:
    """Begin the meeting with the published docket; every case on it waits for its outcome."""
    meeting.status = meeting_flow.move(meeting.status, "open")
    meeting.opened_at, meeting.opened_by_id = now, by.id
    if chair is not None:
        meeting.chair_id = chair.id
    docket = dockets.published(session, meeting.id)
    if docket is None:
        raise MoveRefused("There is no published docket for this meeting. Publish one first.")
    for item in docket.items:
        session.add(Discussion(meeting_id=meeting.id, case_id=item.case_id, position=item.position,
                               start_min=item.start_min, minutes=item.minutes))
    listed = [row for row in docket.candidates if row.decision is Decision.LISTED]
    for place, row in enumerate(listed, start=len(docket.items) + 1):
        session.add(Discussion(meeting_id=meeting.id, case_id=row.case_id, position=place, start_min=0, minutes=0))
    record(session, meeting, "meeting.opened", by=by, at=now, revision=docket.revision)
    session.flush()


def take_attendance(
    session: Session, meeting: Meeting, marks: Mapping[UUID, Mode | None], *, by: Member, now: datetime
) -> None:
    """Note who is there and how; whoever was there and is not any more left now."""
    _expect_in_session(meeting)
    noted = {each.member_id: each for each in meetings.attendance(session, meeting.id) if each.member_id}
    answers = {each.deputy_id: each for each in meetings.answers(session, [meeting.id])
               if each.answer is Answer.DEPUTY}
    for member_id, mode in marks.items():
        _mark(session, meeting, noted.get(member_id), (member_id, mode), answers.get(member_id), now)
    meeting.version += 1
    record(session, meeting, "meeting.attendance", by=by, at=now)
    session.flush()


def add_guest(session: Session, meeting: Meeting, name: str, mode: Mode, *, by: Member, now: datetime) -> None:
    """Note a guest by name."""
    _expect_in_session(meeting)
    if not name.strip():
        raise AnswerRefused({"guest": "Enter the guest’s name."})
    session.add(Attendance(meeting_id=meeting.id, guest_name=name, mode=mode, arrived_at=now))
    meeting.version += 1
    record(session, meeting, "meeting.guest", by=by, at=now)
    session.flush()


def _mark(session: Session, meeting: Meeting, row: Attendance | None, mark: tuple[UUID, Mode | None],
          called: Availability | None, now: datetime) -> None:
    """Write one person's coming, change of place or leaving."""
    member_id, mode = mark
    if row is None:
        if mode is not None:
            session.add(Attendance(meeting_id=meeting.id, member_id=member_id, mode=mode, arrived_at=now,
                                   deputy_for_id=called.member_id if called else None))
    elif mode is None:
        row.left_at = row.left_at or now
    else:
        row.mode, row.left_at = mode, None


def open_case(session: Session, discussion: Discussion, *, by: Member, now: datetime) -> None:
    """Note when the room began with a case."""
    if discussion.opened_at is None:
        discussion.opened_at = now
        record(session, discussion.case, "discussion.opened", by=by, at=now)
        session.flush()


def record_result(
    session: Session, discussion: Discussion, result: Result, *, seen: int, by: Member, now: datetime
) -> None:
    """Store the outcome with who was there; it may be changed until it is signed or the meeting is closed."""
    expect_version(discussion, seen, "the record of this case")
    meeting = discussion.meeting
    _expect_in_session(meeting)
    problems = dict(result.problems) | _problems(result)
    if problems:
        raise AnswerRefused(problems)
    case = cases.whole(session, discussion.case_id)
    if case.status is CaseStatus.LISTED:
        case.status = case_flow.move(case.status, "discuss")
    elif case.status is not CaseStatus.DISCUSSED:
        raise MoveRefused("This case is signed. Write a new version of the recommendation instead.")
    discussion.opened_at = discussion.opened_at or now
    discussion.outcome, discussion.recorded_at, discussion.recorded_by_id = result.outcome, now, by.id
    discussion.deferral_reason, discussion.missing, discussion.back_on = (
        result.deferral_reason, result.missing, result.back_on)
    owner = str(result.owner_id) if result.owner_id else None
    due = result.due_on.isoformat() if result.due_on else None
    discussion.deferred_for = [{"item": item, "owner": owner, "due": due} for item in result.items]
    _snapshot_presence(session, discussion, case)
    discussion.version += 1
    meeting.version += 1
    record(session, case, "discussion.recorded", by=by, at=now, outcome=result.outcome.value)
    session.flush()


def return_deferred(session: Session, meeting: Meeting, *, by: Member, now: datetime) -> int:
    """At closing, put deferred cases back into the pool: held by what is missing until it is there."""
    returned = 0
    for discussion in discussions.of(session, meeting.id):
        if discussion.outcome is not Outcome.DEFERRED or discussion.case.status is not CaseStatus.DISCUSSED:
            continue
        case = cases.whole(session, discussion.case_id)
        case.status = case_flow.move(case.status, "return")
        case.promised_on, case.times_carried_over = discussion.back_on, case.times_carried_over + 1
        for row in discussion.deferred_for:
            asked = ItemState(ReadinessState.REQUESTED, UUID(row["owner"]) if row["owner"] else None,
                              date.fromisoformat(row["due"]) if row["due"] else discussion.back_on)
            readiness_review.set_item(session, case, row["item"], asked, by=by, now=now)
        record(session, case, "case.deferred", by=by, at=now)
        returned += 1
    session.flush()
    return returned


def present(session: Session, meeting: Meeting) -> list[Attendance]:
    """List who is in the room or on the video now."""
    return [each for each in meetings.attendance(session, meeting.id) if each.left_at is None]


def _snapshot_presence(session: Session, discussion: Discussion, case: Case) -> None:
    """Write into the record who was there for this case, and which needed seat was empty."""
    here = present(session, discussion.meeting)
    for each in here:
        if each.member is not None:
            session.refresh(each.member, ["specialty_rows"])
    people: list[dict[str, Any]] = [
        {"name": each.member.name if each.member else each.guest_name, "mode": each.mode.value,
         "specialties": list(each.member.specialties) if each.member else []} for each in here]
    discussion.presence = people
    discussion.missing_specialties = quorum.missing(
        case.specialties_needed, [tuple(each["specialties"]) for each in people])


def _problems(result: Result) -> dict[str, str]:
    """A deferral says why, what is missing, and when the case comes back."""
    if result.outcome is not Outcome.DEFERRED:
        return {}
    found = {}
    if result.deferral_reason is None:
        found["deferral_reason"] = "Choose why the decision is put off."
    if not result.items and not result.missing.strip():
        found["missing"] = "Name what is missing: tick an item or write it down."
    if result.back_on is None:
        found["back_on"] = "Choose the meeting at which the case comes back."
    return found


def _expect_in_session(meeting: Meeting) -> None:
    """Only a meeting that was opened and not closed takes records."""
    if meeting.status is not MeetingStatus.IN_SESSION:
        raise MoveRefused(f"The meeting is “{meeting.status.label.lower()}”. Records are taken while it is in session.")
