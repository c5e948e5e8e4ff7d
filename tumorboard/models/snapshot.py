"""What a case said when the room discussed it, so that the next discussion begins with what is new."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

import tumorboard.models.case  # noqa: F401 - its table is referred to
from tumorboard.db import Base
from tumorboard.models.columns import CaseRef, Id, MeetingRef
from tumorboard.models.meeting import Meeting


class CaseSnapshot(Base):
    """The answers, derived values and flags of a case at one meeting; no name, number or birth date is in it."""

    __tablename__ = "case_snapshot"
    __table_args__ = (UniqueConstraint("case_id", "meeting_id", name="uq_case_snapshot_meeting"),)

    id: Mapped[Id]
    case_id: Mapped[CaseRef]
    meeting_id: Mapped[MeetingRef]
    at: Mapped[datetime]
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    derived: Mapped[dict[str, Any]] = mapped_column(default=dict)
    flags: Mapped[list[str]] = mapped_column(default=list)

    meeting: Mapped[Meeting] = relationship(lazy="raise")
