"""What the registry knows of a patient beyond one case: actions of earlier recommendations that are late."""

from datetime import date
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from tumorboard.domain.followup import FINISHED
from tumorboard.models import Case, FollowUp, Recommendation, RecommendationItem


def overdue_actions(session: Session, patient_id: UUID, today: date) -> int:
    """Count the open items of a patient's standing recommendations whose day is past."""
    newer = aliased(Recommendation)
    is_replaced = exists().where(newer.discussion_id == Recommendation.discussion_id,
                                 newer.signed_at.is_not(None), newer.number > Recommendation.number)
    found = session.scalar(
        select(func.count()).select_from(FollowUp).join(RecommendationItem, RecommendationItem.id == FollowUp.item_id)
        .join(Recommendation, Recommendation.id == RecommendationItem.recommendation_id)
        .join(Case, Case.id == Recommendation.case_id)
        .where(Case.patient_id == patient_id, Recommendation.signed_at.is_not(None), ~is_replaced,
               FollowUp.status.not_in(FINISHED), RecommendationItem.due_on < today))
    return found or 0
