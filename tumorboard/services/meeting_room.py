"""The meeting: opened, its people noted, each case opened and its outcome recorded."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain import case_flow, deferring, meeting_flow, quorum
from tumorboard.domain.errors import AnswerRefused, MoveRefused
from tumorboard.models import Attendance, Availability, Board, Case, Discussion, Meeting, Member, Patient
from tumorboard.queries import attendance, cases, discussions, dockets, meetings, recommendations
from tumorboard.services import appraising, board_policy, keeping, notices, noting, presence, readiness_review
from tumorboard.services.checking import expect_version
from tumorboard.services.readiness_review import ItemState
from tumorboard.services.record import record
from tumorboard.vocabulary.people import Answer, Mode
from tumorboard.vocabulary.workflow import (
    CaseStatus,
    Decision,
    DeferralReason,
    Lane,
    MeetingStatus,
    Outcome,
    ReadinessState,
)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a case: the outcome, and for a deferral what is missing, who brings it and when it comes back.

    `goes_without` says that the board decides although a needed seat is empty; `entered_later` names who was there
    where the result is entered after the meeting, and is None in the room, which knows it itself.
    """

    outcome: Outcome
    deferral_reason: DeferralReason | None = None
    items: tuple[str, ...] = ()
    missing: str = ""
    owner_id: UUID | None = None
    due_on: date | None = None
    back_on: date | None = None
    goes_without: bool = False
    entered_later: Collection[UUID] | None = None
    problems: Mapping[str, str] = field(default_factory=dict)


def open_meeting(session: Session, meeting: Meeting, *, chair: Member | None = None, by: Member, now: datetime) -> None:
    """Begin the meeting with the published docket; every case on it waits for its outcome."""
    docket = dockets.published(session, meeting.id)
    opened = meeting_flow.move(meeting.status, "open")
    if docket is None:
        raise MoveRefused("There is no published docket for this meeting. Publish one first.")
    # In one step: a look at the database in between would store a meeting that is open without an opener.
    meeting.opened_by_id, meeting.opened_at, meeting.status = by.id, now, opened
    if chair is not None:
        meeting.chair_id = chair.id
    for item in docket.items:
        if item.case.status is CaseStatus.LISTED:
            session.add(Discussion(meeting_id=meeting.id, case_id=item.case_id, position=item.position,
                                   start_min=item.start_min, minutes=item.minutes))
    listed = [row for row in docket.candidates
              if row.decision is Decision.LISTED and row.case.status is CaseStatus.LISTED]
    end = max((item.start_min + item.minutes for item in docket.items), default=0)
    for place, row in enumerate(listed, start=len(docket.items) + 1):
        # One that was pulled out without room is asked for last; what is only listed takes no time.
        minutes = row.case.minutes if row.case.lane is Lane.DISCUSS else 0
        session.add(Discussion(meeting_id=meeting.id, case_id=row.case_id, position=place,
                               start_min=end if minutes else 0, minutes=minutes))
        end += minutes
    record(session, meeting, "meeting.opened", by=by, at=now, revision=docket.revision)
    session.flush()
    noting.hand_over(session, meeting, by=by, now=now)


def take_attendance(
    session: Session, meeting: Meeting, marks: Mapping[UUID, Mode | None], *, by: Member, now: datetime
) -> None:
    """Note who is there and how; whoever was there and is not any more left now. A guest is marked by their row."""
    _expect_in_session(meeting)
    noted = {each.member_id or each.id: each for each in attendance.of(session, meeting.id)}
    answers = {each.deputy_id: each for each in meetings.answers(session, [meeting.id])
               if each.answer is Answer.DEPUTY}
    for person_id, mode in marks.items():
        _mark(session, meeting, noted.get(person_id), (person_id, mode), answers.get(person_id), now)
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
        # A clock that was set back meanwhile makes nobody leave before they came.
        row.left_at = row.left_at or max(now, row.arrived_at)
    else:
        row.mode, row.left_at = mode, None


def open_case(session: Session, discussion: Discussion, *, by: Member, now: datetime) -> None:
    """Note when the room began with a case."""
    _expect_in_session(discussion.meeting)
    if discussion.opened_at is None and discussion.case.status is CaseStatus.LISTED:
        discussion.opened_at = now
        record(session, discussion.case, "discussion.opened", by=by, at=now)
        session.flush()


def put_back(session: Session, discussion: Discussion, *, by: Member, now: datetime) -> None:
    """Note that a case was not begun after all, so that closing carries it over."""
    _expect_in_session(discussion.meeting)
    if discussion.outcome is not None:
        raise MoveRefused("This case has its outcome already. Change the outcome instead.")
    if discussion.opened_at is not None:
        discussion.opened_at = None
        record(session, discussion.case, "discussion.put_back", by=by, at=now)
        session.flush()


