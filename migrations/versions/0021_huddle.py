"""What was discussed out of cycle: who took part, what was decided, and what is to be done."""

import sqlalchemy as sa
from alembic import op

from migrations.guards import allow, forbid
from tumorboard.db import UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

STANDING = sa.text("recorded_at IS NULL AND called_off_at IS NULL")
ENDED = "a huddle that was recorded or called off never changes"
CHILDREN = ("huddle_member", "huddle_item")


def _of_ended(row: str) -> str:
    """Say that the huddle of a row has ended."""
    return f"(SELECT COALESCE(recorded_at, called_off_at) FROM huddle WHERE id = {row}.huddle_id) IS NOT NULL"


GUARDS = (
    ("huddle", "UPDATE", "huddle_stands", ENDED, "OLD.recorded_at IS NOT NULL OR OLD.called_off_at IS NOT NULL"),
    ("huddle", "DELETE", "huddle_stays", "a huddle is never deleted", ""),
    *((table, verb, f"{table}_{verb.lower()}_ended", ENDED, _of_ended("OLD" if verb == "DELETE" else "NEW"))
      for table in CHILDREN for verb in ("INSERT", "UPDATE", "DELETE")),
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "huddle",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column(
            "means",
            sa.Enum("phone", "video", "in_person", name="means", native_enum=False, create_constraint=True, length=20),
            nullable=True,
        ),
        sa.Column("decided", sa.Text(), nullable=False),
        sa.Column("decider_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", UtcDateTime(), nullable=True),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=True),
        sa.Column("called_off_at", UtcDateTime(), nullable=True),
        sa.Column("called_off_by_id", sa.Uuid(), nullable=True),
        sa.Column("called_off_why", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("why != ''", name=op.f("ck_huddle_has_why")),
        sa.CheckConstraint(
            "(recorded_at IS NULL) = (recorded_by_id IS NULL)", name=op.f("ck_huddle_recorded_who_when")
        ),
        sa.CheckConstraint(
            "recorded_at IS NULL OR (started_at IS NOT NULL AND means IS NOT NULL"
            " AND decider_id IS NOT NULL AND decided != '')",
            name=op.f("ck_huddle_recorded_is_whole"),
        ),
        sa.CheckConstraint(
            "(called_off_at IS NULL) = (called_off_by_id IS NULL)", name=op.f("ck_huddle_called_off_who_when")
        ),
        sa.CheckConstraint(
            "called_off_at IS NULL OR (recorded_at IS NULL AND called_off_why != '')",
            name=op.f("ck_huddle_called_off_has_why"),
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["member.id"], name=op.f("fk_huddle_asked_by_id")),
        sa.ForeignKeyConstraint(["called_off_by_id"], ["member.id"], name=op.f("fk_huddle_called_off_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_huddle_case_id")),
        sa.ForeignKeyConstraint(["decider_id"], ["member.id"], name=op.f("fk_huddle_decider_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["member.id"], name=op.f("fk_huddle_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_huddle")),
    )
    op.create_index(op.f("ix_huddle_case_id"), "huddle", ["case_id"], unique=False)
    op.create_index("uq_huddle_one_asked", "huddle", ["case_id"], unique=True, sqlite_where=STANDING,
                    postgresql_where=STANDING)
    op.create_table(
        "huddle_member",
        sa.Column("huddle_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["huddle_id"], ["huddle.id"], name=op.f("fk_huddle_member_huddle_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_huddle_member_member_id")),
        sa.PrimaryKeyConstraint("huddle_id", "member_id", name=op.f("pk_huddle_member")),
    )
    op.create_index(op.f("ix_huddle_member_member_id"), "huddle_member", ["member_id"], unique=False)
    op.create_table(
        "huddle_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("huddle_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["huddle_id"], ["huddle.id"], name=op.f("fk_huddle_item_huddle_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_huddle_item_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_huddle_item")),
        sa.UniqueConstraint("huddle_id", "position", name="uq_huddle_item_position"),
    )
    op.create_index(op.f("ix_huddle_item_huddle_id"), "huddle_item", ["huddle_id"], unique=False)
    op.create_index(op.f("ix_huddle_item_owner_id"), "huddle_item", ["owner_id"], unique=False)
    for table, verb, name, words, when in GUARDS:
        forbid(table, verb, name, words, when)


def downgrade() -> None:
    """Drop them again."""
    for table, _verb, name, _words, _when in GUARDS:
        allow(table, name)
    for table in (*CHILDREN, "huddle"):
        op.drop_table(table)
