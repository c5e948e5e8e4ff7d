"""The versions of a board's policy, kept as they were set."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tumorboard.db import Base
from tumorboard.models.columns import BoardRef, Id, MaybeMember
from tumorboard.models.member import Member


class BoardPolicy(Base):
    """One version: every value, why it was set and by whom; the newest number is in force. Never changed."""

    __tablename__ = "board_policy"
    __table_args__ = (
        UniqueConstraint("board_id", "number", name="uq_board_policy_number"),
        CheckConstraint("number = 1 OR set_by_id IS NOT NULL", name="later_has_who"),
    )

    id: Mapped[Id]
    board_id: Mapped[BoardRef]
    number: Mapped[int]
    # What a version leaves out is as the board's profile has it.
    chosen: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reason: Mapped[str] = mapped_column(Text, default="")
    set_by_id: Mapped[MaybeMember]
    set_at: Mapped[datetime]

    set_by: Mapped[Member | None] = relationship(lazy="raise", foreign_keys="BoardPolicy.set_by_id")
