"""What was asked for outside, when it came, and how far the reading here agrees."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def _difference(name: str) -> sa.Enum:
    """The three ways in which two readings compare."""
    return sa.Enum("none", "minor", "major", name=name, native_enum=False, create_constraint=True, length=20)


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "outside_material",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "report", "slides", "scans", name="kind", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("facility", sa.String(length=120), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_by_id", sa.Uuid(), nullable=True),
        sa.Column("reread_on", sa.Date(), nullable=True),
        sa.Column("reread_by_id", sa.Uuid(), nullable=True),
        sa.Column("grade", _difference("grade"), nullable=True),
        sa.Column("diagnosis", _difference("diagnosis"), nullable=True),
        sa.Column("stage", _difference("stage"), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(reread_on IS NULL) = (reread_by_id IS NULL)", name=op.f("ck_outside_material_reread_who_when")
        ),
        sa.CheckConstraint(
            "reread_on IS NULL OR received_on IS NOT NULL", name=op.f("ck_outside_material_received_before_reread")
        ),
        sa.CheckConstraint(
            "kind != 'report' OR reread_on IS NULL", name=op.f("ck_outside_material_report_is_not_reread")
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["member.id"], name=op.f("fk_outside_material_asked_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_outside_material_case_id")),
        sa.ForeignKeyConstraint(["received_by_id"], ["member.id"], name=op.f("fk_outside_material_received_by_id")),
        sa.ForeignKeyConstraint(["reread_by_id"], ["member.id"], name=op.f("fk_outside_material_reread_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_material")),
    )
    op.create_index(op.f("ix_outside_material_case_id"), "outside_material", ["case_id"], unique=False)


def downgrade() -> None:
    """Drop it again."""
    op.drop_index(op.f("ix_outside_material_case_id"), table_name="outside_material")
    op.drop_table("outside_material")
