"""The versions of a board's policy; the reserve of the board's settings becomes part of the first one."""

import json
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from migrations.guards import allow, forbid
from tumorboard.db import UtcDateTime

revision = "0030"
down_revision = "0021"
branch_labels = None
depends_on = None

GUARDS = (
    ("board_policy", "UPDATE", "board_policy_update", "a version of the policy never changes", ""),
    ("board_policy", "DELETE", "board_policy_delete", "a version of the policy is never deleted", ""),
)
BOARD = sa.table("board", sa.column("id", sa.Uuid()), sa.column("reserve_minutes", sa.Integer()))
POLICY = sa.table(
    "board_policy", sa.column("id", sa.Uuid()), sa.column("board_id", sa.Uuid()), sa.column("number", sa.Integer()),
    sa.column("chosen", sa.JSON()), sa.column("reason", sa.Text()), sa.column("set_at", UtcDateTime()))


def upgrade() -> None:
    """Create the table, and let every board begin with its reserve."""
    op.create_table(
        "board_policy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=True),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("number = 1 OR set_by_id IS NOT NULL", name=op.f("ck_board_policy_later_has_who")),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_board_policy_board_id")),
        sa.ForeignKeyConstraint(["set_by_id"], ["member.id"], name=op.f("fk_board_policy_set_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_policy")),
        sa.UniqueConstraint("board_id", "number", name="uq_board_policy_number"),
    )
    op.create_index(op.f("ix_board_policy_board_id"), "board_policy", ["board_id"], unique=False)
    for board_id, reserve in op.get_bind().execute(sa.select(BOARD.c.id, BOARD.c.reserve_minutes)).all():
        op.execute(sa.insert(POLICY).values(
            id=uuid4(), board_id=board_id, number=1, chosen={"reserve_minutes": reserve},
            reason="The values with which the board was founded.", set_at=sa.func.current_timestamp()))
    op.drop_column("board", "reserve_minutes")
    for table, verb, name, words, when in GUARDS:
        forbid(table, verb, name, words, when)


def downgrade() -> None:
    """Give the board its newest reserve back, and drop the table."""
    for table, _verb, name, _words, _when in GUARDS:
        allow(table, name)
    op.add_column("board", sa.Column("reserve_minutes", sa.Integer(), server_default="10", nullable=False))
    for board_id, chosen in op.get_bind().execute(
            sa.select(POLICY.c.board_id, POLICY.c.chosen).order_by(POLICY.c.number)).all():
        values = json.loads(chosen) if isinstance(chosen, str) else chosen
        op.execute(sa.update(BOARD).where(BOARD.c.id == board_id).values(
            reserve_minutes=values.get("reserve_minutes", 10)))
    op.drop_index(op.f("ix_board_policy_board_id"), table_name="board_policy")
    op.drop_table("board_policy")
