import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table("patient", sa.Column("name", sa.String(20)))


def downgrade() -> None:
    op.drop_table("patient")
