"""A board: when, where and by which profile it meets; and the scheduler's sign of life."""

from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from tumorboard.db import Base
from tumorboard.models.columns import Id, Short


class Board(Base):
    """A standing tumor board with its weekly rhythm."""

    __tablename__ = "board"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 15 AND 300", name="minutes_in_range"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_in_range"),
    )

    id: Mapped[Id]
    name: Mapped[Short]
    subtitle: Mapped[str] = mapped_column(String(60), default="")
    hospital: Mapped[Short]
    profile: Mapped[str] = mapped_column(String(20), default="net")
    zone: Mapped[str] = mapped_column(String(60), default="America/New_York")
    weekday: Mapped[int] = mapped_column(default=4)
    starts: Mapped[time] = mapped_column(default=time(7, 0))
    minutes: Mapped[int] = mapped_column(default=90)
    cutoff_days_before: Mapped[int] = mapped_column(default=2)
    cutoff: Mapped[time] = mapped_column(default=time(12, 0))
    publish: Mapped[time] = mapped_column(default=time(17, 0))
    room: Mapped[Short] = mapped_column(default="")
    video_link: Mapped[str] = mapped_column(String(300), default="")
    contact_name: Mapped[Short] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    urgent_phone: Mapped[str] = mapped_column(String(40), default="")
    last_case_number: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def tz(self) -> ZoneInfo:
        """The zone in which the board lives."""
        return ZoneInfo(self.zone)


class DemoClock(Base):
    """Marks a database as the demo's own, and says how far its clock runs ahead."""

    __tablename__ = "demo_clock"

    board_id: Mapped[UUID] = mapped_column(ForeignKey("board.id"), primary_key=True)
    ahead_seconds: Mapped[int] = mapped_column(default=0)


class Heartbeat(Base):
    """When the scheduler last ticked, in real time."""

    __tablename__ = "heartbeat"

    board_id: Mapped[UUID] = mapped_column(ForeignKey("board.id"), primary_key=True)
    ticked_at: Mapped[datetime]
    host: Mapped[Short] = mapped_column(default="")
