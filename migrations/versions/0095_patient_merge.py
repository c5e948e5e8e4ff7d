"""Two records of one person, used as one, and the cases that came along."""

import sqlalchemy as sa
from alembic import op

from tumorboard.db import UtcDateTime

revision = "0095"
down_revision = "0094"
branch_labels = None
depends_on = None

STANDING = sa.text("parted_at IS NULL")
INDEXED = ("board_id", "patient_id", "used_id")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "patient_merge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("used_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("parted_why", sa.Text(), nullable=True),
        sa.Column("parted_at", UtcDateTime(), nullable=True),
        sa.Column("parted_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("patient_id != used_id", name=op.f("ck_patient_merge_two_records")),
        sa.CheckConstraint("(parted_at IS NULL) = (parted_by_id IS NULL)",
                           name=op.f("ck_patient_merge_parted_who_when")),
        sa.CheckConstraint("(parted_at IS NULL) = (parted_why IS NULL)",
                           name=op.f("ck_patient_merge_parted_has_reason")),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_patient_merge_board_id")),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_patient_merge_by_id")),
        sa.ForeignKeyConstraint(["parted_by_id"], ["member.id"], name=op.f("fk_patient_merge_parted_by_id")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_patient_merge_patient_id")),
        sa.ForeignKeyConstraint(["used_id"], ["patient.id"], name=op.f("fk_patient_merge_used_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patient_merge")),
    )
    for name in INDEXED:
        op.create_index(op.f(f"ix_patient_merge_{name}"), "patient_merge", [name], unique=False)
    op.create_index("uq_patient_merge_standing", "patient_merge", ["patient_id"], unique=True,
                    sqlite_where=STANDING, postgresql_where=STANDING)
    op.create_table(
        "moved_case",
        sa.Column("merge_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_moved_case_case_id")),
        sa.ForeignKeyConstraint(["merge_id"], ["patient_merge.id"], name=op.f("fk_moved_case_merge_id")),
        sa.PrimaryKeyConstraint("merge_id", "case_id", name=op.f("pk_moved_case")),
    )
    op.create_index(op.f("ix_moved_case_case_id"), "moved_case", ["case_id"], unique=False)


def downgrade() -> None:
    """Drop them again."""
    op.drop_index(op.f("ix_moved_case_case_id"), table_name="moved_case")
    op.drop_table("moved_case")
    op.drop_index("uq_patient_merge_standing", table_name="patient_merge")
    for name in reversed(INDEXED):
        op.drop_index(op.f(f"ix_patient_merge_{name}"), table_name="patient_merge")
    op.drop_table("patient_merge")
