"""Specialists sign their part of a signed recommendation."""

import sqlalchemy as sa
from alembic import op

from migrations.guards import allow, forbid
from tumorboard.db import UtcDateTime

revision = "0101"
down_revision = "0100"
branch_labels = None
depends_on = None

GUARDS = (
    (
        "cosignature",
        "INSERT",
        "cosignature_insert_unsigned",
        "only a signed recommendation is co-signed",
        "(SELECT signed_at FROM recommendation WHERE id = NEW.recommendation_id) IS NULL",
    ),
    ("cosignature", "UPDATE", "cosignature_update", "a signature never changes", ""),
    ("cosignature", "DELETE", "cosignature_delete", "a signature is never deleted", ""),
)


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "cosignature",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("specialty", sa.String(length=40), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("meaning", sa.String(length=200), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_cosignature_member_id")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_cosignature_recommendation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cosignature")),
        sa.UniqueConstraint("recommendation_id", "member_id", "specialty", name="uq_cosignature_part"),
    )
    op.create_index(op.f("ix_cosignature_recommendation_id"), "cosignature", ["recommendation_id"], unique=False)
    for table, verb, name, words, when in GUARDS:
        forbid(table, verb, name, words, when)


def downgrade() -> None:
    """Drop it again."""
    for table, _verb, name, _words, _when in GUARDS:
        allow(table, name)
    op.drop_index(op.f("ix_cosignature_recommendation_id"), table_name="cosignature")
    op.drop_table("cosignature")
