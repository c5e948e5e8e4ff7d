"""Letters and minutes wait in a queue until they are released."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from migrations.guards import allow, forbid
from tumorboard.db import UtcDateTime

revision = "0103"
down_revision = "0102"
branch_labels = None
depends_on = None

GUARDS = (
    ("paper_release", "UPDATE", "paper_release_update", "what is released stays released",
     "OLD.released_at IS NOT NULL"),
    ("paper_release", "DELETE", "paper_release_delete", "a queued paper is never deleted", ""),
)


def upgrade() -> None:
    """Create the table; the letters on what was signed before could be printed at once, so they are released."""
    table = op.create_table(
        "paper_release",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=True),
        sa.Column("queued_at", UtcDateTime(), nullable=False),
        sa.Column("released_at", UtcDateTime(), nullable=True),
        sa.Column("released_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(released_at IS NULL) = (released_by_id IS NULL)",
                           name=op.f("ck_paper_release_released_who_when")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_paper_release_meeting_id")),
        sa.ForeignKeyConstraint(["recommendation_id"], ["recommendation.id"],
                                name=op.f("fk_paper_release_recommendation_id")),
        sa.ForeignKeyConstraint(["released_by_id"], ["member.id"], name=op.f("fk_paper_release_released_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_release")),
        sa.UniqueConstraint("recommendation_id", name="uq_paper_release_letter"),
    )
    op.create_index("uq_paper_release_minutes", "paper_release", ["meeting_id"], unique=True,
                    sqlite_where=sa.text("recommendation_id IS NULL"),
                    postgresql_where=sa.text("recommendation_id IS NULL"))
    op.create_index(op.f("ix_paper_release_meeting_id"), "paper_release", ["meeting_id"], unique=False)
    op.create_index("ix_paper_release_released_at", "paper_release", ["released_at"], unique=False)
    before = [{"id": uuid4(), **row} for row in _signed()]
    if before:
        op.bulk_insert(table, before)
    for name, verb, trigger, words, when in GUARDS:
        forbid(name, verb, trigger, words, when)


def _signed() -> list[dict[str, object]]:
    """List what was signed before, as it is released."""
    version = sa.table("recommendation", sa.column("id", sa.Uuid()), sa.column("discussion_id", sa.Uuid()),
                       sa.column("signed_at", UtcDateTime()), sa.column("signed_by_id", sa.Uuid()))
    held = sa.table("discussion", sa.column("id", sa.Uuid()), sa.column("meeting_id", sa.Uuid()))
    query = sa.select(
        held.c.meeting_id, version.c.id.label("recommendation_id"), version.c.signed_at.label("queued_at"),
        version.c.signed_at.label("released_at"), version.c.signed_by_id.label("released_by_id"),
    ).join(held, held.c.id == version.c.discussion_id).where(version.c.signed_at.is_not(None))
    return [dict(row) for row in op.get_bind().execute(query).mappings()]


def downgrade() -> None:
    """Drop it again."""
    for table, _verb, name, _words, _when in GUARDS:
        allow(table, name)
    op.drop_index("ix_paper_release_released_at", table_name="paper_release")
    op.drop_index(op.f("ix_paper_release_meeting_id"), table_name="paper_release")
    op.drop_index("uq_paper_release_minutes", table_name="paper_release",
                  sqlite_where=sa.text("recommendation_id IS NULL"),
                  postgresql_where=sa.text("recommendation_id IS NULL"))
    op.drop_table("paper_release")
