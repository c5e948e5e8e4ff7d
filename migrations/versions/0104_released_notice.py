"""Members are told of letters and minutes that are released."""

import sqlalchemy as sa
from alembic import op

revision = "0104"
down_revision = "0103"
branch_labels = None
depends_on = None

BEFORE = ("needed", "needed_changed", "meeting", "asked", "returned", "displaced", "huddle", "reminder")


def upgrade() -> None:
    """Let the new kind in."""
    _allow((*BEFORE, "released"))


def downgrade() -> None:
    """Let it out again, with what was told of it."""
    op.execute(sa.text("DELETE FROM notice WHERE kind = 'released'"))
    _allow(BEFORE)


def _allow(kinds: tuple[str, ...]) -> None:
    """Replace the list of kinds; SQLite copies the table for it."""
    listed = ", ".join(f"'{each}'" for each in kinds)
    with op.batch_alter_table("notice") as table:
        table.drop_constraint(op.f("ck_notice_kind"), type_="check")
        table.create_check_constraint(op.f("ck_notice_kind"), sa.text(f"kind IN ({listed})"))
