"""The outbox: what each member is told, written with what it tells of, and how far its mail has come."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

import tumorboard.models.case  # its table is referred to
import tumorboard.models.meeting  # noqa: F401 - its table is referred to
from tumorboard.db import Base
from tumorboard.models.columns import BoardRef, Id, MemberRef, word
from tumorboard.models.member import Member
from tumorboard.vocabulary.notices import NoticeKind, Trouble


class Notice(Base):
    """One thing one member is told. A page shows it in any case; it waits for the mail while it has a next try."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("member_id", "once_key", name="uq_notice_once"),
        CheckConstraint("(claimed_until IS NULL) = (claimed_by IS NULL)", name="claimed_who_when"),
        CheckConstraint("next_try_at IS NULL OR (sent_at IS NULL AND given_up_at IS NULL)", name="waits_or_is_done"),
        CheckConstraint("sent_at IS NULL OR given_up_at IS NULL", name="sent_or_given_up"),
        Index("ix_notice_board_waiting", "board_id", "next_try_at"),
        Index("ix_notice_member_queued", "member_id", "queued_at"),
    )

    id: Mapped[Id]
    board_id: Mapped[BoardRef]
    member_id: Mapped[MemberRef]
    kind: Mapped[NoticeKind] = mapped_column(word(NoticeKind, "kind"))
    once_key: Mapped[str] = mapped_column(String(160))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id"), index=True)
    queued_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    next_try_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[Trouble | None] = mapped_column(word(Trouble, "trouble"))
    claimed_by: Mapped[str | None] = mapped_column(String(64))
    claimed_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(lazy="raise")


class MailChoice(Base):
    """Which topics a member does not want by mail; no row means that all are wanted."""

    __tablename__ = "mail_choice"

    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"), primary_key=True)
    declined: Mapped[list[str]] = mapped_column(default=list)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
