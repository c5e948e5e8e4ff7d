"""A search that a member keeps under a name of their own."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

import tumorboard.models.member  # noqa: F401 - its table is referred to
from tumorboard.db import Base
from tumorboard.models.columns import BoardRef, Id, MemberRef


class SavedView(Base):
    """What was typed and chosen. Nobody but its member sees it, and it finds only what the member may read by then."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("member_id", "name", name="uq_saved_view_name"),)

    id: Mapped[Id]
    board_id: Mapped[BoardRef]
    member_id: Mapped[MemberRef]
    name: Mapped[str] = mapped_column(String(60))
    asked: Mapped[dict[str, Any]] = mapped_column(default=dict)
    saved_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
