"""Whether a person set the minutes of a case, or from what they were estimated."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns. Nobody knows who set the minutes there are: they stay as if by hand."""
    op.add_column("case", sa.Column("minutes_by_hand", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("case", sa.Column("minutes_basis", sa.JSON(), server_default="{}", nullable=False))
    op.execute(sa.update(sa.table("case", sa.column("minutes_by_hand", sa.Boolean()))).values(minutes_by_hand=True))


def downgrade() -> None:
    """Drop them again."""
    op.drop_column("case", "minutes_basis")
    op.drop_column("case", "minutes_by_hand")
