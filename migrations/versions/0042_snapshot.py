"""What a case said when the room discussed it."""

import sqlalchemy as sa
from alembic import op

from tumorboard.db import UtcDateTime

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "case_snapshot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("derived", sa.JSON(), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_snapshot_case_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_case_snapshot_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_snapshot")),
        sa.UniqueConstraint("case_id", "meeting_id", name="uq_case_snapshot_meeting"),
    )
    op.create_index(op.f("ix_case_snapshot_case_id"), "case_snapshot", ["case_id"], unique=False)
    op.create_index(op.f("ix_case_snapshot_meeting_id"), "case_snapshot", ["meeting_id"], unique=False)


def downgrade() -> None:
    """Drop it again."""
    op.drop_index(op.f("ix_case_snapshot_meeting_id"), table_name="case_snapshot")
    op.drop_index(op.f("ix_case_snapshot_case_id"), table_name="case_snapshot")
    op.drop_table("case_snapshot")
