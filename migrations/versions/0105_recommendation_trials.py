"""Trials that were considered, and the members' own statements that a signature covers."""

import sqlalchemy as sa
from alembic import op

revision = "0105"
down_revision = "0104"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; before, no trial was named, and a signature covered no statement."""
    for name in ("trials", "heard"):
        op.add_column("recommendation", sa.Column(name, sa.JSON(), server_default=sa.text("'[]'"), nullable=False))


def downgrade() -> None:
    """Drop them again."""
    for name in ("heard", "trials"):
        op.drop_column("recommendation", name)
