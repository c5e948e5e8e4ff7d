"""What coordinators wish of a docket."""

import sqlalchemy as sa
from alembic import op

from migrations.guards import allow, forbid
from tumorboard.db import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KINDS = ("in", "out", "first", "last", "window", "before", "order", "note")
STANDING = {
    "uq_wish_standing_pin": (["meeting_id", "case_id"],
                             "ended_at IS NULL AND kind IN ('in', 'out', 'first', 'last', 'window')"),
    "uq_wish_standing_order": (["meeting_id"], "ended_at IS NULL AND kind = 'order'"),
    "uq_wish_standing_before": (["meeting_id", "case_id", "other_id"], "ended_at IS NULL AND kind = 'before'"),
}
GUARDS = (
    ("wish", "UPDATE", "wish_ended_stands", "a wish that has ended never changes", "OLD.ended_at IS NOT NULL"),
    ("wish", "DELETE", "wish_stays", "a wish is never deleted", ""),
)


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "wish",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Enum(*KINDS, name="kind", native_enum=False, create_constraint=True, length=20),
                  nullable=False),
        sa.Column("from_min", sa.Integer(), nullable=True),
        sa.Column("to_min", sa.Integer(), nullable=True),
        sa.Column("other_id", sa.Uuid(), nullable=True),
        sa.Column("chain", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_step", sa.Integer(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(kind = 'order') = (case_id IS NULL)", name=op.f("ck_wish_order_is_for_all")),
        sa.CheckConstraint("(kind = 'before') = (other_id IS NOT NULL)", name=op.f("ck_wish_before_names_other")),
        sa.CheckConstraint("other_id IS NULL OR other_id != case_id", name=op.f("ck_wish_other_is_another")),
        sa.CheckConstraint("kind != 'note' OR note != ''", name=op.f("ck_wish_note_has_words")),
        sa.CheckConstraint("(kind = 'window') = (from_min IS NOT NULL) AND (from_min IS NULL) = (to_min IS NULL)",
                           name=op.f("ck_wish_window_has_times")),
        sa.CheckConstraint("from_min IS NULL OR (from_min >= 0 AND from_min < to_min)",
                           name=op.f("ck_wish_window_in_order")),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by_id IS NULL) AND (ended_at IS NULL) = (ended_step IS NULL)",
            name=op.f("ck_wish_ended_who_when")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_wish_meeting_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_wish_case_id")),
        sa.ForeignKeyConstraint(["other_id"], ["case.id"], name=op.f("fk_wish_other_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["member.id"], name=op.f("fk_wish_made_by_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["member.id"], name=op.f("fk_wish_ended_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish")),
    )
    for column in ("meeting_id", "case_id", "other_id"):
        op.create_index(op.f(f"ix_wish_{column}"), "wish", [column], unique=False)
    for name, (columns, where) in STANDING.items():
        op.create_index(name, "wish", columns, unique=True, sqlite_where=sa.text(where),
                        postgresql_where=sa.text(where))
    for table, verb, name, words, when in GUARDS:
        forbid(table, verb, name, words, when)


def downgrade() -> None:
    """Drop it again."""
    for table, _verb, name, _words, _when in GUARDS:
        allow(table, name)
    for name in STANDING:
        op.drop_index(name, table_name="wish")
    for column in ("other_id", "case_id", "meeting_id"):
        op.drop_index(op.f(f"ix_wish_{column}"), table_name="wish")
    op.drop_table("wish")
