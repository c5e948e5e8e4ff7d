"""Meetings that are moved to another date, and extra sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns. The check belongs to its column, because SQLite cannot add one to a table."""
    op.execute("ALTER TABLE meeting ADD COLUMN moved_to_on DATE CONSTRAINT ck_meeting_only_moved_has_date "
               "CHECK (moved_to_on IS NULL OR status = 'moved')")
    op.add_column("meeting", sa.Column("moved_reason", sa.String(length=200), nullable=True))
    op.add_column("meeting", sa.Column("is_extra", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Drop them again."""
    op.drop_column("meeting", "is_extra")
    op.drop_column("meeting", "moved_reason")
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("ck_meeting_only_moved_has_date", "meeting")
    op.drop_column("meeting", "moved_to_on")
