"""What is only listed, signed off in one act: recorded as standard of care in the room, and signed by the chair."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain.errors import MoveRefused, Stale
from tumorboard.models import Discussion, Meeting, Member, Recommendation
from tumorboard.queries import discussions, huddles, lanes
from tumorboard.queries import recommendations as queries
from tumorboard.services import meeting_room, recommending
from tumorboard.services.meeting_room import Result
from tumorboard.services.recommendation_text import Text
from tumorboard.vocabulary.workflow import CaseStatus, Lane, MeetingStatus, Outcome


def of(session: Session, meeting: Meeting) -> list[Discussion]:
    """List the cases that are listed for the record; what was decided out of cycle is noted by itself."""
    rows = [each for each in discussions.of(session, meeting.id) if each.case.lane is Lane.SOC_LISTING]
    held = huddles.held_at(session, [each.case_id for each in rows])
    return [each for each in rows if each.case_id not in held]


def record_all(session: Session, meeting: Meeting, *, by: Member, now: datetime) -> int:
    """Record every case that is only listed and has no outcome yet; give how many there were."""
    if meeting.status is not MeetingStatus.IN_SESSION:
        raise MoveRefused(f"The meeting is “{meeting.status.label.lower()}”. Records are taken while it is in session.")
    waiting = [each for each in of(session, meeting) if each.outcome is None
               and each.case.status is CaseStatus.LISTED]
    why = {row.case_id: row.reason for row in lanes.changes_of(session, [each.case_id for each in waiting])
           if row.lane is Lane.SOC_LISTING}
    for each in waiting:
        discussion = discussions.get(session, meeting.id, each.case_id)
        meeting_room.record_result(session, discussion, Result(Outcome.SOC_LISTED), seen=discussion.version, by=by,
                                   now=now)
        recommending.write(session, discussion, Text(summary=why.get(each.case_id, "")), by=by, now=now)
    return len(waiting)


def drafts(session: Session, meeting: Meeting) -> list[Recommendation]:
    """List what waits for the signature among the cases that were only listed."""
    found = [queries.draft_of(session, each.id) for each in of(session, meeting)
             if each.outcome is Outcome.SOC_LISTED]
    return [each for each in found if each is not None]


def sign_all(session: Session, meeting: Meeting, seen: Mapping[UUID, str], *, by: Member, now: datetime) -> int:
    """Sign exactly what the signer has read, all of it or nothing; give how many there were."""
    waiting = drafts(session, meeting)
    if {each.id for each in waiting} != set(seen):
        raise Stale("the list of these cases")
    if not waiting:
        raise MoveRefused("Nothing waits for the signature here.")
    for each in waiting:
        recommending.sign(session, each, seen=each.version, seen_hash=seen[each.id], by=by, now=now)
    return len(waiting)
