"""Why, by which guideline, what else and what speaks against it, for each item; and who read the text back."""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0070"
branch_labels = None
depends_on = None

WORDS = ("rationale", "alternatives", "contraindications")


def upgrade() -> None:
    """Add the columns, empty: nobody was asked before."""
    for name in WORDS:
        op.add_column("recommendation_item", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.add_column("recommendation_item", sa.Column("guideline", sa.String(200), server_default="", nullable=False))
    op.add_column("recommendation", sa.Column("preference_conflict", sa.Text(), server_default="", nullable=False))
    # The reference belongs to its column, because SQLite cannot add one to a table.
    kind = "UUID" if op.get_bind().dialect.name == "postgresql" else "CHAR(32)"
    op.execute(f"ALTER TABLE recommendation ADD COLUMN read_back_by_id {kind} "
               "CONSTRAINT fk_recommendation_read_back_by_id REFERENCES member (id)")


def downgrade() -> None:
    """Drop them again."""
    op.drop_column("recommendation", "read_back_by_id")
    op.drop_column("recommendation", "preference_conflict")
    op.drop_column("recommendation_item", "guideline")
    for name in WORDS:
        op.drop_column("recommendation_item", name)
