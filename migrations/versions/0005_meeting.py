"""Meetings on their dates, and who will come."""

import sqlalchemy as sa
from alembic import op

from tumorboard.db import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "meeting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_id", sa.Uuid(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "open",
                "frozen",
                "published",
                "in_session",
                "closed",
                "skipped",
                "moved",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("freeze_at", UtcDateTime(), nullable=False),
        sa.Column("publish_at", UtcDateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("reserve_minutes", sa.Integer(), nullable=False),
        sa.Column("room", sa.String(length=120), nullable=False),
        sa.Column("video_link", sa.String(length=300), nullable=False),
        sa.Column("chair_id", sa.Uuid(), nullable=True),
        sa.Column("frozen_at", UtcDateTime(), nullable=True),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("snapshot_at", UtcDateTime(), nullable=True),
        sa.Column("opened_at", UtcDateTime(), nullable=True),
        sa.Column("opened_by_id", sa.Uuid(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("closed_by_id", sa.Uuid(), nullable=True),
        sa.Column("skip_reason", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'skipped') = (skip_reason IS NOT NULL)", name=op.f("ck_meeting_skipped_has_reason")
        ),
        sa.CheckConstraint("status != 'in_session' OR opened_at IS NOT NULL", name=op.f("ck_meeting_opened_when")),
        sa.CheckConstraint(
            "status NOT IN ('published', 'in_session') OR published_at IS NOT NULL",
            name=op.f("ck_meeting_published_when"),
        ),
        sa.CheckConstraint("(closed_at IS NULL) = (closed_by_id IS NULL)", name=op.f("ck_meeting_closed_who_when")),
        sa.CheckConstraint("(opened_at IS NULL) = (opened_by_id IS NULL)", name=op.f("ck_meeting_opened_who_when")),
        sa.CheckConstraint(
            "freeze_at <= publish_at AND publish_at <= starts_at", name=op.f("ck_meeting_times_in_order")
        ),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_meeting_board_id")),
        sa.ForeignKeyConstraint(["chair_id"], ["member.id"], name=op.f("fk_meeting_chair_id")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["member.id"], name=op.f("fk_meeting_closed_by_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["member.id"], name=op.f("fk_meeting_opened_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("board_id", "local_date", name="uq_meeting_date"),
    )
    op.create_index(op.f("ix_meeting_board_id"), "meeting", ["board_id"], unique=False)
    op.create_index("ix_meeting_board_status", "meeting", ["board_id", "status"], unique=False)
    op.create_table(
        "availability",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "present",
                "remote",
                "late",
                "leaves",
                "window",
                "deputy",
                "absent",
                "no_answer",
                name="answer",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("deputy_id", sa.Uuid(), nullable=True),
        sa.Column("from_time", sa.Time(), nullable=True),
        sa.Column("until_time", sa.Time(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "answer != 'deputy' OR deputy_id IS NOT NULL", name=op.f("ck_availability_deputy_is_named")
        ),
        sa.ForeignKeyConstraint(["deputy_id"], ["member.id"], name=op.f("fk_availability_deputy_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_availability_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_availability_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_availability")),
        sa.UniqueConstraint("meeting_id", "member_id", name="uq_availability_member"),
    )
    op.create_index(op.f("ix_availability_meeting_id"), "availability", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_availability_member_id"), "availability", ["member_id"], unique=False)


def downgrade() -> None:
    """Drop them again."""
    op.drop_index(op.f("ix_availability_member_id"), table_name="availability")
    op.drop_index(op.f("ix_availability_meeting_id"), table_name="availability")
    op.drop_table("availability")
    op.drop_index("ix_meeting_board_status", table_name="meeting")
    op.drop_index(op.f("ix_meeting_board_id"), table_name="meeting")
    op.drop_table("meeting")
