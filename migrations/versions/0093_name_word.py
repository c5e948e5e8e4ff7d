"""The words of patients’ names, and the keys under which mistyped ones are looked for."""

import sqlalchemy as sa
from alembic import op

revision = "0093"
down_revision = "0092"
branch_labels = None
depends_on = None

PLAIN = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "name_word",
        sa.Column("word", PLAIN, nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_name_word_patient_id")),
        sa.PrimaryKeyConstraint("word", "patient_id", name=op.f("pk_name_word")),
    )
    op.create_index(op.f("ix_name_word_patient_id"), "name_word", ["patient_id"], unique=False)
    op.create_table(
        "name_key",
        sa.Column("key", PLAIN, nullable=False),
        sa.Column("word", PLAIN, nullable=False),
        sa.PrimaryKeyConstraint("key", "word", name=op.f("pk_name_key")),
    )


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("name_key")
    op.drop_index(op.f("ix_name_word_patient_id"), table_name="name_word")
    op.drop_table("name_word")
