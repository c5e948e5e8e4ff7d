"""A huddle: what could not wait for the meeting, asked for and then recorded; a recorded one never changes."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tumorboard.db import Base
from tumorboard.models.case import Case
from tumorboard.models.columns import CaseRef, Code, Id, MaybeMember, MemberRef, unique_where, word
from tumorboard.models.member import Member
from tumorboard.vocabulary.lanes import Means


class HuddleMember(Base):
    """One member who took part."""

    __tablename__ = "huddle_member"

    huddle_id: Mapped[UUID] = mapped_column(ForeignKey("huddle.id"), primary_key=True)
    member_id: Mapped[MemberRef] = mapped_column(primary_key=True, index=True)

    member: Mapped[Member] = relationship(lazy="raise")


class HuddleItem(Base):
    """One thing to do, with who does it and by when; the meeting that notes the huddle takes it over."""

    __tablename__ = "huddle_item"
    __table_args__ = (UniqueConstraint("huddle_id", "position", name="uq_huddle_item_position"),)

    id: Mapped[Id]
    huddle_id: Mapped[UUID] = mapped_column(ForeignKey("huddle.id"), index=True)
    position: Mapped[int]
    kind: Mapped[Code]
    detail: Mapped[str] = mapped_column(Text, default="")
    owner_id: Mapped[MaybeMember] = mapped_column(index=True)
    due_on: Mapped[date | None]

    owner: Mapped[Member | None] = relationship(lazy="raise")


class Huddle(Base):
    """One case discussed out of cycle: who asked and why, who took part and how, who decided what."""

    __tablename__ = "huddle"
    __table_args__ = (
        unique_where("uq_huddle_one_asked", "case_id", condition="recorded_at IS NULL AND called_off_at IS NULL"),
        CheckConstraint("why != ''", name="has_why"),
        CheckConstraint("(recorded_at IS NULL) = (recorded_by_id IS NULL)", name="recorded_who_when"),
        CheckConstraint("recorded_at IS NULL OR (started_at IS NOT NULL AND means IS NOT NULL"
                        " AND decider_id IS NOT NULL AND decided != '')", name="recorded_is_whole"),
        CheckConstraint("(called_off_at IS NULL) = (called_off_by_id IS NULL)", name="called_off_who_when"),
        CheckConstraint("called_off_at IS NULL OR (recorded_at IS NULL AND called_off_why != '')",
                        name="called_off_has_why"),
    )

    id: Mapped[Id]
    case_id: Mapped[CaseRef]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[MemberRef]
    why: Mapped[str] = mapped_column(Text)
    started_at: Mapped[datetime | None]
    means: Mapped[Means | None] = mapped_column(word(Means, "means"))
    decided: Mapped[str] = mapped_column(Text, default="")
    decider_id: Mapped[MaybeMember]
    recorded_at: Mapped[datetime | None]
    recorded_by_id: Mapped[MaybeMember]
    called_off_at: Mapped[datetime | None]
    called_off_by_id: Mapped[MaybeMember]
    called_off_why: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    case: Mapped[Case] = relationship(lazy="raise")
    asked_by: Mapped[Member] = relationship(lazy="raise", foreign_keys="Huddle.asked_by_id")
    decider: Mapped[Member | None] = relationship(lazy="raise", foreign_keys="Huddle.decider_id")
    recorded_by: Mapped[Member | None] = relationship(lazy="raise", foreign_keys="Huddle.recorded_by_id")
    called_off_by: Mapped[Member | None] = relationship(lazy="raise", foreign_keys="Huddle.called_off_by_id")
    people: Mapped[list[HuddleMember]] = relationship(lazy="raise", cascade="all, delete-orphan")
    items: Mapped[list[HuddleItem]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="HuddleItem.position")

    __mapper_args__ = {"version_id_col": version}
