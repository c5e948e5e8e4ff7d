"""What happened at a meeting: who was there, who stepped out of a case, and what came of each."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tumorboard.db import Base
from tumorboard.models.case import Case
from tumorboard.models.columns import CaseRef, Id, MaybeMember, MeetingRef, MemberRef, Short, word
from tumorboard.models.meeting import Meeting
from tumorboard.models.member import Member
from tumorboard.models.statement import Statement
from tumorboard.vocabulary.people import Mode
from tumorboard.vocabulary.workflow import DeferralReason, Outcome


class Attendance(Base):
    """One person at one meeting, a member or a named guest."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("meeting_id", "member_id", name="uq_attendance_member"),
        CheckConstraint("(member_id IS NULL) != (guest_name IS NULL)", name="member_or_guest"),
        CheckConstraint("left_at IS NULL OR left_at >= arrived_at", name="left_after_arrived"),
    )

    id: Mapped[Id]
    meeting_id: Mapped[MeetingRef]
    member_id: Mapped[MaybeMember]
    guest_name: Mapped[str | None] = mapped_column(String(120))
    mode: Mapped[Mode] = mapped_column(word(Mode, "mode"))
    deputy_for_id: Mapped[MaybeMember]
    arrived_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    member: Mapped[Member | None] = relationship(lazy="raise", foreign_keys="Attendance.member_id")

    __mapper_args__ = {"version_id_col": version}


class Discussion(Base):
    """One case at one meeting, with its outcome and who was there when it was discussed."""

    __tablename__ = "discussion"
    __table_args__ = (
        UniqueConstraint("meeting_id", "case_id", name="uq_discussion_case"),
        CheckConstraint("outcome != 'deferred' OR deferral_reason IS NOT NULL", name="deferred_has_reason"),
        CheckConstraint("(outcome IS NULL) = (recorded_at IS NULL)", name="recorded_when"),
    )

    id: Mapped[Id]
    meeting_id: Mapped[MeetingRef]
    case_id: Mapped[CaseRef]
    position: Mapped[int]
    start_min: Mapped[int]
    minutes: Mapped[int]
    opened_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None] = mapped_column(word(Outcome, "outcome"))
    recorded_at: Mapped[datetime | None]
    recorded_by_id: Mapped[MaybeMember]
    deferral_reason: Mapped[DeferralReason | None] = mapped_column(word(DeferralReason, "deferral_reason"))
    deferred_for: Mapped[list[Any]] = mapped_column(default=list)
    missing: Mapped[str] = mapped_column(Text, default="")
    back_on: Mapped[date | None]
    presence: Mapped[list[Any]] = mapped_column(default=list)
    missing_specialties: Mapped[list[str]] = mapped_column(default=list)
    recused: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    left_early: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    decided_without: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    is_entered_later: Mapped[bool] = mapped_column(default=False, server_default=false())
    presenter_name: Mapped[Short] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    case: Mapped[Case] = relationship(lazy="raise")
    meeting: Mapped[Meeting] = relationship(lazy="raise")
    recorded_by: Mapped[Member | None] = relationship(lazy="raise", foreign_keys="Discussion.recorded_by_id")
    statements: Mapped[list[Statement]] = relationship(lazy="raise", order_by=Statement.at, viewonly=True)

    __mapper_args__ = {"version_id_col": version}


class Recusal(Base):
    """A member who steps out of one case for a conflict of interest; taken back, the row is gone."""

    __tablename__ = "recusal"
    __table_args__ = (
        UniqueConstraint("discussion_id", "member_id", name="uq_recusal_member"),
        CheckConstraint("reason != ''", name="has_reason"),
    )

    id: Mapped[Id]
    discussion_id: Mapped[UUID] = mapped_column(ForeignKey("discussion.id"))
    member_id: Mapped[MemberRef]
    reason: Mapped[str] = mapped_column(String(300))
    at: Mapped[datetime]
    by_id: Mapped[MemberRef]

    member: Mapped[Member] = relationship(lazy="raise", foreign_keys="Recusal.member_id")
