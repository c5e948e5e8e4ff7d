"""By which version of the policy a docket was built."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what was built before had only the first version."""
    op.add_column("docket", sa.Column("policy_number", sa.Integer(), server_default="1", nullable=False))


def downgrade() -> None:
    """Drop it again."""
    op.drop_column("docket", "policy_number")
