"""The days on which this board does not meet, beside those that everybody knows."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

import tumorboard.models.board  # noqa: F401 - its table is referred to
from tumorboard.db import Base
from tumorboard.models.columns import BoardRef, Id, Short


class BoardHoliday(Base):
    """One day of the board's own, such as a retreat; federal holidays need no row."""

    __tablename__ = "board_holiday"
    __table_args__ = (UniqueConstraint("board_id", "day", name="uq_board_holiday_day"),)

    id: Mapped[Id]
    board_id: Mapped[BoardRef]
    day: Mapped[date]
    name: Mapped[Short]
