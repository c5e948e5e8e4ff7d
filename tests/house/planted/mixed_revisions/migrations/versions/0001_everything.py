from alembic import op


def upgrade() -> None:
    """Create two aggregates at once."""
    op.create_table("patient")
    op.create_table("case")
