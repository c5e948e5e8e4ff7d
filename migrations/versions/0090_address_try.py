"""Tries at the door by network address."""

import sqlalchemy as sa
from alembic import op

from tumorboard.db import UtcDateTime

revision = "0090"
down_revision = "0080"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "address_try",
        sa.Column("address_hash", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_try_at", UtcDateTime(), nullable=False),
        sa.Column("next_try_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_address_try_failures_not_negative")),
        sa.PrimaryKeyConstraint("address_hash", name=op.f("pk_address_try")),
    )
    op.create_index(op.f("ix_address_try_last_try_at"), "address_try", ["last_try_at"], unique=False)


def downgrade() -> None:
    """Drop it again."""
    op.drop_index(op.f("ix_address_try_last_try_at"), table_name="address_try")
    op.drop_table("address_try")
