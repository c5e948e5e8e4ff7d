"""What happened at a meeting."""

import sqlalchemy as sa
from alembic import op

from tumorboard.db import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "attendance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("guest_name", sa.String(length=120), nullable=True),
        sa.Column(
            "mode",
            sa.Enum("room", "remote", name="mode", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("deputy_for_id", sa.Uuid(), nullable=True),
        sa.Column("arrived_at", UtcDateTime(), nullable=False),
        sa.Column("left_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(member_id IS NULL) != (guest_name IS NULL)", name=op.f("ck_attendance_member_or_guest")),
        sa.CheckConstraint("left_at IS NULL OR left_at >= arrived_at", name=op.f("ck_attendance_left_after_arrived")),
        sa.ForeignKeyConstraint(["deputy_for_id"], ["member.id"], name=op.f("fk_attendance_deputy_for_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_attendance_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("meeting_id", "member_id", name="uq_attendance_member"),
    )
    op.create_index(op.f("ix_attendance_meeting_id"), "attendance", ["meeting_id"], unique=False)
    op.create_table(
        "discussion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start_min", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "made",
                "deferred",
                "none",
                "not_discussed",
                "soc_listed",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("recorded_at", UtcDateTime(), nullable=True),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "deferral_reason",
            sa.Enum(
                "pathology",
                "imaging",
                "labs",
                "specialist",
                "patient",
                "question",
                "time",
                "other",
                name="deferral_reason",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("deferred_for", sa.JSON(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("back_on", sa.Date(), nullable=True),
        sa.Column("presence", sa.JSON(), nullable=False),
        sa.Column("missing_specialties", sa.JSON(), nullable=False),
        sa.Column("presenter_name", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "outcome != 'deferred' OR deferral_reason IS NOT NULL", name=op.f("ck_discussion_deferred_has_reason")
        ),
        sa.CheckConstraint("(outcome IS NULL) = (recorded_at IS NULL)", name=op.f("ck_discussion_recorded_when")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_discussion_case_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_discussion_meeting_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["member.id"], name=op.f("fk_discussion_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussion")),
        sa.UniqueConstraint("meeting_id", "case_id", name="uq_discussion_case"),
    )
    op.create_index(op.f("ix_discussion_case_id"), "discussion", ["case_id"], unique=False)
    op.create_index(op.f("ix_discussion_meeting_id"), "discussion", ["meeting_id"], unique=False)


def downgrade() -> None:
    """Drop them again."""
    op.drop_index(op.f("ix_discussion_meeting_id"), table_name="discussion")
    op.drop_index(op.f("ix_discussion_case_id"), table_name="discussion")
    op.drop_table("discussion")
    op.drop_index(op.f("ix_attendance_meeting_id"), table_name="attendance")
    op.drop_table("attendance")
