"""What members state in their own name about a discussion; it is added and never changed."""

import sqlalchemy as sa
from alembic import op

from migrations.guards import allow, forbid
from tumorboard.db import UtcDateTime

revision = "0100"
down_revision = "0095"
branch_labels = None
depends_on = None

GUARDS = (
    ("statement", "UPDATE", "statement_update", "a statement never changes", ""),
    ("statement", "DELETE", "statement_delete", "a statement is never deleted", ""),
)


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "statement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("discussion_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Enum("opinion", "dissent", name="kind", native_enum=False, create_constraint=True,
                                  length=20), nullable=False),
        sa.Column("specialty", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["discussion_id"], ["discussion.id"], name=op.f("fk_statement_discussion_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_statement_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    op.create_index(op.f("ix_statement_discussion_id"), "statement", ["discussion_id"], unique=False)
    for table, verb, name, words, when in GUARDS:
        forbid(table, verb, name, words, when)


def downgrade() -> None:
    """Drop it again."""
    for table, _verb, name, _words, _when in GUARDS:
        allow(table, name)
    op.drop_index(op.f("ix_statement_discussion_id"), table_name="statement")
    op.drop_table("statement")
