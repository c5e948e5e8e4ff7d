"""A small board with one of everything: a member of every role, a case in every status, meetings, a signed record."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from tests import factories
from tests.factories import FRIDAY, NOW, MemberFactory, PatientFactory
from tests.house.filled import file_pairs, store_filled
from tests.house.fixed_clock import REAL
from tests.house.founded import WEEK, cases, meetings, seats
from tests.house.laned import store_laned
from tests.house.recorded import EXAMPLES, pairs, store_recorded
from tests.house.released import store_released
from tests.house.searched import store_searched
from tests.house.spoken import store_spoken
from tests.house.stepped import store_stepped
from tests.house.stopped import store_stopped
from tests.house.told import store_running, store_told
from tests.house.wished import store_wished
from tumorboard.models import (
    Attendance,
    Availability,
    Board,
    BoardHoliday,
    Case,
    Discussion,
    Dissent,
    Docket,
    DocketBlock,
    DocketCandidate,
    DocketItem,
    FollowUp,
    Huddle,
    Invitation,
    Meeting,
    Member,
    Message,
    Patient,
    Readiness,
    Recommendation,
    RecommendationItem,
    RequestKey,
    SignIn,
)
from tumorboard.services import accounts
from tumorboard.services.record import record
from tumorboard.vocabulary.people import Answer, Mode, Role
from tumorboard.vocabulary.workflow import (
    ActionStatus,
    CaseStatus,
    Decision,
    MeetingStatus,
    MessageKind,
    Outcome,
    ReadinessState,
)

ROLES = tuple(role for role in Role if role != Role.SYSTEM)
DISCUSSED = (CaseStatus.DISCUSSED, CaseStatus.SIGNED, CaseStatus.CLOSED)
TOKEN = "a token that opens an invitation"


@dataclass(frozen=True)
class Everything:
    """What a walk over the pages needs to know of the rows: who is there, and examples for the parts of an address."""

    members: dict[Role, UUID]
    cases: dict[CaseStatus, UUID]
    meetings: dict[MeetingStatus, UUID]
    examples: dict[str, list[Any]]


@dataclass
class Rows:
    """The rows while they are being stored."""

    board: Board
    members: dict[Role, Member]
    patient: Patient
    cases: dict[CaseStatus, Case]
    meetings: dict[MeetingStatus, Meeting]
    discussions: list[Discussion] = field(default_factory=list)
    records: list[Recommendation] = field(default_factory=list)
    huddles: list[Huddle] = field(default_factory=list)
    others: dict[str, Any] = field(default_factory=dict)


def seed(session: Session) -> Everything:
    """Store everything, and give what a walk needs to know of it."""
    board = factories.found_board(session, contact_name="Dana Whitlock", contact_phone="555 0134")
    members = {role: MemberFactory(session=session, board_id=board.id, roles=(role,), username=role.value,
                                   specialties=seats(role)) for role in ROLES}
    patient = PatientFactory(session=session, board_id=board.id)
    members[Role.SPECIALIST].deputy_id = members[Role.VICE_CHAIR].id
    rows = Rows(board, members, patient, cases(session, board, members, patient), meetings(session, board, members))
    rows.others["holiday_id"] = BoardHoliday(board_id=board.id, day=FRIDAY + 5 * WEEK, name="Retreat")
    session.add(rows.others["holiday_id"])
    for store in (_around_cases, _around_meetings, _records, _accounts, store_running, store_told, store_wished,
                  store_recorded, store_laned, store_filled, store_spoken, store_stepped, store_stopped,
                  store_released, store_searched):
        store(session, rows)
        session.flush()
    found = Everything({role: member.id for role, member in members.items()},
                       {status: case.id for status, case in rows.cases.items()},
                       {status: meeting.id for status, meeting in rows.meetings.items()}, examples(rows))
    session.commit()
    return found


def examples(rows: Rows) -> dict[str, list[Any]]:
    """Give examples for every parameter that an address may have; for two that belong together, pairs."""
    dates = {meeting.id: meeting.local_date for meeting in rows.meetings.values()}
    heard = [(each.case_id, dates[each.meeting_id]) for each in rows.discussions]
    answered = [(each, rows.members[Role.SPECIALIST].id) for each in dates.values()]
    return {
        "case_id": [case.id for case in rows.cases.values()],
        "case_id local_date": [*heard, (rows.cases[CaseStatus.DRAFT].id, FRIDAY), (rows.others["late_id"].id, FRIDAY)],
        "huddle_id": [each.id for each in rows.huddles],
        "case_id local_date way": [(*pair, way) for pair in heard for way in ("up", "down")],
        "local_date wish_id": [(FRIDAY, row.id) for name, row in rows.others.items() if name == "wish_id"],
        "patient_id": [rows.patient.id],
        "member_id": [rows.members[role].id for role in (Role.SPECIALIST, Role.ADMIN)],
        "local_date": list(dates.values()), "day": list(dates.values()), "day member_id": answered,
        "discussion_id": [each.id for each in rows.discussions],
        "recommendation_id": [each.id for each in rows.records],
        "item_id": [each.items[0].id for each in rows.records],
        "dissent_id": [each.dissents[0].id for each in rows.records],
        **{name: [row.id] for name, row in rows.others.items()}, **EXAMPLES, **pairs(rows), **file_pairs(rows),
        "group_id": ["waits", "treatments"], "item": ["path_report"], "revision": [1], "number": [1],
        "position": [1], "way": ["up"], "token": [TOKEN, "expired"],
        "username": [Role.COORDINATOR.value], "filename": ["icon.svg"],
    }


def _around_cases(session: Session, found: Rows) -> None:
    """Store what is said and asked about cases."""
    coordinator, referrer = found.members[Role.COORDINATOR], found.members[Role.REFERRER]
    for kind in MessageKind:
        found.others["message_id"] = Message(
            case_id=found.cases[CaseStatus.ASKED].id, kind=kind, at=NOW, by_id=coordinator.id,
            text="Please send the slides.", items=["path_report"])
        session.add(found.others["message_id"])
    session.add(Readiness(case_id=found.cases[CaseStatus.READY].id, item="path_report", due_on=FRIDAY, set_at=NOW,
                          state=ReadinessState.REQUESTED, owner_id=referrer.id, set_by_id=coordinator.id))
    bad = {"row": 2, "line": 2, "outcome": "rejected", "urgent": False, "problems": [["mrn", "missing"]], "case": None}
    row = {**bad, "row": 1, "outcome": "new", "problems": [], "case": str(found.cases[CaseStatus.SUBMITTED].id)}
    found.others["import_id"] = record(session, coordinator, "cases.imported", by=coordinator, at=NOW, rows=[row, bad],
                                       counts={"new": 1, "rejected": 1}, notices=[])


def _around_meetings(session: Session, found: Rows) -> None:
    """Store dockets, answers, attendance and discussions of both meetings that have begun."""
    specialist = found.members[Role.SPECIALIST].id
    for status, listed in ((MeetingStatus.CLOSED, DISCUSSED), (MeetingStatus.IN_SESSION, (CaseStatus.LISTED,))):
        meeting = found.meetings[status]
        cases = [found.cases[each] for each in listed]
        left = [] if status == MeetingStatus.CLOSED else [found.cases[CaseStatus.WITHDRAWN]]
        session.add(_docket(found, meeting, cases + left))
        session.add(Availability(meeting_id=meeting.id, member_id=specialist, answer=Answer.PRESENT, answered_at=NOW))
        found.others["attendance_id"] = Attendance(
            meeting_id=meeting.id, member_id=specialist, mode=Mode.ROOM, arrived_at=NOW)
        session.add(found.others["attendance_id"])
        for place, case in enumerate(cases, 1):
            done = status == MeetingStatus.CLOSED
            found.discussions.append(Discussion(
                meeting_id=meeting.id, case_id=case.id, position=place, start_min=place * 6, minutes=6, opened_at=NOW,
                outcome=Outcome.MADE if done else None, recorded_at=NOW if done else None,
                recorded_by_id=specialist if done else None, presenter_name="Dr. A. Okafor"))
    session.add_all(found.discussions)


def _docket(found: Rows, meeting: Meeting, cases: list[Case]) -> Docket:
    """Make the first published revision of a meeting, with what was not taken and why."""
    specialist, held = found.members[Role.SPECIALIST], found.cases[CaseStatus.ASKED]
    return Docket(
        meeting_id=meeting.id, build=1, revision=1, built_at=NOW, published_at=NOW, reason="Cut-off",
        published_by_id=found.members[Role.COORDINATOR].id, input_hash="sha256:0", proof="optimal", minutes_used=18,
        specialist_minutes=18, first_come_minutes=20, lower_bound=18,
        items=[DocketItem(case_id=case.id, position=place, start_min=place * 6, minutes=6, tier=3,
                          people=[str(specialist.id)]) for place, case in enumerate(cases, 1)],
        candidates=[
            *(DocketCandidate(case_id=case.id, rank=place, decision=Decision.ADMITTED, reason="First come")
              for place, case in enumerate(cases, 1)),
            DocketCandidate(case_id=held.id, rank=9, decision=Decision.HELD, reason="Slides not here")],
        blocks=[DocketBlock(member_id=specialist.id, from_min=0, to_min=18)])


def _records(session: Session, found: Rows) -> None:
    """Store a draft of a recommendation, two signed ones, and what became of an item."""
    chair, specialist = found.members[Role.CHAIR].id, found.members[Role.SPECIALIST].id
    for discussion in found.discussions[:len(DISCUSSED)]:
        item = RecommendationItem(position=1, kind="surgery", detail="Resection", owner_id=specialist, due_on=FRIDAY)
        record = Recommendation(
            discussion_id=discussion.id, case_id=discussion.case_id, summary="Resect the primary.", written_at=NOW,
            written_by_id=found.members[Role.COORDINATOR].id, consensus="consensus", items=[item],
            dissents=[Dissent(member_id=specialist, text="I would wait.", at=NOW)])
        session.add(record)
        session.flush()
        found.records.append(record)
        if discussion is not found.discussions[0]:
            record.signed_at, record.signed_by_id, record.content_hash = NOW, chair, "0" * 64
            session.add(FollowUp(item_id=item.id, status=ActionStatus.SCHEDULED, changed_at=NOW,
                                 changed_by_id=specialist))


def _accounts(session: Session, found: Rows) -> None:
    """Store a standing invitation, a session and the key of a form that was sent."""
    found.others["sign_in_id"] = SignIn(
        member_id=found.members[Role.SPECIALIST].id, token_hash="0" * 64, session_version=1, created_at=REAL,
        authenticated_at=REAL, last_seen_at=REAL)
    session.add_all([
        found.others["sign_in_id"],
        Invitation(member_id=found.members[Role.AUDITOR].id, token_hash=accounts.hashed(TOKEN), created_at=NOW,
                   expires_at=NOW + WEEK),
        RequestKey(member_id=found.members[Role.COORDINATOR].id, key="used", location="/", at=NOW),
    ])
