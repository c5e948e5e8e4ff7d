"""What people said of a case's flags and derived values, and what it said at meetings before."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tumorboard.domain.access import Actor
from tumorboard.domain.errors import NotFound
from tumorboard.domain.overruling import Key
from tumorboard.models import Case, CaseSnapshot, DerivedReview, FlagOverrule, Meeting
from tumorboard.queries import cases


def overrules(session: Session, case_id: UUID) -> list[FlagOverrule]:
    """List every flag of a case that was overruled, the newest first; what was withdrawn stays on the list."""
    return list(session.scalars(
        select(FlagOverrule).where(FlagOverrule.case_id == case_id)
        .options(joinedload(FlagOverrule.by), joinedload(FlagOverrule.withdrawn_by))
        .order_by(FlagOverrule.at.desc(), FlagOverrule.id)))


def keys_of(rows: Collection[FlagOverrule]) -> set[Key]:
    """Name the flags that are overruled now, each with what it saw."""
    return {(row.flag, row.fingerprint) for row in rows if row.withdrawn_at is None}


def overruled(session: Session, case_id: UUID) -> set[Key]:
    """Name the flags of a case that are overruled now, each with what it saw."""
    rows = session.execute(select(FlagOverrule.flag, FlagOverrule.fingerprint).where(
        FlagOverrule.case_id == case_id, FlagOverrule.withdrawn_at.is_(None)))
    return {(row[0], row[1]) for row in rows}


def overrule(session: Session, case_id: UUID, overrule_id: UUID) -> FlagOverrule:
    """Give one overruled flag through its case; raise NotFound."""
    found = session.scalar(select(FlagOverrule).where(
        FlagOverrule.case_id == case_id, FlagOverrule.id == overrule_id))
    if found is None:
        raise NotFound("overruled flag")
    return found


def reviews(session: Session, case_id: UUID) -> dict[str, list[DerivedReview]]:
    """Give what clinicians said of each derived value, the newest first."""
    rows = session.scalars(select(DerivedReview).where(DerivedReview.case_id == case_id)
                           .options(joinedload(DerivedReview.by)).order_by(DerivedReview.at.desc(), DerivedReview.id))
    found: dict[str, list[DerivedReview]] = {}
    for row in rows:
        found.setdefault(row.key, []).append(row)
    return found


def last_snapshot(session: Session, actor: Actor, case: Case) -> CaseSnapshot | None:
    """Give what was known when this patient was discussed last, in whichever of the cases that the actor may read."""
    return session.scalar(
        select(CaseSnapshot).join(Case, Case.id == CaseSnapshot.case_id).join(CaseSnapshot.meeting)
        .where(Case.patient_id == case.patient_id, Case.patient_id.is_not(None), cases.visible_to(actor))
        .options(joinedload(CaseSnapshot.meeting)).order_by(Meeting.local_date.desc(), CaseSnapshot.at.desc()).limit(1))


def snapshot(session: Session, case_id: UUID, meeting_id: UUID) -> CaseSnapshot | None:
    """Give what a case said at one meeting."""
    return session.scalar(select(CaseSnapshot).where(
        CaseSnapshot.case_id == case_id, CaseSnapshot.meeting_id == meeting_id))
