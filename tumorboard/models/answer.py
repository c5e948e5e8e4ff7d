"""The sections of a case's form: how far each has come, and every text that was ever taken or set aside."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

import tumorboard.models.case  # noqa: F401 - its table is referred to
from tumorboard.db import Base
from tumorboard.models.columns import CaseRef, Code, Id, MemberRef
from tumorboard.models.member import Member


class CaseSection(Base):
    """One section of a case's form: the version that its readers saw, and what in it could not be read.

    `unread` holds answers as they were typed; `carried` names those that an earlier case gave and nobody confirmed.
    """

    __tablename__ = "case_section"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"), primary_key=True)
    section: Mapped[Code] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(default=0)
    unread: Mapped[dict[str, Any]] = mapped_column(default=dict)
    carried: Mapped[dict[str, Any]] = mapped_column(default=dict)
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[MemberRef]

    saved_by: Mapped[Member] = relationship(lazy="raise")


class AnswerChange(Base):
    """What somebody wrote into a section: each answer before and after. Without a number it was set aside."""

    __tablename__ = "answer_change"
    __table_args__ = (
        UniqueConstraint("case_id", "section", "number", name="uq_answer_change_number"),
        CheckConstraint("number IS NULL OR number > 0", name="number_counts"),
    )

    id: Mapped[Id]
    case_id: Mapped[CaseRef]
    section: Mapped[Code]
    number: Mapped[int | None]
    at: Mapped[datetime]
    by_id: Mapped[MemberRef]
    # The page that sent it: what a page sent itself is never somebody else's change to it.
    page: Mapped[str] = mapped_column(String(64), default="")
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)

    by: Mapped[Member] = relationship(lazy="raise")
