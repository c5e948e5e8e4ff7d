"""What members are told, how far its mail has come, and what they want by mail."""

import sqlalchemy as sa
from alembic import op

from tumorboard.db import UtcDateTime

revision = "0050"
down_revision = "0043"
branch_labels = None
depends_on = None

KINDS = ("needed", "needed_changed", "meeting", "asked", "returned", "displaced", "huddle", "reminder")
TROUBLES = ("away", "insecure", "sign_in", "sender", "address", "message", "later")


def word(name: str, values: tuple[str, ...]) -> sa.Enum:
    """Store a word of a closed list."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "mail_choice",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("declined", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_mail_choice_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_mail_choice")),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("kind", word("kind", KINDS), nullable=False),
        sa.Column("once_key", sa.String(length=160), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("queued_at", UtcDateTime(), nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=True),
        sa.Column("next_try_at", UtcDateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("trouble", word("trouble", TROUBLES), nullable=True),
        sa.Column("claimed_by", sa.String(length=64), nullable=True),
        sa.Column("claimed_until", UtcDateTime(), nullable=True),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("given_up_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("(claimed_until IS NULL) = (claimed_by IS NULL)",
                           name=op.f("ck_notice_claimed_who_when")),
        sa.CheckConstraint("next_try_at IS NULL OR (sent_at IS NULL AND given_up_at IS NULL)",
                           name=op.f("ck_notice_waits_or_is_done")),
        sa.CheckConstraint("sent_at IS NULL OR given_up_at IS NULL", name=op.f("ck_notice_sent_or_given_up")),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_notice_board_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_notice_case_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_notice_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_notice_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("member_id", "once_key", name="uq_notice_once"),
    )
    op.create_index(op.f("ix_notice_board_id"), "notice", ["board_id"], unique=False)
    op.create_index("ix_notice_board_waiting", "notice", ["board_id", "next_try_at"], unique=False)
    op.create_index(op.f("ix_notice_case_id"), "notice", ["case_id"], unique=False)
    op.create_index(op.f("ix_notice_meeting_id"), "notice", ["meeting_id"], unique=False)
    op.create_index("ix_notice_member_queued", "notice", ["member_id", "queued_at"], unique=False)


def downgrade() -> None:
    """Drop them again."""
    op.drop_index("ix_notice_member_queued", table_name="notice")
    op.drop_index(op.f("ix_notice_meeting_id"), table_name="notice")
    op.drop_index(op.f("ix_notice_case_id"), table_name="notice")
    op.drop_index("ix_notice_board_waiting", table_name="notice")
    op.drop_index(op.f("ix_notice_board_id"), table_name="notice")
    op.drop_table("notice")
    op.drop_table("mail_choice")
