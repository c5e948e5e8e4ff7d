"""What a docket was built from."""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

import tumorboard.models.docket  # noqa: F401 - its table is referred to
from tumorboard.db import Base


class DocketInput(Base):
    """What the planner was told for one build: enough to plan it again, and to try what else could have been."""

    __tablename__ = "docket_input"

    docket_id: Mapped[UUID] = mapped_column(ForeignKey("docket.id"), primary_key=True)
    instance: Mapped[dict[str, Any]]
