"""A recommendation: one version of what the board recommends, immutable once signed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tumorboard.db import Base
from tumorboard.models.columns import CaseRef, Code, Id, MaybeMember, MemberRef, unique_where
from tumorboard.models.discussion import Discussion
from tumorboard.models.member import Member
from tumorboard.models.statement import CoSignature


class RecommendationItem(Base):
    """One thing to do, with who does it and by when."""

    __tablename__ = "recommendation_item"
    __table_args__ = (UniqueConstraint("recommendation_id", "position", name="uq_recommendation_item_position"),)

    id: Mapped[Id]
    recommendation_id: Mapped[UUID] = mapped_column(ForeignKey("recommendation.id"), index=True)
    position: Mapped[int]
    kind: Mapped[Code]
    detail: Mapped[str] = mapped_column(Text, default="")
    intent: Mapped[str | None] = mapped_column(String(40))
    condition: Mapped[str] = mapped_column(Text, default="")
    rationale: Mapped[str] = mapped_column(Text, default="")
    guideline: Mapped[str] = mapped_column(String(200), default="")
    alternatives: Mapped[str] = mapped_column(Text, default="")
    contraindications: Mapped[str] = mapped_column(Text, default="")
    owner_id: Mapped[MaybeMember] = mapped_column(index=True)
    due_on: Mapped[date | None]

    owner: Mapped[Member | None] = relationship(lazy="raise")


class Dissent(Base):
    """A member's disagreement in the member's own words."""

    __tablename__ = "dissent"
    __table_args__ = (UniqueConstraint("recommendation_id", "member_id", name="uq_dissent_member"),)

    id: Mapped[Id]
    recommendation_id: Mapped[UUID] = mapped_column(ForeignKey("recommendation.id"), index=True)
    member_id: Mapped[MemberRef]
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]

    member: Mapped[Member] = relationship(lazy="raise")


class Recommendation(Base):
    """One version. Unsigned it is a draft; signing fixes it, and a change is the next version with its reason."""

    __tablename__ = "recommendation"
    __table_args__ = (
        UniqueConstraint("discussion_id", "number", name="uq_recommendation_number"),
        CheckConstraint("(signed_at IS NULL) = (signed_by_id IS NULL)", name="signed_who_when"),
        CheckConstraint("(signed_at IS NULL) = (content_hash IS NULL)", name="signed_has_hash"),
        CheckConstraint("(number = 1) = (amend_reason IS NULL)", name="amended_has_reason"),
        unique_where("uq_recommendation_one_draft", "discussion_id", condition="signed_at IS NULL"),
        Index("ix_recommendation_signed_at", "signed_at"),
    )

    id: Mapped[Id]
    discussion_id: Mapped[UUID] = mapped_column(ForeignKey("discussion.id"), index=True)
    case_id: Mapped[CaseRef]
    number: Mapped[int] = mapped_column(default=1)
    summary: Mapped[str] = mapped_column(Text, default="")
    what_changed: Mapped[list[str]] = mapped_column(default=list)
    considered: Mapped[dict[str, Any]] = mapped_column(default=dict)
    consensus: Mapped[str | None] = mapped_column(String(20))
    agreed: Mapped[dict[str, Any]] = mapped_column(default=dict)
    preference_conflict: Mapped[str] = mapped_column(Text, default="")
    trials: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    # The ids of the members' own statements that the signature covers; what they add later stands beside it.
    heard: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    # The outcome as it is typed in the room, until it is recorded with the discussion; the signature covers that one.
    outcome_draft: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    read_back_by_id: Mapped[MaybeMember]
    amend_reason: Mapped[str | None] = mapped_column(Text)
    written_at: Mapped[datetime]
    written_by_id: Mapped[MemberRef]
    signed_at: Mapped[datetime | None]
    signed_by_id: Mapped[MaybeMember]
    meaning: Mapped[str] = mapped_column(String(200), default="")
    content_hash: Mapped[str | None] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(default=1)

    discussion: Mapped[Discussion] = relationship(lazy="raise")
    written_by: Mapped[Member] = relationship(lazy="raise", foreign_keys="Recommendation.written_by_id")
    signed_by: Mapped[Member | None] = relationship(lazy="raise", foreign_keys="Recommendation.signed_by_id")
    read_back_by: Mapped[Member | None] = relationship(lazy="raise", foreign_keys="Recommendation.read_back_by_id")
    items: Mapped[list[RecommendationItem]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="RecommendationItem.position")
    dissents: Mapped[list[Dissent]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="Dissent.at")
    cosignatures: Mapped[list[CoSignature]] = relationship(lazy="raise", order_by=CoSignature.at, viewonly=True)

    __mapper_args__ = {"version_id_col": version}
