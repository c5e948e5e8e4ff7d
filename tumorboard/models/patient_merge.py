"""Two records of one person, used as one: which, why, and which cases came along, so that they can be parted again."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

import tumorboard.models.case  # noqa: F401 - its table is referred to
from tumorboard.db import Base
from tumorboard.models.columns import BoardRef, Id, MaybeMember, MemberRef, unique_where
from tumorboard.models.member import Member


class MovedCase(Base):
    """A case that came along when its record was set aside."""

    __tablename__ = "moved_case"

    merge_id: Mapped[UUID] = mapped_column(ForeignKey("patient_merge.id"), primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"), primary_key=True, index=True)


class PatientMerge(Base):
    """One record set aside for another one. Once parted again, the row stays with both reasons."""

    __tablename__ = "patient_merge"
    __table_args__ = (
        CheckConstraint("patient_id != used_id", name="two_records"),
        CheckConstraint("(parted_at IS NULL) = (parted_by_id IS NULL)", name="parted_who_when"),
        CheckConstraint("(parted_at IS NULL) = (parted_why IS NULL)", name="parted_has_reason"),
        unique_where("uq_patient_merge_standing", "patient_id", condition="parted_at IS NULL"),
    )

    id: Mapped[Id]
    board_id: Mapped[BoardRef]
    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patient.id"), index=True)
    used_id: Mapped[UUID] = mapped_column(ForeignKey("patient.id"), index=True)
    why: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    by_id: Mapped[MemberRef]
    parted_why: Mapped[str | None] = mapped_column(Text)
    parted_at: Mapped[datetime | None]
    parted_by_id: Mapped[MaybeMember]
    version: Mapped[int] = mapped_column(default=1)

    by: Mapped[Member] = relationship(lazy="raise", foreign_keys="PatientMerge.by_id")
    parted_by: Mapped[Member | None] = relationship(lazy="raise", foreign_keys="PatientMerge.parted_by_id")
    moved: Mapped[list[MovedCase]] = relationship(lazy="raise", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}
