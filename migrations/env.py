"""Runs the migrations on the connection, or the address, that the caller gives."""

from alembic import context
from sqlalchemy import Connection, create_engine

from tumorboard.db import Base, UtcDateTime
from tumorboard.models import load_all
from tumorboard.models.columns import tell_postgres
from tumorboard.models.search import is_drawn


def render_item(kind: str, item: object, autogen_context: object) -> str | bool:
    """Write our own column type by its import, so that a migration reads as it runs."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "UtcDateTime()"
    return False


def run(connection: Connection) -> None:
    """Run inside one transaction; SQLite needs batch mode to alter a table."""
    load_all()
    tell_postgres(Base.metadata)
    context.configure(
        connection=connection, target_metadata=Base.metadata, render_item=render_item,
        render_as_batch=connection.dialect.name == "sqlite", compare_type=True, include_name=is_drawn,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with create_engine(context.config.get_main_option("sqlalchemy.url", "")).begin() as own:
        run(own)
