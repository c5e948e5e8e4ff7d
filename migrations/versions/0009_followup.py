"""How far each item has been carried out."""

import sqlalchemy as sa
from alembic import op

from tumorboard.db import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "followup",
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "not-started",
                "scheduled",
                "in-progress",
                "on-hold",
                "completed",
                "cancelled",
                "stopped",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("status_reason", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by_id"], ["member.id"], name=op.f("fk_followup_changed_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["recommendation_item.id"], name=op.f("fk_followup_item_id")),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_followup")),
    )


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("followup")
