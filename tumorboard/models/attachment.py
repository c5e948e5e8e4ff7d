"""Files of a case: what they are, by whom, and their content; of a removed one only what it was remains."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

import tumorboard.models.case  # noqa: F401 - its table is referred to
from tumorboard.db import Base
from tumorboard.models.columns import CaseRef, Id, MaybeMember, MemberRef, unique_where, word
from tumorboard.models.member import Member
from tumorboard.vocabulary.files import FileKind


class Attachment(Base):
    """One file of a case. Its content is a row of its own, so that a list of files stays light."""

    __tablename__ = "attachment"
    __table_args__ = (
        CheckConstraint("(removed_at IS NULL) = (removed_by_id IS NULL)", name="removed_who_when"),
        CheckConstraint("(removed_at IS NULL) = (removed_reason IS NULL)", name="removed_why"),
        CheckConstraint("size > 0", name="holds_something"),
        unique_where("uq_attachment_once", "case_id", "sha256", condition="removed_at IS NULL"),
    )

    id: Mapped[Id]
    case_id: Mapped[CaseRef]
    name: Mapped[str] = mapped_column(String(200))
    about: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[FileKind] = mapped_column(word(FileKind, "kind"))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    width: Mapped[int | None]
    height: Mapped[int | None]
    at: Mapped[datetime]
    by_id: Mapped[MemberRef]
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[MaybeMember]
    removed_reason: Mapped[str | None] = mapped_column(Text)

    by: Mapped[Member] = relationship(lazy="raise", foreign_keys="Attachment.by_id")
    removed_by: Mapped[Member | None] = relationship(lazy="raise", foreign_keys="Attachment.removed_by_id")


class AttachmentContent(Base):
    """The bytes of a file."""

    __tablename__ = "attachment_content"

    attachment_id: Mapped[UUID] = mapped_column(ForeignKey("attachment.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
