"""What was done ahead of a meeting: a study pulled or slides laid out, and who was reminded of what."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

import tumorboard.models.case  # its table is referred to
import tumorboard.models.meeting  # noqa: F401 - its table is referred to
from tumorboard.db import Base
from tumorboard.models.columns import CaseRef, Code, Id, MeetingRef, MemberRef
from tumorboard.models.member import Member


class PreparationMark(Base):
    """One line of a preparation list that is done for one meeting."""

    __tablename__ = "preparation_mark"
    __table_args__ = (UniqueConstraint("meeting_id", "case_id", "line", name="uq_preparation_mark_line"),)

    id: Mapped[Id]
    meeting_id: Mapped[MeetingRef]
    case_id: Mapped[CaseRef]
    line: Mapped[Code]
    done_at: Mapped[datetime]
    done_by_id: Mapped[MemberRef]

    done_by: Mapped[Member] = relationship(lazy="raise", foreign_keys="PreparationMark.done_by_id")


class Reminder(Base):
    """One reminder of a readiness item of a case; every one is kept."""

    __tablename__ = "reminder"

    id: Mapped[Id]
    case_id: Mapped[CaseRef]
    item: Mapped[Code]
    at: Mapped[datetime]
    by_id: Mapped[MemberRef]

    by: Mapped[Member] = relationship(lazy="raise", foreign_keys="Reminder.by_id")
