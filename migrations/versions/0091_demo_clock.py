"""The demo's clock without a date that nothing reads."""

import sqlalchemy as sa
from alembic import op

revision = "0091"
down_revision = "0090"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Drop the date."""
    with op.batch_alter_table("demo_clock") as table:
        table.drop_column("reference_on")


def downgrade() -> None:
    """Add the column again, empty."""
    with op.batch_alter_table("demo_clock") as table:
        table.add_column(sa.Column("reference_on", sa.String(length=10), server_default="", nullable=False))
