import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"


def upgrade() -> None:
    op.create_table("case0003", sa.Column("question", sa.String(20)))


def downgrade() -> None:
    op.drop_table("case0003")
