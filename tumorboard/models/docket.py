"""A docket: one immutable build of a meeting's running order, with a reason for every candidate."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

import tumorboard.models.meeting  # noqa: F401 - its table is referred to
from tumorboard.db import Base
from tumorboard.models.case import Case
from tumorboard.models.columns import Id, MaybeMember, MeetingRef, MemberRef, word
from tumorboard.models.member import Member
from tumorboard.vocabulary.workflow import Decision


class DocketItem(Base):
    """One case in the running order; minutes count from the start of the meeting."""

    __tablename__ = "docket_item"
    __table_args__ = (
        UniqueConstraint("docket_id", "position", name="uq_docket_item_position"),
        UniqueConstraint("docket_id", "case_id", name="uq_docket_item_case"),
    )

    id: Mapped[Id]
    docket_id: Mapped[UUID] = mapped_column(ForeignKey("docket.id"), index=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"), index=True)
    position: Mapped[int]
    start_min: Mapped[int]
    minutes: Mapped[int]
    tier: Mapped[int]
    needs: Mapped[list[str]] = mapped_column(default=list)
    people: Mapped[list[str]] = mapped_column(default=list)

    case: Mapped[Case] = relationship(lazy="raise")


class DocketCandidate(Base):
    """What was decided about one candidate, and why, in a sentence that can be printed."""

    __tablename__ = "docket_candidate"
    __table_args__ = (UniqueConstraint("docket_id", "case_id", name="uq_docket_candidate_case"),)

    id: Mapped[Id]
    docket_id: Mapped[UUID] = mapped_column(ForeignKey("docket.id"), index=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"), index=True)
    rank: Mapped[int] = mapped_column(Integer)
    decision: Mapped[Decision] = mapped_column(word(Decision, "decision"))
    reason: Mapped[str] = mapped_column(Text)
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)

    case: Mapped[Case] = relationship(lazy="raise")


class DocketBlock(Base):
    """When one member is needed: from the start of their first case to the end of their last."""

    __tablename__ = "docket_block"
    __table_args__ = (UniqueConstraint("docket_id", "member_id", name="uq_docket_block_member"),)

    id: Mapped[Id]
    docket_id: Mapped[UUID] = mapped_column(ForeignKey("docket.id"), index=True)
    member_id: Mapped[MemberRef] = mapped_column(index=True)
    from_min: Mapped[int]
    to_min: Mapped[int]

    member: Mapped[Member] = relationship(lazy="raise")


class Docket(Base):
    """One build. Its content never changes; publishing stamps it with the next revision number, once."""

    __tablename__ = "docket"
    __table_args__ = (
        UniqueConstraint("meeting_id", "build", name="uq_docket_build"),
        UniqueConstraint("meeting_id", "revision", name="uq_docket_revision"),
        CheckConstraint("(revision IS NULL) = (published_at IS NULL)", name="published_has_revision"),
    )

    id: Mapped[Id]
    meeting_id: Mapped[MeetingRef]
    build: Mapped[int]
    revision: Mapped[int | None]
    built_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[MaybeMember]
    reason: Mapped[str] = mapped_column(String(200), default="")
    policy_number: Mapped[int] = mapped_column(default=1, server_default="1")
    input_hash: Mapped[str] = mapped_column(String(80))
    proof: Mapped[str] = mapped_column(String(20))
    minutes_used: Mapped[int]
    specialist_minutes: Mapped[int]
    first_come_minutes: Mapped[int]
    lower_bound: Mapped[int]

    items: Mapped[list[DocketItem]] = relationship(lazy="raise", order_by="DocketItem.position")
    candidates: Mapped[list[DocketCandidate]] = relationship(lazy="raise", order_by="DocketCandidate.rank")
    blocks: Mapped[list[DocketBlock]] = relationship(lazy="raise", order_by="DocketBlock.from_min")
