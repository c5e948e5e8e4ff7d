"""The sections of a case's form, and every text that was ever taken or set aside."""

import sqlalchemy as sa
from alembic import op

from migrations.guards import allow, forbid
from tumorboard.db import UtcDateTime

revision = "0060"
down_revision = "0050"
branch_labels = None
depends_on = None

GUARDS = (
    ("answer_change", "UPDATE", "answer_change_update", "the history of an answer never changes", ""),
    ("answer_change", "DELETE", "answer_change_delete", "the history of an answer is never deleted", ""),
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "case_section",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("carried", sa.JSON(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("saved_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_section_case_id")),
        sa.ForeignKeyConstraint(["saved_by_id"], ["member.id"], name=op.f("fk_case_section_saved_by_id")),
        sa.PrimaryKeyConstraint("case_id", "section", name=op.f("pk_case_section")),
    )
    op.create_table(
        "answer_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("page", sa.String(length=64), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.CheckConstraint("number IS NULL OR number > 0", name=op.f("ck_answer_change_number_counts")),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_answer_change_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_answer_change_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_change")),
        sa.UniqueConstraint("case_id", "section", "number", name="uq_answer_change_number"),
    )
    op.create_index(op.f("ix_answer_change_case_id"), "answer_change", ["case_id"], unique=False)
    for table, verb, name, words, when in GUARDS:
        forbid(table, verb, name, words, when)


def downgrade() -> None:
    """Drop them again."""
    for table, _verb, name, _words, _when in GUARDS:
        allow(table, name)
    op.drop_index(op.f("ix_answer_change_case_id"), table_name="answer_change")
    op.drop_table("answer_change")
    op.drop_table("case_section")
