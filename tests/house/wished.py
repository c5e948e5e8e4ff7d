"""Wishes for the docket of the small board, and what that docket was planned from."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW
from tumorboard.models import Docket, DocketInput, Wish
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus, WishKind


def store_wished(session: Session, found: Any) -> None:
    """Store a pin that stands, one that ended, and the input of the newest build."""
    meeting, case = found.meetings[MeetingStatus.IN_SESSION], found.cases[CaseStatus.LISTED]
    by = found.members[Role.COORDINATOR].id
    docket = session.scalars(select(Docket).where(Docket.meeting_id == meeting.id)).one()
    specialist = str(found.members[Role.SPECIALIST].id)
    session.add(DocketInput(docket_id=docket.id, instance={
        "meeting": {"local_date": FRIDAY.isoformat(), "zone": "America/New_York", "start": "07:00",
                    "minutes": meeting.minutes, "reserve_minutes": meeting.reserve_minutes, "breaks": []},
        "rules": {"lambda_num": 1, "lambda_den": 10, "urgent_in_first_half": True}, "listed": [], "policy": 1,
        "people": [{"id": specialist, "specialties": ["endocrinology"], "present_from_min": None,
                    "present_to_min": None, "whole_meeting": False}],
        "candidates": [_row(each, specialist) for each in (case, found.cases[CaseStatus.WITHDRAWN],
                                                           found.cases[CaseStatus.READY])]}))
    found.others["wish_id"] = Wish(meeting_id=meeting.id, case_id=case.id, kind=WishKind.FIRST, note="A guest comes.",
                                   step=2, made_at=NOW, made_by_id=by)
    session.add_all([found.others["wish_id"], Wish(
        meeting_id=meeting.id, case_id=case.id, kind=WishKind.LAST, step=1, made_at=NOW, made_by_id=by, ended_step=2,
        ended_at=NOW, ended_by_id=by)])


def _row(case: Any, person: str) -> dict[str, Any]:
    """Write one case as the planner is told of it."""
    return {"id": str(case.id), "group": "gep_net", "minutes": case.minutes, "tier": case.tier,
            "submitted_at": "2026-11-30T08:00:00Z", "due_on": case.due_on.isoformat(), "carried_over": False,
            "needs": [{"specialty": "endocrinology", "person": person}], "gates": [], "pin": None, "before": [],
            "complexity": 0, "waits": []}
