"""The files of a case; a file is only ever found through its case."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from tumorboard.domain.errors import NotFound
from tumorboard.models import Attachment, AttachmentContent


def of_case(session: Session, case_id: UUID) -> Sequence[Attachment]:
    """List the files of a case, removed ones too, the newest first."""
    return session.scalars(
        select(Attachment).where(Attachment.case_id == case_id)
        .options(joinedload(Attachment.by), joinedload(Attachment.removed_by))
        .order_by(Attachment.at.desc(), Attachment.id)).all()


def get(session: Session, case_id: UUID, attachment_id: UUID) -> Attachment:
    """Give a file of a case that was not removed; raise NotFound for any other."""
    found = session.scalar(select(Attachment).where(
        Attachment.id == attachment_id, Attachment.case_id == case_id, Attachment.removed_at.is_(None)))
    if found is None:
        raise NotFound("file")
    return found


def content(session: Session, attachment: Attachment) -> bytes:
    """Give the bytes of a file."""
    return session.scalars(select(AttachmentContent.content).where(
        AttachmentContent.attachment_id == attachment.id)).one()


def total(session: Session, case_id: UUID) -> tuple[int, int]:
    """Count the files of a case, and their bytes."""
    number, size = session.execute(
        select(func.count(), func.coalesce(func.sum(Attachment.size), 0)).where(
            Attachment.case_id == case_id, Attachment.removed_at.is_(None))).one()
    return number, int(size)


def same(session: Session, case_id: UUID, sha256: str) -> Attachment | None:
    """Give the file of a case that has this content."""
    return session.scalar(select(Attachment).where(
        Attachment.case_id == case_id, Attachment.sha256 == sha256, Attachment.removed_at.is_(None)))
