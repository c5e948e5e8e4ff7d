"""What the meeting room shows beside a case: who may chair, and what the board recommended before."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from tumorboard.models import Board, Case, Discussion, Meeting, Member, Recommendation
from tumorboard.queries import meetings, members, recommendations
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import MeetingStatus, Outcome

MOST_PRIOR = 3
MOST_PAST = 5
WEEKS_AHEAD = 12


def chairs(session: Session, board: Board) -> list[Member]:
    """List who may chair a meeting."""
    return [each for each in members.people(session, board)
            if each.is_active and each.roles & {Role.CHAIR, Role.VICE_CHAIR}]


def later(session: Session, board: Board, meeting: Meeting) -> list[Meeting]:
    """List the meetings after this one that will be held."""
    found = meetings.after(session, board, meeting.local_date + timedelta(days=1), WEEKS_AHEAD)
    return [each for each in found if each.status not in (MeetingStatus.SKIPPED, MeetingStatus.MOVED)]


def prior(session: Session, board: Board, patient_id: UUID | None, discussion_id: UUID) -> list[Recommendation]:
    """List what the board recommended for this patient at other discussions, the newest first."""
    return list(session.scalars(
        select(Recommendation).join(Recommendation.discussion).join(Discussion.meeting).join(Discussion.case)
        .where(recommendations.standing(board), Case.patient_id == patient_id,
               Recommendation.discussion_id != discussion_id)
        .options(joinedload(Recommendation.discussion).joinedload(Discussion.meeting),
                 selectinload(Recommendation.items))
        .order_by(Meeting.local_date.desc(), Recommendation.id).limit(MOST_PRIOR)))


def past_wording(session: Session, board: Board, family: str | None, not_of: UUID) -> list[Recommendation]:
    """List the newest decisions that stand in other cases of a tumor family, with their items."""
    return list(session.scalars(
        select(Recommendation).join(Recommendation.discussion).join(Discussion.meeting).join(Discussion.case)
        .where(recommendations.standing(board), Case.net_family == family, Case.id != not_of,
               Discussion.outcome == Outcome.MADE)
        .options(joinedload(Recommendation.discussion).joinedload(Discussion.meeting),
                 selectinload(Recommendation.items))
        .order_by(Meeting.local_date.desc(), Recommendation.id).limit(MOST_PAST)))
