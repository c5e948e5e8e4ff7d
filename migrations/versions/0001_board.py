"""A board, its demo clock and the scheduler's sign of life."""

import sqlalchemy as sa
from alembic import op

from tumorboard.db import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "board",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("subtitle", sa.String(length=60), nullable=False),
        sa.Column("hospital", sa.String(length=120), nullable=False),
        sa.Column("profile", sa.String(length=20), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("reserve_minutes", sa.Integer(), nullable=False),
        sa.Column("cutoff_days_before", sa.Integer(), nullable=False),
        sa.Column("cutoff", sa.Time(), nullable=False),
        sa.Column("publish", sa.Time(), nullable=False),
        sa.Column("room", sa.String(length=120), nullable=False),
        sa.Column("video_link", sa.String(length=300), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=False),
        sa.Column("urgent_phone", sa.String(length=40), nullable=False),
        sa.Column("last_case_number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 15 AND 300", name=op.f("ck_board_minutes_in_range")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_board_weekday_in_range")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board")),
    )
    op.create_table(
        "demo_clock",
        sa.Column("board_id", sa.Uuid(), nullable=False),
        sa.Column("ahead_seconds", sa.Integer(), nullable=False),
        sa.Column("reference_on", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_demo_clock_board_id")),
        sa.PrimaryKeyConstraint("board_id", name=op.f("pk_demo_clock")),
    )
    op.create_table(
        "heartbeat",
        sa.Column("board_id", sa.Uuid(), nullable=False),
        sa.Column("ticked_at", UtcDateTime(), nullable=False),
        sa.Column("host", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_heartbeat_board_id")),
        sa.PrimaryKeyConstraint("board_id", name=op.f("pk_heartbeat")),
    )


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("heartbeat")
    op.drop_table("demo_clock")
    op.drop_table("board")
