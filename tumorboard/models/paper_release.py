"""Papers that leave the board: the letter on a version, or the minutes of a meeting, queued until they are released."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tumorboard.db import Base
from tumorboard.models.columns import Id, MaybeMember, MeetingRef, unique_where
from tumorboard.models.meeting import Meeting
from tumorboard.models.member import Member
from tumorboard.models.recommendation import Recommendation


class PaperRelease(Base):
    """One paper in the queue. Without a recommendation it is the minutes. What is released stays released."""

    __tablename__ = "paper_release"
    __table_args__ = (
        CheckConstraint("(released_at IS NULL) = (released_by_id IS NULL)", name="released_who_when"),
        UniqueConstraint("recommendation_id", name="uq_paper_release_letter"),
        unique_where("uq_paper_release_minutes", "meeting_id", condition="recommendation_id IS NULL"),
        Index("ix_paper_release_released_at", "released_at"),
    )

    id: Mapped[Id]
    meeting_id: Mapped[MeetingRef]
    recommendation_id: Mapped[UUID | None] = mapped_column(ForeignKey("recommendation.id"))
    queued_at: Mapped[datetime]
    released_at: Mapped[datetime | None]
    released_by_id: Mapped[MaybeMember]

    meeting: Mapped[Meeting] = relationship(lazy="raise")
    recommendation: Mapped[Recommendation | None] = relationship(lazy="raise")
    released_by: Mapped[Member | None] = relationship(lazy="raise")
