"""Patients, identified by number and issuer."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "patient",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_id", sa.Uuid(), nullable=False),
        sa.Column("mrn_issuer", sa.String(length=120), nullable=False),
        sa.Column("mrn", sa.String(length=32), nullable=True),
        sa.Column("disputed_mrn", sa.String(length=32), nullable=True),
        sa.Column("family_name", sa.String(length=80), nullable=False),
        sa.Column("given_name", sa.String(length=80), nullable=False),
        sa.Column("search_name", sa.String(length=340), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("sex", sa.String(length=40), nullable=False),
        sa.Column("died_on", sa.Date(), nullable=True),
        sa.Column("same_as_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_patient_board_id")),
        sa.ForeignKeyConstraint(["same_as_id"], ["patient.id"], name=op.f("fk_patient_same_as_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patient")),
        sa.UniqueConstraint("board_id", "mrn_issuer", "mrn", name="uq_patient_mrn"),
    )
    op.create_index(op.f("ix_patient_board_id"), "patient", ["board_id"], unique=False)
    op.create_index("ix_patient_board_search", "patient", ["board_id", "search_name"], unique=False)


def downgrade() -> None:
    """Drop them again."""
    op.drop_index("ix_patient_board_search", table_name="patient")
    op.drop_index(op.f("ix_patient_board_id"), table_name="patient")
    op.drop_table("patient")