def record_result(
    session: Session, discussion: Discussion, result: Result, *, seen: int, by: Member, now: datetime
) -> None:
    """Store the outcome with who was there; it may be changed until it is signed or the meeting is closed."""
    expect_version(discussion, seen, "the record of this case")
    meeting = discussion.meeting
    _expect_in_session(meeting)
    _expect_unsigned(session, discussion)
    case = cases.whole(session, discussion.case_id)
    _note_who_was_there(session, discussion, case, result)
    problems = dict(result.problems) | _problems(result, meeting) | _empty_seats(discussion, result)
    if problems:
        raise AnswerRefused(problems)
    # A withdrawn case takes no outcome.
    if case.status is not CaseStatus.DISCUSSED:
        case.status = case_flow.move(case.status, "discuss")
    if result.entered_later is None:
        discussion.opened_at = discussion.opened_at or now
    discussion.outcome, discussion.recorded_at, discussion.recorded_by_id = result.outcome, now, by.id
    discussion.deferral_reason, discussion.missing, discussion.back_on = (
        result.deferral_reason, result.missing, result.back_on)
    discussion.deferred_for = deferring.brought(
        result.items, str(result.owner_id or ""), result.due_on.isoformat() if result.due_on else "")
    discussion.presenter_name = case.presenter.name if case.presenter else ""
    if result.outcome is not Outcome.NOT_DISCUSSED:
        keeping.keep(session, case, meeting, now=now)
    discussion.version += 1
    meeting.version += 1
    record(session, case, "discussion.recorded", by=by, at=now, outcome=result.outcome.value)
    session.flush()


def _note_who_was_there(session: Session, discussion: Discussion, case: Case, result: Result) -> None:
    """Keep who was there when this came out of it; a decision without a needed seat is taken knowingly or not at all.

    A corrected text keeps the people of the moment at which the outcome was recorded.
    """
    if result.entered_later is not None:
        presence.snapshot_of(session, discussion, case, result.entered_later)
        discussion.is_entered_later = True
    elif discussion.outcome is not result.outcome:
        presence.snapshot(session, discussion, case)
    discussion.decided_without = (
        list(discussion.missing_specialties) if result.outcome is Outcome.MADE else [])


def _empty_seats(discussion: Discussion, result: Result) -> dict[str, str]:
    """Ask whether the board decides all the same, where a needed seat is empty."""
    if not quorum.must_be_told(discussion.decided_without, goes_without=result.goes_without):
        return {}
    return {"goes_without": "A needed specialty is not here. Tick that the board decides without it, note who is here, "
                            "or defer."}


def _expect_unsigned(session: Session, discussion: Discussion) -> None:
    """What is signed stands."""
    if recommendations.current_of(session, discussion.id) is not None:
        raise MoveRefused("This case is signed. Write a new version of the recommendation instead.")


def return_deferred(session: Session, meeting: Meeting, *, by: Member, now: datetime) -> int:
    """At closing, put deferred cases back into the pool: held by what is missing until it is there."""
    returned = 0
    for discussion in discussions.of(session, meeting.id):
        if discussion.outcome is not Outcome.DEFERRED or discussion.case.status is not CaseStatus.DISCUSSED:
            continue
        case = cases.whole(session, discussion.case_id)
        case.status = case_flow.move(case.status, "return")
        case.promised_on, case.times_carried_over = discussion.back_on, case.times_carried_over + 1
        for row in [each for each in discussion.deferred_for if each["item"]]:
            asked = ItemState(ReadinessState.REQUESTED, UUID(row["owner"]) if row["owner"] else None,
                              date.fromisoformat(row["due"]) if row["due"] else discussion.back_on)
            readiness_review.set_item(session, case, row["item"], asked, by=by, now=now)
        board = session.get_one(Board, meeting.board_id)
        patient = session.get_one(Patient, case.patient_id)
        appraising.appraise(case, patient, board, now.astimezone(board.tz).date(),
                            board_policy.in_force(session, board).values)
        record(session, case, "case.deferred", by=by, at=now)
        notices.case_deferred(session, case, meeting, now=now)
        returned += 1
    session.flush()
    return returned


def _problems(result: Result, meeting: Meeting) -> dict[str, str]:
    """A deferral says why, what is missing, and when the case comes back."""
    if result.outcome is not Outcome.DEFERRED:
        return {}
    return deferring.problems(deferring.Deferral(
        result.deferral_reason, result.items, result.missing, result.owner_id is not None, result.due_on,
        result.back_on), meeting.local_date)


def _expect_in_session(meeting: Meeting) -> None:
    """Only a meeting that was opened and not closed takes records."""
    if meeting.status is not MeetingStatus.IN_SESSION:
        raise MoveRefused(f"The meeting is “{meeting.status.label.lower()}”. Records are taken while it is in session.")
