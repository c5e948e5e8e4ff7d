"""What the coordinator wishes of one docket: a place for a case, an order, a note; ended, never deleted."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

import tumorboard.models.case  # its table is referred to
import tumorboard.models.meeting  # noqa: F401 - its table is referred to
from tumorboard.db import Base
from tumorboard.models.columns import Id, MaybeMember, MeetingRef, MemberRef, unique_where, word
from tumorboard.models.member import Member
from tumorboard.vocabulary.workflow import WishKind

STANDING_PIN = "ended_at IS NULL AND kind IN ('in', 'out', 'first', 'last', 'window')"


class Wish(Base):
    """One wish for one meeting. Steps count a meeting's changes: what was made and ended in one step is undone as one.

    A case is there for every kind but the order, whose chain holds the ids of all its cases.
    """

    __tablename__ = "wish"
    __table_args__ = (
        unique_where("uq_wish_standing_pin", "meeting_id", "case_id", condition=STANDING_PIN),
        unique_where("uq_wish_standing_order", "meeting_id", condition="ended_at IS NULL AND kind = 'order'"),
        unique_where("uq_wish_standing_before", "meeting_id", "case_id", "other_id",
                     condition="ended_at IS NULL AND kind = 'before'"),
        CheckConstraint("(kind = 'order') = (case_id IS NULL)", name="order_is_for_all"),
        CheckConstraint("(kind = 'before') = (other_id IS NOT NULL)", name="before_names_other"),
        CheckConstraint("other_id IS NULL OR other_id != case_id", name="other_is_another"),
        CheckConstraint("kind != 'note' OR note != ''", name="note_has_words"),
        CheckConstraint("(kind = 'window') = (from_min IS NOT NULL) AND (from_min IS NULL) = (to_min IS NULL)",
                        name="window_has_times"),
        CheckConstraint("from_min IS NULL OR (from_min >= 0 AND from_min < to_min)", name="window_in_order"),
        CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL) AND (ended_at IS NULL) = (ended_step IS NULL)",
                        name="ended_who_when"),
    )

    id: Mapped[Id]
    meeting_id: Mapped[MeetingRef]
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id"), index=True)
    kind: Mapped[WishKind] = mapped_column(word(WishKind, "kind"))
    from_min: Mapped[int | None]
    to_min: Mapped[int | None]
    other_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id"), index=True)
    chain: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(String(200), default="")
    step: Mapped[int]
    made_at: Mapped[datetime]
    made_by_id: Mapped[MemberRef]
    ended_step: Mapped[int | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[MaybeMember]

    made_by: Mapped[Member] = relationship(lazy="raise", foreign_keys="Wish.made_by_id")
    ended_by: Mapped[Member | None] = relationship(lazy="raise", foreign_keys="Wish.ended_by_id")
