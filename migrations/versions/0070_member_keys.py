"""Members choose whether single keys do anything."""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; keys were always on."""
    op.add_column("member", sa.Column("single_keys", sa.Boolean(), server_default=sa.true(), nullable=False))


def downgrade() -> None:
    """Drop it again."""
    op.drop_column("member", "single_keys")
