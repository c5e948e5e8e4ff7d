"""Discussions: what came of each case at a meeting, and of each meeting for a patient."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from tumorboard.domain.access import Actor
from tumorboard.domain.errors import NotFound
from tumorboard.models import Case, Discussion, Meeting
from tumorboard.queries import cases
from tumorboard.vocabulary.workflow import Outcome

WITH_CASE = (joinedload(Discussion.case).options(
    joinedload(Case.patient), joinedload(Case.presenter), joinedload(Case.responsible), selectinload(Case.needs)),)


def of(session: Session, meeting_id: UUID) -> list[Discussion]:
    """List the discussions of a meeting in the order of its docket."""
    return list(session.scalars(
        select(Discussion).where(Discussion.meeting_id == meeting_id).options(*WITH_CASE)
        .order_by(Discussion.position, Discussion.id)))


def outcomes(session: Session, meeting_id: UUID) -> dict[UUID, Outcome]:
    """Give what came of each case of a meeting, by case, as far as it is recorded."""
    found = session.execute(select(Discussion.case_id, Discussion.outcome).where(
        Discussion.meeting_id == meeting_id, Discussion.outcome.is_not(None)))
    return {case_id: outcome for case_id, outcome in found if outcome is not None}


def get(session: Session, meeting_id: UUID, case_id: UUID) -> Discussion:
    """Give the discussion of one case at one meeting; raise NotFound."""
    found = session.scalar(
        select(Discussion).where(Discussion.meeting_id == meeting_id, Discussion.case_id == case_id)
        .options(*WITH_CASE, joinedload(Discussion.meeting), joinedload(Discussion.recorded_by)))
    if found is None:
        raise NotFound("case at this meeting")
    return found


def of_patient(session: Session, actor: Actor, patient_id: UUID) -> list[Discussion]:
    """List the discussions of a patient, in whichever of the cases that the actor may read, the first one first."""
    return list(session.scalars(
        select(Discussion).join(Discussion.case).join(Discussion.meeting)
        .where(Case.patient_id == patient_id, cases.visible_to(actor))
        .options(joinedload(Discussion.meeting), joinedload(Discussion.case))
        .order_by(Meeting.local_date, Discussion.id)))
