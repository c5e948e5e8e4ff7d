"""What people said of the rules' findings: a flag overruled, a derived value confirmed or disputed; kept for good."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

import tumorboard.models.case  # noqa: F401 - its table is referred to
from tumorboard.db import Base
from tumorboard.models.columns import CaseRef, Code, Id, MaybeMember, MemberRef, word
from tumorboard.models.member import Member
from tumorboard.vocabulary.outside import Verdict


class FlagOverrule(Base):
    """One flag of a case overruled on what it saw then; a changed input, or a withdrawal, brings the flag back."""

    __tablename__ = "flag_overrule"
    __table_args__ = (
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)", name="withdrawn_who_when"),
    )

    id: Mapped[Id]
    case_id: Mapped[CaseRef]
    flag: Mapped[Code]
    fingerprint: Mapped[str] = mapped_column(String(64))
    inputs: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    by_id: Mapped[MemberRef]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[MaybeMember]

    by: Mapped[Member] = relationship(lazy="raise", foreign_keys="FlagOverrule.by_id")
    withdrawn_by: Mapped[Member | None] = relationship(lazy="raise", foreign_keys="FlagOverrule.withdrawn_by_id")


class DerivedReview(Base):
    """What a clinician said of a derived grade or stage, on what it rested on then."""

    __tablename__ = "derived_review"
    __table_args__ = (
        CheckConstraint("verdict != 'disagreed' OR reason IS NOT NULL", name="disagreed_has_reason"),
    )

    id: Mapped[Id]
    case_id: Mapped[CaseRef]
    key: Mapped[Code]
    value: Mapped[str] = mapped_column(String(20))
    fingerprint: Mapped[str] = mapped_column(String(64))
    verdict: Mapped[Verdict] = mapped_column(word(Verdict, "verdict"))
    reason: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime]
    by_id: Mapped[MemberRef]

    by: Mapped[Member] = relationship(lazy="raise", foreign_keys="DerivedReview.by_id")
