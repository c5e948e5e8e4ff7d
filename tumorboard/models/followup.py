"""How far an item of a signed recommendation has been carried out."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tumorboard.db import Base
from tumorboard.models.columns import MaybeMember, word
from tumorboard.models.recommendation import RecommendationItem
from tumorboard.vocabulary.workflow import ActionStatus


class FollowUp(Base):
    """The state of one item; it lives outside the signed record because it goes on changing."""

    __tablename__ = "followup"

    item_id: Mapped[UUID] = mapped_column(ForeignKey("recommendation_item.id"), primary_key=True)
    status: Mapped[ActionStatus] = mapped_column(word(ActionStatus, "status"), default=ActionStatus.NOT_STARTED)
    status_reason: Mapped[str] = mapped_column(Text, default="")
    done_on: Mapped[date | None]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[MaybeMember]
    version: Mapped[int] = mapped_column(default=1)

    item: Mapped[RecommendationItem] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": version}
