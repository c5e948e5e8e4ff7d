"""Lanes: what was decided about a case after the cut-off, and whole cases for a docket that stands."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from tumorboard.domain.meeting_flow import FIXED
from tumorboard.models import Board, Case, Docket, DocketCandidate, DocketInput, LaneChange, LateAddition, Meeting
from tumorboard.vocabulary.lanes import Remedy
from tumorboard.vocabulary.workflow import CaseStatus, Decision, Lane, MeetingStatus

URGENT = Case.tier.in_((0, 1))


def late(session: Session, board: Board, meeting: Meeting) -> list[tuple[Case, LateAddition | None]]:
    """List accepted urgent cases that came after the cut-off and stand on no docket, and whether they are to wait."""
    rows = session.execute(
        select(Case, LateAddition).outerjoin(LateAddition, (LateAddition.case_id == Case.id) & (
            LateAddition.meeting_id == meeting.id) & (LateAddition.remedy == Remedy.WAIT))
        .where(Case.board_id == board.id, Case.status == CaseStatus.READY, URGENT, Case.lane == Lane.DISCUSS,
               Case.accepted_at > meeting.freeze_at)
        .options(joinedload(Case.patient)).order_by(Case.tier, Case.submitted_at, Case.number))
    return [(row[0], row[1]) for row in rows]


def pulled_out(session: Session, meeting: Meeting) -> list[Case]:
    """List cases that a fixed docket only lists, although somebody wants them discussed."""
    if meeting.status not in FIXED:
        return []
    newest = (select(Docket.id).where(Docket.meeting_id == meeting.id).order_by(Docket.build.desc()).limit(1)
              .scalar_subquery())
    expected = CaseStatus.READY if meeting.status is MeetingStatus.FROZEN else CaseStatus.LISTED
    return list(session.scalars(
        select(Case).join(DocketCandidate, DocketCandidate.case_id == Case.id).where(
            DocketCandidate.docket_id == newest, DocketCandidate.decision == Decision.LISTED,
            Case.lane == Lane.DISCUSS, Case.status == expected)
        .options(joinedload(Case.patient)).order_by(Case.number)))


def whole_cases(session: Session, ids: Collection[UUID]) -> dict[UUID, Case]:
    """Map cases by id, with all that the planner is told of them."""
    rows = session.scalars(select(Case).where(Case.id.in_(ids)).options(
        joinedload(Case.patient), joinedload(Case.presenter), selectinload(Case.needs),
        selectinload(Case.readiness_rows), selectinload(Case.outside_rows)))
    return {case.id: case for case in rows}


def input_of(session: Session, docket_id: UUID) -> DocketInput | None:
    """Give what the planner was told for one build."""
    return session.get(DocketInput, docket_id)


def changes_of(session: Session, case_ids: Collection[UUID]) -> list[LaneChange]:
    """List the lanes that these cases were put into, the first one first."""
    return list(session.scalars(
        select(LaneChange).where(LaneChange.case_id.in_(case_ids))
        .options(joinedload(LaneChange.by), joinedload(LaneChange.agreed_by)).order_by(LaneChange.at, LaneChange.id)))


def additions_of(session: Session, case_ids: Collection[UUID]) -> list[LateAddition]:
    """List what was decided after the cut-off about these cases, or at their cost, the first one first."""
    return list(session.scalars(
        select(LateAddition).where(or_(LateAddition.case_id.in_(case_ids), LateAddition.displaced_id.in_(case_ids)))
        .options(joinedload(LateAddition.by), joinedload(LateAddition.meeting), joinedload(LateAddition.docket))
        .order_by(LateAddition.at, LateAddition.id)))
