"""What was asked for at the outside hospital, when it came, and how far the reading here agrees."""

from datetime import date

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tumorboard.db import Base
from tumorboard.models.columns import CaseRef, Id, MaybeMember, MemberRef, Short, word
from tumorboard.models.member import Member
from tumorboard.vocabulary.outside import Difference, MaterialKind


class OutsideMaterial(Base):
    """One report, set of slides or scan of a case. The readiness of outside slides and scans is read from here."""

    __tablename__ = "outside_material"
    __table_args__ = (
        CheckConstraint("(reread_on IS NULL) = (reread_by_id IS NULL)", name="reread_who_when"),
        CheckConstraint("reread_on IS NULL OR received_on IS NOT NULL", name="received_before_reread"),
        CheckConstraint("kind != 'report' OR reread_on IS NULL", name="report_is_not_reread"),
    )

    id: Mapped[Id]
    case_id: Mapped[CaseRef]
    kind: Mapped[MaterialKind] = mapped_column(word(MaterialKind, "kind"))
    what: Mapped[str] = mapped_column(String(200))
    facility: Mapped[Short] = mapped_column(default="")
    asked_on: Mapped[date]
    asked_by_id: Mapped[MemberRef]
    due_on: Mapped[date | None]
    received_on: Mapped[date | None]
    received_by_id: Mapped[MaybeMember]
    reread_on: Mapped[date | None]
    reread_by_id: Mapped[MaybeMember]
    grade: Mapped[Difference | None] = mapped_column(word(Difference, "grade"))
    diagnosis: Mapped[Difference | None] = mapped_column(word(Difference, "diagnosis"))
    stage: Mapped[Difference | None] = mapped_column(word(Difference, "stage"))
    note: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    asked_by: Mapped[Member] = relationship(lazy="raise", foreign_keys="OutsideMaterial.asked_by_id")
    reread_by: Mapped[Member | None] = relationship(lazy="raise", foreign_keys="OutsideMaterial.reread_by_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What the reading here said of grade, diagnosis and stage, as far as it said anything."""
        return tuple(each for each in (self.grade, self.diagnosis, self.stage) if each is not None)
