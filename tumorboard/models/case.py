"""A case: one question about one patient, with what it needs and what has been said about it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tumorboard.db import Base
from tumorboard.models.columns import BoardRef, CaseRef, Code, Id, MaybeMember, MemberRef, Short, word
from tumorboard.models.member import Member
from tumorboard.models.outside import OutsideMaterial
from tumorboard.models.patient import Patient
from tumorboard.vocabulary.workflow import CaseStatus, Lane, MessageKind, ReadinessState


class CaseNeed(Base):
    """One specialty without which a case cannot be decided."""

    __tablename__ = "case_need"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"), primary_key=True)
    specialty: Mapped[Code] = mapped_column(primary_key=True, index=True)


class Readiness(Base):
    """What a person said about one readiness item of a case; no row means open."""

    __tablename__ = "readiness"
    __table_args__ = (
        UniqueConstraint("case_id", "item", name="uq_readiness_item"),
        CheckConstraint("state != 'waived' OR reason IS NOT NULL", name="waived_has_reason"),
        CheckConstraint("state != 'requested' OR due_on IS NOT NULL", name="requested_has_due"),
    )

    id: Mapped[Id]
    case_id: Mapped[CaseRef]
    item: Mapped[Code]
    state: Mapped[ReadinessState] = mapped_column(word(ReadinessState, "state"))
    owner_id: Mapped[MaybeMember]
    due_on: Mapped[date | None]
    reason: Mapped[str | None] = mapped_column(Text)
    set_at: Mapped[datetime]
    set_by_id: Mapped[MaybeMember]
    version: Mapped[int] = mapped_column(default=1)

    owner: Mapped[Member | None] = relationship(lazy="raise", foreign_keys="Readiness.owner_id")
    set_by: Mapped[Member | None] = relationship(lazy="raise", foreign_keys="Readiness.set_by_id")

    __mapper_args__ = {"version_id_col": version}


class Message(Base):
    """Something said about a case: what is missing, an answer, a change asked for, a note."""

    __tablename__ = "message"
    __table_args__ = (CheckConstraint("(settled_at IS NULL) = (settled_by_id IS NULL)", name="settled_who_when"),)

    id: Mapped[Id]
    case_id: Mapped[CaseRef]
    kind: Mapped[MessageKind] = mapped_column(word(MessageKind, "kind"))
    at: Mapped[datetime]
    by_id: Mapped[MemberRef]
    text: Mapped[str] = mapped_column(Text, default="")
    items: Mapped[list[str]] = mapped_column(default=list)
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[MaybeMember]

    by: Mapped[Member] = relationship(lazy="raise", foreign_keys="Message.by_id")


class Case(Base):
    """A question put to the board. A draft keeps the text as typed; a submitted case has answers."""

    __tablename__ = "case"
    __table_args__ = (
        UniqueConstraint("board_id", "number", name="uq_case_number"),
        UniqueConstraint("board_id", "intake_key", name="uq_case_intake_key"),
        CheckConstraint("status IN ('draft', 'withdrawn') OR patient_id IS NOT NULL", name="has_patient"),
        CheckConstraint("status IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL", name="has_submission"),
        CheckConstraint("(accepted_at IS NULL) = (accepted_by_id IS NULL)", name="accepted_who_when"),
        CheckConstraint("(status = 'withdrawn') = (withdrawn_reason IS NOT NULL)", name="withdrawn_has_reason"),
        CheckConstraint("minutes BETWEEN 2 AND 20", name="minutes_in_range"),
        Index("ix_case_board_status", "board_id", "status"),
        Index("ix_case_board_saved", "board_id", "saved_at", "number"),
    )

    id: Mapped[Id]
    board_id: Mapped[BoardRef]
    number: Mapped[int]
    status: Mapped[CaseStatus] = mapped_column(word(CaseStatus, "status"), default=CaseStatus.DRAFT)
    lane: Mapped[Lane] = mapped_column(word(Lane, "lane"), default=Lane.DISCUSS)
    patient_id: Mapped[UUID | None] = mapped_column(ForeignKey("patient.id"), index=True)
    submitter_id: Mapped[MemberRef] = mapped_column(index=True)
    responsible_id: Mapped[MaybeMember] = mapped_column(index=True)
    referrer_id: Mapped[MaybeMember] = mapped_column(index=True)
    presenter_id: Mapped[MaybeMember] = mapped_column(index=True)
    net_family: Mapped[str | None] = mapped_column(String(40))
    submission_type: Mapped[str | None] = mapped_column(String(40))
    urgency: Mapped[str | None] = mapped_column(String(40))
    question: Mapped[str] = mapped_column(Text, default="")
    outside_facility: Mapped[Short] = mapped_column(default="")
    minutes: Mapped[int] = mapped_column(default=7)
    # Set by a person, or else estimated from these counts.
    minutes_by_hand: Mapped[bool] = mapped_column(default=False, server_default=false())
    minutes_basis: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    complexity: Mapped[int] = mapped_column(default=0)
    headline: Mapped[str] = mapped_column(String(200), default="")
    grade: Mapped[str | None] = mapped_column(String(10))
    stage_group: Mapped[str | None] = mapped_column(String(10))
    tier: Mapped[int | None]
    due_on: Mapped[date | None]
    promised_on: Mapped[date | None]
    times_carried_over: Mapped[int] = mapped_column(default=0)
    draft: Mapped[dict[str, Any]] = mapped_column(default=dict)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    catalogue_version: Mapped[str] = mapped_column(String(10), default="")
    started_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    accepted_by_id: Mapped[MaybeMember]
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)
    intake_key: Mapped[str | None] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(default=1)

    patient: Mapped[Patient | None] = relationship(lazy="raise")
    submitter: Mapped[Member] = relationship(lazy="raise", foreign_keys="Case.submitter_id")
    responsible: Mapped[Member | None] = relationship(lazy="raise", foreign_keys="Case.responsible_id")
    presenter: Mapped[Member | None] = relationship(lazy="raise", foreign_keys="Case.presenter_id")
    needs: Mapped[list[CaseNeed]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="CaseNeed.specialty")
    readiness_rows: Mapped[list[Readiness]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="Readiness.item")
    messages: Mapped[list[Message]] = relationship(lazy="raise", order_by="Message.at")
    outside_rows: Mapped[list[OutsideMaterial]] = relationship(
        lazy="raise", order_by="OutsideMaterial.asked_on, OutsideMaterial.id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def specialties_needed(self) -> list[str]:
        """The codes of the seats that must be filled when this case is discussed."""
        return [need.specialty for need in self.needs]
