"""Flags overruled with a reason, and derived values confirmed or disputed."""

import sqlalchemy as sa
from alembic import op

from migrations.guards import allow, forbid
from tumorboard.db import UtcDateTime

revision = "0040"
down_revision = "0034"
branch_labels = None
depends_on = None

SAME = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in ("case_id", "flag", "fingerprint", "reason", "at", "by_id"))
GUARDS = (
    ("flag_overrule", "UPDATE", "flag_overrule_update", "an overruled flag keeps its reason",
     f"OLD.withdrawn_at IS NOT NULL OR {SAME}"),
    ("flag_overrule", "DELETE", "flag_overrule_delete", "an overruled flag is kept", ""),
    ("derived_review", "UPDATE", "derived_review_update", "what a clinician said of a value is kept", ""),
    ("derived_review", "DELETE", "derived_review_delete", "what a clinician said of a value is kept", ""),
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "flag_overrule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("flag", sa.String(length=40), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)", name=op.f("ck_flag_overrule_withdrawn_who_when")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_flag_overrule_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_flag_overrule_case_id")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["member.id"], name=op.f("fk_flag_overrule_withdrawn_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag_overrule")),
    )
    op.create_index(op.f("ix_flag_overrule_case_id"), "flag_overrule", ["case_id"], unique=False)
    op.create_table(
        "derived_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=20), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "confirmed", "disagreed", name="verdict", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "verdict != 'disagreed' OR reason IS NOT NULL", name=op.f("ck_derived_review_disagreed_has_reason")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_derived_review_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_derived_review_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_derived_review")),
    )
    op.create_index(op.f("ix_derived_review_case_id"), "derived_review", ["case_id"], unique=False)
    for table, verb, name, words, when in GUARDS:
        forbid(table, verb, name, words, when)


def downgrade() -> None:
    """Drop them again."""
    for table, _verb, name, _words, _when in GUARDS:
        allow(table, name)
    op.drop_index(op.f("ix_derived_review_case_id"), table_name="derived_review")
    op.drop_table("derived_review")
    op.drop_index(op.f("ix_flag_overrule_case_id"), table_name="flag_overrule")
    op.drop_table("flag_overrule")
