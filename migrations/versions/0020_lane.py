"""Which lane a case was put into, and what was decided about cases that came after the cut-off."""

import sqlalchemy as sa
from alembic import op

from migrations.guards import allow, forbid
from tumorboard.db import UtcDateTime

revision = "0020"
down_revision = "0012"
branch_labels = None
depends_on = None

GUARDS = (
    ("lane_change", "UPDATE", "lane_change_update", "a change of lane never changes", ""),
    ("lane_change", "DELETE", "lane_change_delete", "a change of lane is never deleted", ""),
    ("late_addition", "UPDATE", "late_addition_update", "a late decision never changes", ""),
    ("late_addition", "DELETE", "late_addition_delete", "a late decision is never deleted", ""),
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "lane_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "lane",
            sa.Enum("discuss", "soc_listing", name="lane", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("agreed_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(lane = 'soc_listing') = (agreed_by_id IS NOT NULL)", name=op.f("ck_lane_change_listing_has_consent")
        ),
        sa.CheckConstraint("reason != ''", name=op.f("ck_lane_change_has_reason")),
        sa.ForeignKeyConstraint(["agreed_by_id"], ["member.id"], name=op.f("fk_lane_change_agreed_by_id")),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_lane_change_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_lane_change_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lane_change")),
    )
    op.create_index(op.f("ix_lane_change_case_id"), "lane_change", ["case_id"], unique=False)
    op.create_table(
        "late_addition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "remedy",
            sa.Enum(
                "room",
                "displace",
                "longer",
                "wait",
                name="remedy",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("displaced_id", sa.Uuid(), nullable=True),
        sa.Column("added_minutes", sa.Integer(), nullable=False),
        sa.Column("docket_id", sa.Uuid(), nullable=True),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("appended_price", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(remedy = 'displace') = (displaced_id IS NOT NULL)", name=op.f("ck_late_addition_displacing_names_case")
        ),
        sa.CheckConstraint(
            "(remedy = 'longer') = (added_minutes > 0)", name=op.f("ck_late_addition_longer_has_minutes")
        ),
        sa.CheckConstraint("(remedy = 'wait') = (docket_id IS NULL)", name=op.f("ck_late_addition_added_has_docket")),
        sa.CheckConstraint(
            "displaced_id IS NULL OR displaced_id != case_id", name=op.f("ck_late_addition_displaced_is_another")
        ),
        sa.CheckConstraint("reason != ''", name=op.f("ck_late_addition_has_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_late_addition_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_late_addition_case_id")),
        sa.ForeignKeyConstraint(["displaced_id"], ["case.id"], name=op.f("fk_late_addition_displaced_id")),
        sa.ForeignKeyConstraint(["docket_id"], ["docket.id"], name=op.f("fk_late_addition_docket_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_late_addition_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_addition")),
    )
    op.create_index(op.f("ix_late_addition_case_id"), "late_addition", ["case_id"], unique=False)
    op.create_index(op.f("ix_late_addition_displaced_id"), "late_addition", ["displaced_id"], unique=False)
    op.create_index(op.f("ix_late_addition_meeting_id"), "late_addition", ["meeting_id"], unique=False)
    for table, verb, name, words, when in GUARDS:
        forbid(table, verb, name, words, when)


def downgrade() -> None:
    """Drop them again."""
    for table, _verb, name, _words, _when in GUARDS:
        allow(table, name)
    op.drop_table("late_addition")
    op.drop_table("lane_change")
