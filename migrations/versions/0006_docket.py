"""Immutable builds of the running order."""

import sqlalchemy as sa
from alembic import op

from migrations.guards import allow, forbid
from tumorboard.db import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

GUARDS = (
    ("docket", "UPDATE", "docket_published_stands", "a published docket never changes", "OLD.revision IS NOT NULL"),
    ("docket", "DELETE", "docket_stays", "a docket is never deleted", ""),
    ("docket_item", "UPDATE", "docket_item_update", "a docket never changes", ""),
    ("docket_item", "DELETE", "docket_item_delete", "a docket never changes", ""),
    ("docket_candidate", "UPDATE", "docket_candidate_update", "a docket never changes", ""),
    ("docket_candidate", "DELETE", "docket_candidate_delete", "a docket never changes", ""),
    ("docket_block", "UPDATE", "docket_block_update", "a docket never changes", ""),
    ("docket_block", "DELETE", "docket_block_delete", "a docket never changes", ""),
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "docket",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("build", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("built_at", UtcDateTime(), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("published_by_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("input_hash", sa.String(length=80), nullable=False),
        sa.Column("proof", sa.String(length=20), nullable=False),
        sa.Column("minutes_used", sa.Integer(), nullable=False),
        sa.Column("specialist_minutes", sa.Integer(), nullable=False),
        sa.Column("first_come_minutes", sa.Integer(), nullable=False),
        sa.Column("lower_bound", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(revision IS NULL) = (published_at IS NULL)", name=op.f("ck_docket_published_has_revision")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_docket_meeting_id")),
        sa.ForeignKeyConstraint(["published_by_id"], ["member.id"], name=op.f("fk_docket_published_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_docket")),
        sa.UniqueConstraint("meeting_id", "build", name="uq_docket_build"),
        sa.UniqueConstraint("meeting_id", "revision", name="uq_docket_revision"),
    )
    op.create_index(op.f("ix_docket_meeting_id"), "docket", ["meeting_id"], unique=False)
    op.create_table(
        "docket_block",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("docket_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("from_min", sa.Integer(), nullable=False),
        sa.Column("to_min", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["docket_id"], ["docket.id"], name=op.f("fk_docket_block_docket_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_docket_block_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_docket_block")),
        sa.UniqueConstraint("docket_id", "member_id", name="uq_docket_block_member"),
    )
    op.create_index(op.f("ix_docket_block_docket_id"), "docket_block", ["docket_id"], unique=False)
    op.create_index(op.f("ix_docket_block_member_id"), "docket_block", ["member_id"], unique=False)
    op.create_table(
        "docket_candidate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("docket_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column(
            "decision",
            sa.Enum(
                "admitted",
                "bumped",
                "held",
                "listed",
                name="decision",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_docket_candidate_case_id")),
        sa.ForeignKeyConstraint(["docket_id"], ["docket.id"], name=op.f("fk_docket_candidate_docket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_docket_candidate")),
        sa.UniqueConstraint("docket_id", "case_id", name="uq_docket_candidate_case"),
    )
    op.create_index(op.f("ix_docket_candidate_case_id"), "docket_candidate", ["case_id"], unique=False)
    op.create_index(op.f("ix_docket_candidate_docket_id"), "docket_candidate", ["docket_id"], unique=False)
    op.create_table(
        "docket_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("docket_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start_min", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_docket_item_case_id")),
        sa.ForeignKeyConstraint(["docket_id"], ["docket.id"], name=op.f("fk_docket_item_docket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_docket_item")),
        sa.UniqueConstraint("docket_id", "case_id", name="uq_docket_item_case"),
        sa.UniqueConstraint("docket_id", "position", name="uq_docket_item_position"),
    )
    op.create_index(op.f("ix_docket_item_case_id"), "docket_item", ["case_id"], unique=False)
    op.create_index(op.f("ix_docket_item_docket_id"), "docket_item", ["docket_id"], unique=False)
    for table, verb, name, words, when in GUARDS:
        forbid(table, verb, name, words, when)


def downgrade() -> None:
    """Drop them again."""
    for table, _verb, name, _words, _when in GUARDS:
        allow(table, name)
    op.drop_index(op.f("ix_docket_item_docket_id"), table_name="docket_item")
    op.drop_index(op.f("ix_docket_item_case_id"), table_name="docket_item")
    op.drop_table("docket_item")
    op.drop_index(op.f("ix_docket_candidate_docket_id"), table_name="docket_candidate")
    op.drop_index(op.f("ix_docket_candidate_case_id"), table_name="docket_candidate")
    op.drop_table("docket_candidate")
    op.drop_index(op.f("ix_docket_block_member_id"), table_name="docket_block")
    op.drop_index(op.f("ix_docket_block_docket_id"), table_name="docket_block")
    op.drop_table("docket_block")
    op.drop_index(op.f("ix_docket_meeting_id"), table_name="docket")
    op.drop_table("docket")
