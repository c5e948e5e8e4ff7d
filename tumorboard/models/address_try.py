"""Tries at the door by network address."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from tumorboard.db import Base


class AddressTry(Base):
    """How often the door was tried in vain from one address; of the address only a keyed hash is kept, for a day."""

    __tablename__ = "address_try"
    __table_args__ = (CheckConstraint("failures >= 0", name="failures_not_negative"),)

    address_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_try_at: Mapped[datetime] = mapped_column(index=True)
    next_try_at: Mapped[datetime | None]
