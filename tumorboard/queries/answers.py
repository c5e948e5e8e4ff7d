"""What was written into the sections of a case's form, and by whom."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tumorboard.models import AnswerChange, CaseSection


def sections(session: Session, case_id: UUID) -> dict[str, CaseSection]:
    """Map the sections that somebody wrote into to their rows."""
    rows = session.scalars(select(CaseSection).where(CaseSection.case_id == case_id)
                           .options(joinedload(CaseSection.saved_by)))
    return {row.section: row for row in rows}


def since(session: Session, case_id: UUID, section: str, number: int, *, but: str = "") -> Sequence[AnswerChange]:
    """List what was taken into a section after a version, the oldest first, without what one page sent itself."""
    found = session.scalars(
        select(AnswerChange).where(
            AnswerChange.case_id == case_id, AnswerChange.section == section, AnswerChange.number > number)
        .options(joinedload(AnswerChange.by)).order_by(AnswerChange.number))
    return [each for each in found if not but or each.page != but]


def history(session: Session, case_id: UUID, *, limit: int = 200) -> Sequence[AnswerChange]:
    """List everything that was ever written into a case's form, the newest first."""
    return session.scalars(
        select(AnswerChange).where(AnswerChange.case_id == case_id).options(joinedload(AnswerChange.by))
        .order_by(AnswerChange.at.desc(), AnswerChange.id).limit(limit)).all()


def last_set_aside(session: Session, case_id: UUID, section: str, page: str) -> AnswerChange | None:
    """Give what a page set aside last in a section."""
    return session.scalar(
        select(AnswerChange).where(
            AnswerChange.case_id == case_id, AnswerChange.section == section, AnswerChange.page == page,
            AnswerChange.number.is_(None)).order_by(AnswerChange.at.desc()).limit(1))
