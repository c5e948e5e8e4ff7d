"""What the planner was told for each build."""

import sqlalchemy as sa
from alembic import op

from migrations.guards import allow, forbid

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

GUARDS = (
    ("docket_input", "UPDATE", "docket_input_update", "what a docket was built from never changes", ""),
    ("docket_input", "DELETE", "docket_input_delete", "what a docket was built from never changes", ""),
)


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "docket_input",
        sa.Column("docket_id", sa.Uuid(), nullable=False),
        sa.Column("instance", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["docket_id"], ["docket.id"], name=op.f("fk_docket_input_docket_id")),
        sa.PrimaryKeyConstraint("docket_id", name=op.f("pk_docket_input")),
    )
    for table, verb, name, words, when in GUARDS:
        forbid(table, verb, name, words, when)


def downgrade() -> None:
    """Drop it again."""
    for table, _verb, name, _words, _when in GUARDS:
        allow(table, name)
    op.drop_table("docket_input")
