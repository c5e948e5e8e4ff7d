"""The record of every change, and keys of repeated requests."""

import sqlalchemy as sa
from alembic import op

from migrations.guards import allow, forbid
from tumorboard.db import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

GUARDS = (
    ("event", "UPDATE", "event_update", "an event never changes", ""),
    ("event", "DELETE", "event_delete", "an event is never deleted", ""),
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "request_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("location", sa.String(length=300), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_request_key_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_key")),
        sa.UniqueConstraint("member_id", "key", name="uq_request_key"),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("patient_id", sa.Uuid(), nullable=True),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("once_key", sa.String(length=120), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_event_board_id")),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_event_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_event_case_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_event_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_event_member_id")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_event_patient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("board_id", "once_key", name="uq_event_once"),
    )
    op.create_index("ix_event_board_at", "event", ["board_id", "at", "id"], unique=False)
    op.create_index(op.f("ix_event_board_id"), "event", ["board_id"], unique=False)
    op.create_index(op.f("ix_event_by_id"), "event", ["by_id"], unique=False)
    op.create_index(op.f("ix_event_case_id"), "event", ["case_id"], unique=False)
    op.create_index(op.f("ix_event_meeting_id"), "event", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_event_member_id"), "event", ["member_id"], unique=False)
    op.create_index(op.f("ix_event_patient_id"), "event", ["patient_id"], unique=False)
    for table, verb, name, words, when in GUARDS:
        forbid(table, verb, name, words, when)


def downgrade() -> None:
    """Drop them again."""
    for table, _verb, name, _words, _when in GUARDS:
        allow(table, name)
    op.drop_index(op.f("ix_event_patient_id"), table_name="event")
    op.drop_index(op.f("ix_event_member_id"), table_name="event")
    op.drop_index(op.f("ix_event_meeting_id"), table_name="event")
    op.drop_index(op.f("ix_event_case_id"), table_name="event")
    op.drop_index(op.f("ix_event_by_id"), table_name="event")
    op.drop_index(op.f("ix_event_board_id"), table_name="event")
    op.drop_index("ix_event_board_at", table_name="event")
    op.drop_table("event")
    op.drop_table("request_key")
