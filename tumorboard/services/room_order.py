"""The discussions of a meeting under way follow the newest revision of its docket."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.models import Discussion, DocketItem, Meeting
from tumorboard.queries import discussions
from tumorboard.vocabulary.workflow import Outcome


def follow(session: Session, meeting: Meeting, items: Sequence[DocketItem], listed: Sequence[UUID]) -> None:
    """Give every case of the running order its slot; what is listed, or has left the order, comes after it."""
    rows = {each.case_id: each for each in discussions.of(session, meeting.id)}
    for item in items:
        row = rows.pop(item.case_id, None)
        if row is None:
            session.add(Discussion(meeting_id=meeting.id, case_id=item.case_id, position=item.position,
                                   start_min=item.start_min, minutes=item.minutes))
        else:
            _move(row, item)
    for place, row in enumerate(rows.values(), start=len(items) + 1):
        if row.position != place:
            row.position = place
    after = len(items) + len(rows)
    for place, case_id in enumerate((each for each in listed if each not in rows), start=after + 1):
        session.add(Discussion(meeting_id=meeting.id, case_id=case_id, position=place, start_min=0, minutes=0))
    session.flush()


def _move(row: Discussion, item: DocketItem) -> None:
    """Write only what differs: whoever has the page of an unmoved case open can go on writing."""
    slot = item.position, item.start_min, item.minutes
    if (row.position, row.start_min, row.minutes) != slot:
        row.position, row.start_min, row.minutes = slot
    if row.outcome is Outcome.NOT_DISCUSSED:
        row.outcome = row.recorded_at = row.recorded_by_id = None
