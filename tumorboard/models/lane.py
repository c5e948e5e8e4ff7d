"""Which lane a case was put into, and what was decided about cases that came after the cut-off; never altered."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

import tumorboard.models.case  # noqa: F401 - its table is referred to
from tumorboard.db import Base
from tumorboard.models.columns import CaseRef, Id, MaybeMember, MeetingRef, MemberRef, word
from tumorboard.models.docket import Docket
from tumorboard.models.meeting import Meeting
from tumorboard.models.member import Member
from tumorboard.vocabulary.lanes import Remedy
from tumorboard.vocabulary.workflow import Lane


class LaneChange(Base):
    """A case put into a lane, with the reason; whoever answers for the patient agrees that it is only listed."""

    __tablename__ = "lane_change"
    __table_args__ = (
        CheckConstraint("(lane = 'soc_listing') = (agreed_by_id IS NOT NULL)", name="listing_has_consent"),
        CheckConstraint("reason != ''", name="has_reason"),
    )

    id: Mapped[Id]
    case_id: Mapped[CaseRef]
    at: Mapped[datetime]
    by_id: Mapped[MemberRef]
    lane: Mapped[Lane] = mapped_column(word(Lane, "lane"))
    reason: Mapped[str] = mapped_column(Text)
    agreed_by_id: Mapped[MaybeMember]

    by: Mapped[Member] = relationship(lazy="raise", foreign_keys="LaneChange.by_id")
    agreed_by: Mapped[Member | None] = relationship(lazy="raise", foreign_keys="LaneChange.agreed_by_id")


class LateAddition(Base):
    """What was decided about one case after the cut-off: who, when, why, how, and at which price."""

    __tablename__ = "late_addition"
    __table_args__ = (
        CheckConstraint("(remedy = 'displace') = (displaced_id IS NOT NULL)", name="displacing_names_case"),
        CheckConstraint("(remedy = 'longer') = (added_minutes > 0)", name="longer_has_minutes"),
        CheckConstraint("(remedy = 'wait') = (docket_id IS NULL)", name="added_has_docket"),
        CheckConstraint("displaced_id IS NULL OR displaced_id != case_id", name="displaced_is_another"),
        CheckConstraint("reason != ''", name="has_reason"),
    )

    id: Mapped[Id]
    meeting_id: Mapped[MeetingRef]
    case_id: Mapped[CaseRef]
    at: Mapped[datetime]
    by_id: Mapped[MemberRef]
    reason: Mapped[str] = mapped_column(Text)
    remedy: Mapped[Remedy] = mapped_column(word(Remedy, "remedy"))
    displaced_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id"), index=True)
    added_minutes: Mapped[int] = mapped_column(default=0)
    docket_id: Mapped[UUID | None] = mapped_column(ForeignKey("docket.id"))
    price: Mapped[int] = mapped_column(default=0)
    appended_price: Mapped[int] = mapped_column(default=0)

    by: Mapped[Member] = relationship(lazy="raise")
    meeting: Mapped[Meeting] = relationship(lazy="raise")
    docket: Mapped[Docket | None] = relationship(lazy="raise")
