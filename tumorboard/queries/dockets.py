"""Dockets: the candidates of a meeting, and what was built from them."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, defer, joinedload, selectinload

from tumorboard.models import (
    Board,
    Case,
    Docket,
    DocketBlock,
    DocketCandidate,
    DocketInput,
    DocketItem,
    Meeting,
    OutsideMaterial,
    Readiness,
)
from tumorboard.vocabulary.workflow import CaseStatus, Lane

# What decides whether a case is held, and who owes what is missing.
TO_JUDGE = (joinedload(Case.patient), selectinload(Case.needs),
            selectinload(Case.readiness_rows).joinedload(Readiness.owner),
            selectinload(Case.outside_rows).joinedload(OutsideMaterial.asked_by))
WHOLE = (
    selectinload(Docket.items).joinedload(DocketItem.case).options(
        joinedload(Case.patient), joinedload(Case.presenter), selectinload(Case.needs)),
    selectinload(Docket.candidates).joinedload(DocketCandidate.case).joinedload(Case.patient),
    selectinload(Docket.blocks).joinedload(DocketBlock.member),
)


def candidates(session: Session, board: Board, meeting: Meeting) -> list[Case]:
    """List the cases that may be on this meeting's docket: accepted before its cut-off, or still to be accepted."""
    waiting = (CaseStatus.SUBMITTED, CaseStatus.ASKED)
    in_time = or_(and_(Case.status == CaseStatus.READY, Case.accepted_at <= meeting.freeze_at),
                  and_(Case.status.in_(waiting), Case.submitted_at <= meeting.freeze_at))
    its_turn = or_(Case.promised_on.is_(None), Case.promised_on <= meeting.local_date)
    return list(session.scalars(
        select(Case).where(Case.board_id == board.id, in_time, its_turn)
        .options(*TO_JUDGE).order_by(Case.number)))


def named(session: Session, case_ids: Collection[UUID]) -> list[Case]:
    """Give the cases of these ids with what a docket needs of them."""
    return list(session.scalars(select(Case).where(Case.id.in_(case_ids)).options(*TO_JUDGE).order_by(Case.number)))


def newest_input(session: Session, meeting_id: UUID) -> dict[str, Any] | None:
    """Give what the newest build of a meeting was planned from; None where it was not kept."""
    newest = select(Docket.id).where(Docket.meeting_id == meeting_id).order_by(Docket.build.desc()).limit(1)
    return session.scalar(select(DocketInput.instance).where(DocketInput.docket_id == newest.scalar_subquery()))


def newest_cases(session: Session, meeting_id: UUID) -> list[Case]:
    """Give the candidates of the newest build with their patients, and nothing else of them."""
    newest = select(Docket.id).where(Docket.meeting_id == meeting_id).order_by(Docket.build.desc()).limit(1)
    return list(session.scalars(
        select(Case).join(DocketCandidate, DocketCandidate.case_id == Case.id)
        .where(DocketCandidate.docket_id == newest.scalar_subquery())
        .options(joinedload(Case.patient), defer(Case.answers)).order_by(Case.number)))


def newest_order(session: Session, meeting_id: UUID) -> list[str]:
    """Give the ids of the cases in the running order that is shown."""
    newest = select(Docket.id).where(Docket.meeting_id == meeting_id).order_by(Docket.build.desc()).limit(1)
    return [str(key) for key in session.scalars(
        select(DocketItem.case_id).where(DocketItem.docket_id == newest.scalar_subquery())
        .order_by(DocketItem.position))]


def newest_size(session: Session, meeting_id: UUID) -> tuple[int, int]:
    """Count the cases in the running order that is shown, and all that were candidates for it."""
    newest = select(Docket.id).where(Docket.meeting_id == meeting_id).order_by(Docket.build.desc()).limit(1)
    ordered, told = (select(func.count()).select_from(each).where(each.docket_id == newest.scalar_subquery())
                     .scalar_subquery() for each in (DocketItem, DocketCandidate))
    found = session.execute(select(ordered, told)).one()
    return found[0], found[1]


def late(session: Session, board: Board, meeting: Meeting) -> list[Case]:
    """List accepted emergencies that came after the cut-off and are not on the docket."""
    return list(session.scalars(
        select(Case).where(Case.board_id == board.id, Case.status == CaseStatus.READY, Case.tier == 0,
                           Case.lane == Lane.DISCUSS, Case.accepted_at > meeting.freeze_at)
        .options(joinedload(Case.patient))
        .order_by(Case.submitted_at, Case.number)))


def latest(session: Session, meeting_id: UUID) -> Docket | None:
    """Give the newest build of a meeting, whole."""
    return session.scalar(
        select(Docket).where(Docket.meeting_id == meeting_id).order_by(Docket.build.desc()).limit(1).options(*WHOLE))


def published(session: Session, meeting_id: UUID) -> Docket | None:
    """Give the newest revision that was published, whole."""
    return session.scalar(
        select(Docket).where(Docket.meeting_id == meeting_id, Docket.revision.is_not(None))
        .order_by(Docket.revision.desc()).limit(1).options(*WHOLE))


def revision(session: Session, meeting_id: UUID, number: int) -> Docket | None:
    """Give one published revision, whole."""
    return session.scalar(
        select(Docket).where(Docket.meeting_id == meeting_id, Docket.revision == number).options(*WHOLE))


def bare_latest(session: Session, meeting_id: UUID) -> Docket | None:
    """Give the newest build without its rows."""
    return session.scalar(
        select(Docket).where(Docket.meeting_id == meeting_id).order_by(Docket.build.desc()).limit(1))


def last_revision(session: Session, meeting_id: UUID) -> int:
    """Give the number of the newest published revision, 0 before the first."""
    found = session.scalar(select(Docket.revision).where(
        Docket.meeting_id == meeting_id, Docket.revision.is_not(None)).order_by(Docket.revision.desc()).limit(1))
    return found or 0


def revisions(session: Session, meeting_id: UUID) -> list[Docket]:
    """List the published revisions without their rows."""
    return list(session.scalars(
        select(Docket).where(Docket.meeting_id == meeting_id, Docket.revision.is_not(None)).order_by(Docket.revision)))


def builds(session: Session, meeting_id: UUID, most: int) -> list[Docket]:
    """List the builds of a meeting without their rows: every revision and the newest drafts, the newest first."""
    recent = select(Docket.id).where(Docket.meeting_id == meeting_id).order_by(Docket.build.desc()).limit(most)
    return list(session.scalars(
        select(Docket).where(Docket.meeting_id == meeting_id,
                             or_(Docket.revision.is_not(None), Docket.id.in_(recent))).order_by(Docket.build.desc())))


def whole_build(session: Session, meeting_id: UUID, build: int) -> Docket:
    """Give one build, whole."""
    return session.scalars(
        select(Docket).where(Docket.meeting_id == meeting_id, Docket.build == build).options(*WHOLE)).one()
