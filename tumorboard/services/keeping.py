"""What a case said when the room discussed it, so that the next discussion begins with what is new."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tumorboard.models import Board, Case, CaseSnapshot, Meeting
from tumorboard.profiles import load
from tumorboard.queries import appraisals
from tumorboard.queries.charts import full_chart
from tumorboard.services import appraising, board_policy

IDENTITY = frozenset({"mrn", "birth_date", "sex", "responsible_clinician"})
DERIVED = ("grade", "stage_group", "stage_edition_used", "tier")


def keep(session: Session, case: Case, meeting: Meeting, *, now: datetime) -> CaseSnapshot:
    """Keep what the case says at this meeting; said again at the same meeting, the later one stands."""
    board = session.get_one(Board, meeting.board_id)
    found = appraising.derived(case, case.patient, load(board.profile), meeting.local_date,
                               board_policy.in_force(session, board).values)
    row = appraisals.snapshot(session, case.id, meeting.id)
    if row is None:
        row = CaseSnapshot(case_id=case.id, meeting_id=meeting.id)
        session.add(row)
    row.at, row.answers = now, said(case)
    row.derived = {name: found["derived"][name] for name in DERIVED}
    row.flags = [flag["id"] for flag in found["flags"]]
    session.flush()
    return row


def said(case: Case) -> dict[str, Any]:
    """Give the answers of a case without the patient's identity."""
    answers = full_chart(case, case.patient)
    return {key: value for key, value in answers.items() if key not in IDENTITY}
