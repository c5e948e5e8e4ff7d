"""The people, cases and meetings of the small board, before anything is said or done about them."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW, CaseFactory, MeetingFactory
from tumorboard.models import Board, Case, Meeting, Member, Patient
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus

WEEK = timedelta(days=7)


def seats(role: Role) -> tuple[str, ...]:
    """Give the seats of a role; only those who treat patients have any."""
    return ("endocrinology",) if role in (Role.CHAIR, Role.VICE_CHAIR, Role.SPECIALIST) else ()


def cases(session: Session, board: Board, members: dict[Role, Member], patient: Patient) -> dict[CaseStatus, Case]:
    """Store a case in every status, submitted by the referrer and accepted by the coordinator."""
    made = {}
    for status in CaseStatus:
        more: dict[str, Any] = {}
        if status == CaseStatus.DRAFT:
            more = {"submitted_at": None, "patient_id": None}
        elif status == CaseStatus.WITHDRAWN:
            more = {"withdrawn_reason": "The patient moved away"}
        elif status not in (CaseStatus.SUBMITTED, CaseStatus.ASKED):
            more = {"accepted_at": NOW - timedelta(hours=4), "accepted_by_id": members[Role.COORDINATOR].id}
        made[status] = CaseFactory(session=session, board_id=board.id, status=status,
                                   submitter=members[Role.REFERRER], presenter_id=members[Role.SPECIALIST].id,
                                   **{"patient_id": patient.id, **more})
    board.last_case_number = max(each.number for each in made.values())
    return made


def meetings(session: Session, board: Board, members: dict[Role, Member]) -> dict[MeetingStatus, Meeting]:
    """Store last week's closed meeting, this week's in session, and what stands ahead; any of them may be missing."""
    chair, by = members[Role.CHAIR].id, members[Role.COORDINATOR].id
    held = {"chair_id": chair, "frozen_at": NOW - WEEK, "published_at": NOW - WEEK, "opened_by_id": chair}
    more: dict[MeetingStatus, dict[str, Any]] = {
        MeetingStatus.CLOSED: {**held, "opened_at": NOW - WEEK, "closed_at": NOW - WEEK, "closed_by_id": by},
        MeetingStatus.IN_SESSION: {**held, "opened_at": NOW},
        MeetingStatus.SKIPPED: {"skip_reason": "Holiday"},
        MeetingStatus.PLANNED: {},
        MeetingStatus.MOVED: {"moved_to_on": FRIDAY + 4 * WEEK, "moved_reason": "The room is taken"},
    }
    made, usual = {}, MeetingFactory.build()
    for weeks, (status, columns) in enumerate(more.items(), -1):
        times = {name: getattr(usual, name) + weeks * WEEK for name in ("starts_at", "freeze_at", "publish_at")}
        made[status] = MeetingFactory(session=session, board_id=board.id, status=status,
                                      local_date=FRIDAY + weeks * WEEK, **times, **columns)
    return made
