"""A meeting on its local date, and who said that they will come."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tumorboard.db import Base
from tumorboard.models.columns import BoardRef, Id, MaybeMember, MeetingRef, MemberRef, Short, word
from tumorboard.models.member import Member
from tumorboard.vocabulary.people import Answer
from tumorboard.vocabulary.workflow import MeetingStatus


class Meeting(Base):
    """One meeting of the board. Its times were fixed from the board's settings when it was planned."""

    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("board_id", "local_date", name="uq_meeting_date"),
        CheckConstraint("freeze_at <= publish_at AND publish_at <= starts_at", name="times_in_order"),
        CheckConstraint("status NOT IN ('published', 'in_session') OR published_at IS NOT NULL",
                        name="published_when"),
        CheckConstraint("status != 'in_session' OR opened_at IS NOT NULL", name="opened_when"),
        CheckConstraint("(opened_at IS NULL) = (opened_by_id IS NULL)", name="opened_who_when"),
        CheckConstraint("(closed_at IS NULL) = (closed_by_id IS NULL)", name="closed_who_when"),
        CheckConstraint("(status = 'skipped') = (skip_reason IS NOT NULL)", name="skipped_has_reason"),
        CheckConstraint("moved_to_on IS NULL OR status = 'moved'", name="only_moved_has_date"),
        Index("ix_meeting_board_status", "board_id", "status"),
    )

    id: Mapped[Id]
    board_id: Mapped[BoardRef]
    local_date: Mapped[date]
    status: Mapped[MeetingStatus] = mapped_column(word(MeetingStatus, "status"), default=MeetingStatus.PLANNED)
    starts_at: Mapped[datetime]
    freeze_at: Mapped[datetime]
    publish_at: Mapped[datetime]
    minutes: Mapped[int]
    reserve_minutes: Mapped[int]
    room: Mapped[Short] = mapped_column(default="")
    video_link: Mapped[str] = mapped_column(String(300), default="")
    chair_id: Mapped[MaybeMember]
    frozen_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    snapshot_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    opened_by_id: Mapped[MaybeMember]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[MaybeMember]
    skip_reason: Mapped[str | None] = mapped_column(String(200))
    moved_to_on: Mapped[date | None]
    moved_reason: Mapped[str | None] = mapped_column(String(200))
    is_extra: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[int] = mapped_column(default=1)

    chair: Mapped[Member | None] = relationship(lazy="raise", foreign_keys="Meeting.chair_id")

    __mapper_args__ = {"version_id_col": version}


class Availability(Base):
    """What one member answered for one meeting; no row means no answer."""

    __tablename__ = "availability"
    __table_args__ = (
        UniqueConstraint("meeting_id", "member_id", name="uq_availability_member"),
        CheckConstraint("answer != 'deputy' OR deputy_id IS NOT NULL", name="deputy_is_named"),
    )

    id: Mapped[Id]
    meeting_id: Mapped[MeetingRef]
    member_id: Mapped[MemberRef] = mapped_column(index=True)
    answer: Mapped[Answer] = mapped_column(word(Answer, "answer"))
    deputy_id: Mapped[MaybeMember]
    from_time: Mapped[time | None]
    until_time: Mapped[time | None]
    answered_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
