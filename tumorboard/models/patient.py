"""A patient, identified by the number and the hospital that issued it."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

import tumorboard.models.board  # noqa: F401 - its table is referred to
from tumorboard.db import Base
from tumorboard.models.columns import BoardRef, Code, Id, Short


class Patient(Base):
    """A person the board discusses. No number means "Not assigned"; a disputed number waits for the coordinator."""

    __tablename__ = "patient"
    __table_args__ = (
        UniqueConstraint("board_id", "mrn_issuer", "mrn", name="uq_patient_mrn"),
        Index("ix_patient_board_search", "board_id", "search_name"),
    )

    id: Mapped[Id]
    board_id: Mapped[BoardRef]
    mrn_issuer: Mapped[Short]
    mrn: Mapped[str | None] = mapped_column(String(32))
    disputed_mrn: Mapped[str | None] = mapped_column(String(32))
    family_name: Mapped[str] = mapped_column(String(80))
    given_name: Mapped[str] = mapped_column(String(80))
    # Folding lengthens letters such as "ß", so it may be longer than the two names.
    search_name: Mapped[str] = mapped_column(String(340))
    birth_date: Mapped[date]
    sex: Mapped[Code]
    died_on: Mapped[date | None]
    same_as_id: Mapped[UUID | None] = mapped_column(ForeignKey("patient.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
