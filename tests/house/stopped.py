"""A draft of the small board that plans a procedure against a stop, so that the signature waits for a reason."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW, CaseFactory
from tumorboard.models import Discussion, Dissent, Recommendation, RecommendationItem
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus, Outcome


def store_stopped(session: Session, found: Any) -> None:
    """Store a case without alpha-blockade, discussed last week, with the operation that its draft plans."""
    specialist, closed = found.members[Role.SPECIALIST].id, found.meetings[MeetingStatus.CLOSED]
    case = CaseFactory.build(board_id=found.board.id, submitter=found.members[Role.REFERRER],
                             patient_id=found.patient.id, status=CaseStatus.DISCUSSED, net_family="ppgl",
                             answers={"alpha_blockade": "none"}, accepted_at=NOW, accepted_by_id=specialist)
    session.add(case)
    session.flush()
    discussion = Discussion(meeting_id=closed.id, case_id=case.id, position=9, start_min=60, minutes=6,
                            outcome=Outcome.MADE, opened_at=NOW, recorded_at=NOW, recorded_by_id=specialist)
    session.add(discussion)
    session.flush()
    found.discussions.append(discussion)
    item = RecommendationItem(position=1, kind="adrenalectomy", detail="Left", owner_id=specialist, due_on=FRIDAY)
    found.records.append(Recommendation(
        discussion_id=discussion.id, case_id=case.id, summary="Operate.", consensus="consensus", items=[item],
        what_changed=["imaging_none", "path_none", "plan_none"],
        written_at=NOW, written_by_id=specialist, read_back_by_id=specialist,
        dissents=[Dissent(member_id=specialist, text="Block first.", at=NOW)]))
    session.add(found.records[-1])
