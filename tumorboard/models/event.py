"""What was done, by whom and when; and the keys that make a repeated request harmless."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

import tumorboard.models.case  # its table is referred to
import tumorboard.models.meeting  # noqa: F401 - its table is referred to
from tumorboard.db import Base
from tumorboard.models.columns import BoardRef, Id, MaybeMember, MemberRef
from tumorboard.models.member import Member


class CaseEvent(Base):
    """One change, written in the transaction that made it and never altered. It holds no clinical text."""

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("board_id", "once_key", name="uq_event_once"),
        Index("ix_event_board_at", "board_id", "at", "id"),
    )

    id: Mapped[Id]
    board_id: Mapped[BoardRef]
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(60))
    by_id: Mapped[MemberRef] = mapped_column(index=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id"), index=True)
    patient_id: Mapped[UUID | None] = mapped_column(ForeignKey("patient.id"), index=True)
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    member_id: Mapped[MaybeMember] = mapped_column(index=True)
    once_key: Mapped[str | None] = mapped_column(String(120))
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)

    by: Mapped[Member] = relationship(lazy="raise", foreign_keys="CaseEvent.by_id")


class RequestKey(Base):
    """The key a form carried, and where its first result is to be seen."""

    __tablename__ = "request_key"
    __table_args__ = (UniqueConstraint("member_id", "key", name="uq_request_key"),)

    id: Mapped[Id]
    member_id: Mapped[MemberRef]
    key: Mapped[str] = mapped_column(String(64))
    location: Mapped[str] = mapped_column(String(300))
    at: Mapped[datetime]
