"""Which empty seats a decision was taken without knowingly, and whether a result was entered after the meeting."""

import sqlalchemy as sa
from alembic import op

revision = "0102"
down_revision = "0101"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; nobody was asked before, and everything was entered in the room."""
    op.add_column("discussion", sa.Column("decided_without", sa.JSON(), server_default=sa.text("'[]'"),
                                          nullable=False))
    op.add_column("discussion", sa.Column("is_entered_later", sa.Boolean(), server_default=sa.false(),
                                          nullable=False))


def downgrade() -> None:
    """Drop them again."""
    op.drop_column("discussion", "is_entered_later")
    op.drop_column("discussion", "decided_without")
