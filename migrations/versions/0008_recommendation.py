"""Versions of a recommendation, fixed by their signature."""

import sqlalchemy as sa
from alembic import op

from migrations.guards import allow, forbid
from tumorboard.db import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

GUARDS = (
    (
        "recommendation",
        "UPDATE",
        "recommendation_signed_stands",
        "a signed recommendation never changes",
        "OLD.signed_at IS NOT NULL",
    ),
    (
        "recommendation",
        "DELETE",
        "recommendation_signed_stays",
        "a signed recommendation is never deleted",
        "OLD.signed_at IS NOT NULL",
    ),
    (
        "recommendation_item",
        "INSERT",
        "recommendation_item_insert_signed",
        "a signed recommendation never changes",
        "(SELECT signed_at FROM recommendation WHERE id = NEW.recommendation_id) IS NOT NULL",
    ),
    (
        "recommendation_item",
        "UPDATE",
        "recommendation_item_update_signed",
        "a signed recommendation never changes",
        "(SELECT signed_at FROM recommendation WHERE id = NEW.recommendation_id) IS NOT NULL",
    ),
    (
        "recommendation_item",
        "DELETE",
        "recommendation_item_delete_signed",
        "a signed recommendation never changes",
        "(SELECT signed_at FROM recommendation WHERE id = OLD.recommendation_id) IS NOT NULL",
    ),
    (
        "dissent",
        "INSERT",
        "dissent_insert_signed",
        "a signed recommendation never changes",
        "(SELECT signed_at FROM recommendation WHERE id = NEW.recommendation_id) IS NOT NULL",
    ),
    (
        "dissent",
        "UPDATE",
        "dissent_update_signed",
        "a signed recommendation never changes",
        "(SELECT signed_at FROM recommendation WHERE id = NEW.recommendation_id) IS NOT NULL",
    ),
    (
        "dissent",
        "DELETE",
        "dissent_delete_signed",
        "a signed recommendation never changes",
        "(SELECT signed_at FROM recommendation WHERE id = OLD.recommendation_id) IS NOT NULL",
    ),
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "recommendation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("discussion_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("what_changed", sa.JSON(), nullable=False),
        sa.Column("considered", sa.JSON(), nullable=False),
        sa.Column("consensus", sa.String(length=20), nullable=True),
        sa.Column("agreed", sa.JSON(), nullable=False),
        sa.Column("amend_reason", sa.Text(), nullable=True),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column("signed_at", UtcDateTime(), nullable=True),
        sa.Column("signed_by_id", sa.Uuid(), nullable=True),
        sa.Column("meaning", sa.String(length=200), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(number = 1) = (amend_reason IS NULL)", name=op.f("ck_recommendation_amended_has_reason")
        ),
        sa.CheckConstraint(
            "(signed_at IS NULL) = (content_hash IS NULL)", name=op.f("ck_recommendation_signed_has_hash")
        ),
        sa.CheckConstraint(
            "(signed_at IS NULL) = (signed_by_id IS NULL)", name=op.f("ck_recommendation_signed_who_when")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_recommendation_case_id")),
        sa.ForeignKeyConstraint(["discussion_id"], ["discussion.id"], name=op.f("fk_recommendation_discussion_id")),
        sa.ForeignKeyConstraint(["signed_by_id"], ["member.id"], name=op.f("fk_recommendation_signed_by_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["member.id"], name=op.f("fk_recommendation_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
        sa.UniqueConstraint("discussion_id", "number", name="uq_recommendation_number"),
    )
    op.create_index(op.f("ix_recommendation_case_id"), "recommendation", ["case_id"], unique=False)
    op.create_index(op.f("ix_recommendation_discussion_id"), "recommendation", ["discussion_id"], unique=False)
    op.create_index("ix_recommendation_signed_at", "recommendation", ["signed_at"], unique=False)
    op.create_index(
        "uq_recommendation_one_draft",
        "recommendation",
        ["discussion_id"],
        unique=True,
        sqlite_where=sa.text("signed_at IS NULL"),
        postgresql_where=sa.text("signed_at IS NULL"),
    )
    op.create_table(
        "dissent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_dissent_member_id")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_dissent_recommendation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dissent")),
        sa.UniqueConstraint("recommendation_id", "member_id", name="uq_dissent_member"),
    )
    op.create_index(op.f("ix_dissent_recommendation_id"), "dissent", ["recommendation_id"], unique=False)
    op.create_table(
        "recommendation_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("intent", sa.String(length=40), nullable=True),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_recommendation_item_owner_id")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_recommendation_item_recommendation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_item")),
        sa.UniqueConstraint("recommendation_id", "position", name="uq_recommendation_item_position"),
    )
    op.create_index(op.f("ix_recommendation_item_owner_id"), "recommendation_item", ["owner_id"], unique=False)
    op.create_index(
        op.f("ix_recommendation_item_recommendation_id"), "recommendation_item", ["recommendation_id"], unique=False
    )
    for table, verb, name, words, when in GUARDS:
        forbid(table, verb, name, words, when)


def downgrade() -> None:
    """Drop them again."""
    for table, _verb, name, _words, _when in GUARDS:
        allow(table, name)
    op.drop_index(op.f("ix_recommendation_item_recommendation_id"), table_name="recommendation_item")
    op.drop_index(op.f("ix_recommendation_item_owner_id"), table_name="recommendation_item")
    op.drop_table("recommendation_item")
    op.drop_index(op.f("ix_dissent_recommendation_id"), table_name="dissent")
    op.drop_table("dissent")
    op.drop_index(
        "uq_recommendation_one_draft",
        table_name="recommendation",
        sqlite_where=sa.text("signed_at IS NULL"),
        postgresql_where=sa.text("signed_at IS NULL"),
    )
    op.drop_index("ix_recommendation_signed_at", table_name="recommendation")
    op.drop_index(op.f("ix_recommendation_discussion_id"), table_name="recommendation")
    op.drop_index(op.f("ix_recommendation_case_id"), table_name="recommendation")
    op.drop_table("recommendation")
