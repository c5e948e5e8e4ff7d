"""Cases, what they need and what is said about them."""

import sqlalchemy as sa
from alembic import op

from tumorboard.db import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "submitted",
                "asked",
                "ready",
                "listed",
                "discussed",
                "signed",
                "closed",
                "withdrawn",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "lane",
            sa.Enum("discuss", "soc_listing", name="lane", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("patient_id", sa.Uuid(), nullable=True),
        sa.Column("submitter_id", sa.Uuid(), nullable=False),
        sa.Column("responsible_id", sa.Uuid(), nullable=True),
        sa.Column("referrer_id", sa.Uuid(), nullable=True),
        sa.Column("presenter_id", sa.Uuid(), nullable=True),
        sa.Column("net_family", sa.String(length=40), nullable=True),
        sa.Column("submission_type", sa.String(length=40), nullable=True),
        sa.Column("urgency", sa.String(length=40), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("outside_facility", sa.String(length=120), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("complexity", sa.Integer(), nullable=False),
        sa.Column("headline", sa.String(length=200), nullable=False),
        sa.Column("grade", sa.String(length=10), nullable=True),
        sa.Column("stage_group", sa.String(length=10), nullable=True),
        sa.Column("tier", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("times_carried_over", sa.Integer(), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("catalogue_version", sa.String(length=10), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("submitted_at", UtcDateTime(), nullable=True),
        sa.Column("accepted_at", UtcDateTime(), nullable=True),
        sa.Column("accepted_by_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.Column("intake_key", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'withdrawn') = (withdrawn_reason IS NOT NULL)", name=op.f("ck_case_withdrawn_has_reason")
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'withdrawn') OR patient_id IS NOT NULL", name=op.f("ck_case_has_patient")
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL", name=op.f("ck_case_has_submission")
        ),
        sa.CheckConstraint(
            "(accepted_at IS NULL) = (accepted_by_id IS NULL)", name=op.f("ck_case_accepted_who_when")
        ),
        sa.CheckConstraint("minutes BETWEEN 2 AND 20", name=op.f("ck_case_minutes_in_range")),
        sa.ForeignKeyConstraint(["accepted_by_id"], ["member.id"], name=op.f("fk_case_accepted_by_id")),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_case_board_id")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_case_patient_id")),
        sa.ForeignKeyConstraint(["presenter_id"], ["member.id"], name=op.f("fk_case_presenter_id")),
        sa.ForeignKeyConstraint(["referrer_id"], ["member.id"], name=op.f("fk_case_referrer_id")),
        sa.ForeignKeyConstraint(["responsible_id"], ["member.id"], name=op.f("fk_case_responsible_id")),
        sa.ForeignKeyConstraint(["submitter_id"], ["member.id"], name=op.f("fk_case_submitter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("board_id", "intake_key", name="uq_case_intake_key"),
        sa.UniqueConstraint("board_id", "number", name="uq_case_number"),
    )
    op.create_index(op.f("ix_case_board_id"), "case", ["board_id"], unique=False)
    op.create_index("ix_case_board_saved", "case", ["board_id", "saved_at", "number"], unique=False)
    op.create_index("ix_case_board_status", "case", ["board_id", "status"], unique=False)
    op.create_index(op.f("ix_case_patient_id"), "case", ["patient_id"], unique=False)
    op.create_index(op.f("ix_case_presenter_id"), "case", ["presenter_id"], unique=False)
    op.create_index(op.f("ix_case_referrer_id"), "case", ["referrer_id"], unique=False)
    op.create_index(op.f("ix_case_responsible_id"), "case", ["responsible_id"], unique=False)
    op.create_index(op.f("ix_case_submitter_id"), "case", ["submitter_id"], unique=False)
    op.create_table(
        "case_need",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("specialty", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_need_case_id")),
        sa.PrimaryKeyConstraint("case_id", "specialty", name=op.f("pk_case_need")),
    )
    op.create_index(op.f("ix_case_need_specialty"), "case_need", ["specialty"], unique=False)
    op.create_table(
        "message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "ask",
                "answer",
                "change",
                "note",
                "opinion",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("settled_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(settled_at IS NULL) = (settled_by_id IS NULL)", name=op.f("ck_message_settled_who_when")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_message_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_message_case_id")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["member.id"], name=op.f("fk_message_settled_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    op.create_index(op.f("ix_message_case_id"), "message", ["case_id"], unique=False)
    op.create_table(
        "readiness",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "ready",
                "requested",
                "waived",
                "not_needed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state != 'requested' OR due_on IS NOT NULL", name=op.f("ck_readiness_requested_has_due")),
        sa.CheckConstraint("state != 'waived' OR reason IS NOT NULL", name=op.f("ck_readiness_waived_has_reason")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_readiness_case_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_readiness_owner_id")),
        sa.ForeignKeyConstraint(["set_by_id"], ["member.id"], name=op.f("fk_readiness_set_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readiness")),
        sa.UniqueConstraint("case_id", "item", name="uq_readiness_item"),
    )
    op.create_index(op.f("ix_readiness_case_id"), "readiness", ["case_id"], unique=False)


def downgrade() -> None:
    """Drop them again."""
    op.drop_index(op.f("ix_readiness_case_id"), table_name="readiness")
    op.drop_table("readiness")
    op.drop_index(op.f("ix_message_case_id"), table_name="message")
    op.drop_table("message")
    op.drop_index(op.f("ix_case_need_specialty"), table_name="case_need")
    op.drop_table("case_need")
    op.drop_index(op.f("ix_case_submitter_id"), table_name="case")
    op.drop_index(op.f("ix_case_responsible_id"), table_name="case")
    op.drop_index(op.f("ix_case_referrer_id"), table_name="case")
    op.drop_index(op.f("ix_case_presenter_id"), table_name="case")
    op.drop_index(op.f("ix_case_patient_id"), table_name="case")
    op.drop_index("ix_case_board_status", table_name="case")
    op.drop_index("ix_case_board_saved", table_name="case")
    op.drop_index(op.f("ix_case_board_id"), table_name="case")
    op.drop_table("case")
