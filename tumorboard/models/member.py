"""The people of a board, their roles and seats, their invitations and their sign-ins."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

import tumorboard.models.board  # noqa: F401 - its table is referred to
from tumorboard.db import Base
from tumorboard.models.columns import BoardRef, Code, Id, MaybeMember, MemberRef, Short, word
from tumorboard.vocabulary.people import Role, Theme


class MemberRole(Base):
    """One role of a member."""

    __tablename__ = "member_role"

    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(word(Role, "role"), primary_key=True)


class MemberSpecialty(Base):
    """One seat that a member can fill."""

    __tablename__ = "member_specialty"

    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"), primary_key=True)
    specialty: Mapped[Code] = mapped_column(primary_key=True)


class Member(Base):
    """A person with an account, or the scheduler and the command line as system members."""

    __tablename__ = "member"
    __table_args__ = (
        UniqueConstraint("board_id", "username", name="uq_member_username"),
        UniqueConstraint("board_id", "email", name="uq_member_email"),
    )

    id: Mapped[Id]
    board_id: Mapped[BoardRef]
    username: Mapped[str] = mapped_column(String(60))
    name: Mapped[Short]
    credentials: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str] = mapped_column(String(40), default="")
    affiliation: Mapped[Short] = mapped_column(default="")
    deputy_id: Mapped[MaybeMember]
    is_active: Mapped[bool] = mapped_column(default=True)
    stays_whole_meeting: Mapped[bool] = mapped_column(default=False)
    theme: Mapped[Theme] = mapped_column(word(Theme, "theme"), default=Theme.SYSTEM)
    single_keys: Mapped[bool] = mapped_column(default=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]
    session_version: Mapped[int] = mapped_column(default=1)
    version: Mapped[int] = mapped_column(default=1)

    role_rows: Mapped[list[MemberRole]] = relationship(lazy="raise", cascade="all, delete-orphan")
    specialty_rows: Mapped[list[MemberSpecialty]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="MemberSpecialty.specialty")
    deputy: Mapped["Member | None"] = relationship(
        lazy="raise", remote_side="Member.id", foreign_keys="Member.deputy_id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def roles(self) -> frozenset[Role]:
        """The roles the member holds."""
        return frozenset(row.role for row in self.role_rows)

    @property
    def specialties(self) -> tuple[str, ...]:
        """The codes of the seats the member can fill."""
        return tuple(row.specialty for row in self.specialty_rows)


class Invitation(Base):
    """A one-time link to set a password; only its hash is stored."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("token_hash", name="uq_invitation_token"),)

    id: Mapped[Id]
    member_id: Mapped[MemberRef] = mapped_column(index=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    created_by_id: Mapped[MaybeMember]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class SignIn(Base):
    """A server-side session; the browser holds the token, the table its hash."""

    __tablename__ = "sign_in"
    __table_args__ = (
        UniqueConstraint("token_hash", name="uq_sign_in_token"),
        CheckConstraint("last_seen_at >= created_at", name="seen_after_created"),
    )

    id: Mapped[Id]
    member_id: Mapped[MemberRef] = mapped_column(index=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    session_version: Mapped[int]
    created_at: Mapped[datetime]
    authenticated_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(lazy="raise")
