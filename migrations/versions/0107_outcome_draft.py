"""The outcome as it is typed in the room, before it is recorded."""

import sqlalchemy as sa
from alembic import op

revision = "0107"
down_revision = "0106"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; before, an outcome was on its page alone until it was recorded."""
    op.add_column("recommendation",
                  sa.Column("outcome_draft", sa.JSON(), server_default=sa.text("'[]'"), nullable=False))


def downgrade() -> None:
    """Drop it again."""
    op.drop_column("recommendation", "outcome_draft")
