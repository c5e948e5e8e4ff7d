"""Who steps out of a case for a conflict of interest; once the outcome is recorded, that never changes."""

import sqlalchemy as sa
from alembic import op

from migrations.guards import allow, forbid
from tumorboard.db import UtcDateTime

revision = "0106"
down_revision = "0105"
branch_labels = None
depends_on = None

RECORDED = "(SELECT outcome FROM discussion WHERE id = {}.discussion_id) IS NOT NULL"
FIXED = "the outcome of this case is recorded, and who stepped out of it stands"
GUARDS = (
    ("recusal", "INSERT", "recusal_insert_recorded", FIXED, RECORDED.format("NEW")),
    ("recusal", "UPDATE", "recusal_update", "a recusal never changes; it is taken back", ""),
    ("recusal", "DELETE", "recusal_delete_recorded", FIXED, RECORDED.format("OLD")),
)


def upgrade() -> None:
    """Create the table, and the columns that keep it by name; before, nobody was asked."""
    op.create_table(
        "recusal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("discussion_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("reason != ''", name=op.f("ck_recusal_has_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_recusal_by_id")),
        sa.ForeignKeyConstraint(["discussion_id"], ["discussion.id"], name=op.f("fk_recusal_discussion_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_recusal_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal")),
        sa.UniqueConstraint("discussion_id", "member_id", name="uq_recusal_member"),
    )
    for name in ("recused", "left_early"):
        op.add_column("discussion", sa.Column(name, sa.JSON(), server_default=sa.text("'[]'"), nullable=False))
    for table, verb, name, words, when in GUARDS:
        forbid(table, verb, name, words, when)


def downgrade() -> None:
    """Drop them again."""
    for table, _verb, name, _words, _when in GUARDS:
        allow(table, name)
    for name in ("left_early", "recused"):
        op.drop_column("discussion", name)
    op.drop_table("recusal")
