"""How long the discussions of past meetings took."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tumorboard.domain.estimating import Measured, Stamp, durations, likeness
from tumorboard.models import Board, Case, CaseNeed, Discussion, Meeting
from tumorboard.vocabulary.workflow import Outcome

TALKED_OF = (Outcome.MADE, Outcome.DEFERRED, Outcome.NONE)


class _Row(NamedTuple):
    """One discussion that was begun and recorded."""

    meeting_id: UUID
    began_at: datetime
    recorded_at: datetime
    outcome: Outcome
    family: str | None
    submission_type: str | None
    specialties: int


def measured(session: Session, board: Board, family: str | None, since: date) -> list[Measured]:
    """List what the discussions of a tumor family took, from a date on."""
    needs = select(func.count()).where(CaseNeed.case_id == Case.id).correlate(Case).scalar_subquery()
    rows = session.execute(
        select(Meeting.id, Discussion.opened_at, Discussion.recorded_at, Discussion.outcome, Case.net_family,
               Case.submission_type, needs)
        .select_from(Meeting).join(Discussion, Discussion.meeting_id == Meeting.id)
        .join(Case, Case.id == Discussion.case_id)
        .where(Meeting.board_id == board.id, Meeting.local_date >= since, Discussion.opened_at.is_not(None),
               Discussion.recorded_at.is_not(None), Discussion.is_entered_later.is_(False))
        .order_by(Meeting.local_date, Meeting.id, Discussion.opened_at, Discussion.id))
    found = [_Row(*row) for row in rows]
    return [each for _, of in groupby(found, lambda row: row.meeting_id) for each in _of_meeting(list(of), family)]


def _of_meeting(rows: Sequence[_Row], family: str | None) -> list[Measured]:
    """Measure one meeting, and keep the discussions of the family."""
    lengths = durations(Stamp(row.began_at, row.recorded_at) for row in rows)
    return [Measured(length, likeness(row.submission_type, row.specialties))
            for row, length in zip(rows, lengths, strict=True)
            if length is not None and row.family == family and row.outcome in TALKED_OF]
