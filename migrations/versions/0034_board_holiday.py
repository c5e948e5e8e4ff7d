"""The board's own days without a meeting."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "board_holiday",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_board_holiday_board_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_holiday")),
        sa.UniqueConstraint("board_id", "day", name="uq_board_holiday_day"),
    )
    op.create_index(op.f("ix_board_holiday_board_id"), "board_holiday", ["board_id"], unique=False)


def downgrade() -> None:
    """Drop it again."""
    op.drop_index(op.f("ix_board_holiday_board_id"), table_name="board_holiday")
    op.drop_table("board_holiday")
