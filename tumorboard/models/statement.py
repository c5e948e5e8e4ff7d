"""What a member says in their own name: a statement on a discussion, and the co-signature of their part."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tumorboard.db import Base
from tumorboard.models.columns import Code, Id, MemberRef, word
from tumorboard.models.member import Member
from tumorboard.vocabulary.recommendation import StatementKind


class Statement(Base):
    """An opinion or a dissent that a member entered themselves. It never changes; what is added is another one."""

    __tablename__ = "statement"

    id: Mapped[Id]
    discussion_id: Mapped[UUID] = mapped_column(ForeignKey("discussion.id"), index=True)
    member_id: Mapped[MemberRef]
    kind: Mapped[StatementKind] = mapped_column(word(StatementKind, "kind"))
    specialty: Mapped[Code] = mapped_column(default="")
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]

    member: Mapped[Member] = relationship(lazy="raise")


class CoSignature(Base):
    """A specialist's signature under their part of one signed version."""

    __tablename__ = "cosignature"
    __table_args__ = (
        UniqueConstraint("recommendation_id", "member_id", "specialty", name="uq_cosignature_part"),
    )

    id: Mapped[Id]
    recommendation_id: Mapped[UUID] = mapped_column(ForeignKey("recommendation.id"), index=True)
    member_id: Mapped[MemberRef]
    specialty: Mapped[Code]
    at: Mapped[datetime]
    meaning: Mapped[str] = mapped_column(String(200))
    content_hash: Mapped[str] = mapped_column(String(64))

    member: Mapped[Member] = relationship(lazy="raise")
