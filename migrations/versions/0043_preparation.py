"""What was done ahead of a meeting, and who was reminded of what."""

import sqlalchemy as sa
from alembic import op

from tumorboard.db import UtcDateTime

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "preparation_mark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("line", sa.String(length=40), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=False),
        sa.Column("done_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_preparation_mark_case_id")),
        sa.ForeignKeyConstraint(["done_by_id"], ["member.id"], name=op.f("fk_preparation_mark_done_by_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_preparation_mark_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preparation_mark")),
        sa.UniqueConstraint("meeting_id", "case_id", "line", name="uq_preparation_mark_line"),
    )
    op.create_index(op.f("ix_preparation_mark_case_id"), "preparation_mark", ["case_id"], unique=False)
    op.create_index(op.f("ix_preparation_mark_meeting_id"), "preparation_mark", ["meeting_id"], unique=False)
    op.create_table(
        "reminder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_reminder_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_reminder_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
    )
    op.create_index(op.f("ix_reminder_case_id"), "reminder", ["case_id"], unique=False)


def downgrade() -> None:
    """Drop them again."""
    op.drop_index(op.f("ix_reminder_case_id"), table_name="reminder")
    op.drop_table("reminder")
    op.drop_index(op.f("ix_preparation_mark_meeting_id"), table_name="preparation_mark")
    op.drop_index(op.f("ix_preparation_mark_case_id"), table_name="preparation_mark")
    op.drop_table("preparation_mark")
