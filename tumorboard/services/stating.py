"""What members say in their own name: added at any time from the discussion on, never changed, never written over."""

from datetime import datetime

from sqlalchemy.orm import Session

from tumorboard.domain.errors import AnswerRefused, MoveRefused
from tumorboard.models import Case, Discussion, Member, Statement
from tumorboard.queries import recusals
from tumorboard.services.record import record
from tumorboard.vocabulary.recommendation import StatementKind
from tumorboard.vocabulary.workflow import SIGNED_OUTCOMES


def state(session: Session, discussion: Discussion, kind: StatementKind, text: str, *, by: Member, now: datetime
          ) -> Statement:
    """Store a member's own words about a discussion, under their name and seat."""
    if not is_open(discussion):
        raise MoveRefused("This case has not been discussed yet. Until then, write an opinion on the page of the case.")
    if recusals.own(session, discussion.id, by.id) is not None:
        raise MoveRefused("You stepped out of this case, so you take no part in what the board says on it.")
    if not text.strip():
        raise AnswerRefused({"words": "Write what you want to have on record, in your own words."})
    case = session.get_one(Case, discussion.case_id)
    row = Statement(discussion_id=discussion.id, member_id=by.id, kind=kind, specialty=seat(by, discussion), at=now,
                    text=text)
    session.add(row)
    # Every screen that follows the meeting goes by its version.
    discussion.meeting.version += 1
    record(session, case, "discussion.stated", by=by, at=now, said=kind.value)
    session.flush()
    return row


def is_open(discussion: Discussion) -> bool:
    """Tell whether a discussion has begun or has come to something, so that there is something to speak to."""
    return discussion.opened_at is not None or discussion.outcome in SIGNED_OUTCOMES


def seat(member: Member, discussion: Discussion) -> str:
    """Give the seat for which a member speaks: one that the case needs, else their first; empty without any."""
    needed = [each for each in member.specialties if each in discussion.case.specialties_needed]
    return next(iter([*needed, *member.specialties]), "")
