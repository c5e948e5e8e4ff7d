"""The words of each case, indexed by the database itself; `tumorboard migrate` then fills in what is there already."""

import sqlalchemy as sa
from alembic import op

from tumorboard.models.search import Words

revision = "0092"
down_revision = "0091"
branch_labels = None
depends_on = None

# Every length that people type of a word is kept on its own, so that a beginning is found as fast as a whole word.
LENGTHS = " ".join(str(length) for length in range(1, 21))
TRIGGERS = {
    "search_document_added": "AFTER INSERT ON search_document BEGIN {new} END",
    "search_document_changed": "AFTER UPDATE ON search_document BEGIN {old} {new} END",
    "search_document_removed": "AFTER DELETE ON search_document BEGIN {old} END",
}
NEW = "INSERT INTO search_text(rowid, words) VALUES (new.id, new.words);"
OLD = "INSERT INTO search_text(search_text, rowid, words) VALUES ('delete', old.id, old.words);"


def upgrade() -> None:
    """Create the table and its index."""
    op.create_table(
        "search_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("words", Words(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_search_document_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_document")),
        sa.UniqueConstraint("case_id", name=op.f("uq_search_document_case_id")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("ix_search_document_words", "search_document", ["words"], unique=False,
                        postgresql_using="gin", postgresql_with={"fastupdate": "off"})
        return
    op.execute("CREATE VIRTUAL TABLE search_text USING fts5(words, content='search_document', content_rowid='id', "
               f"tokenize=\"ascii tokenchars '='\", detail='none', columnsize=0, prefix='{LENGTHS}')")
    for name, when in TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} {when.format(old=OLD, new=NEW)}")


def downgrade() -> None:
    """Drop them again."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index("ix_search_document_words", table_name="search_document")
    else:
        for name in TRIGGERS:
            op.execute(f"DROP TRIGGER {name}")
        op.execute("DROP TABLE search_text")
    op.drop_table("search_document")
