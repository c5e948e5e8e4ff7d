"""`tumorboard reindex`: write the index of the search anew."""

import click

from config import Settings
from tumorboard import create_app
from tumorboard.db import db, transaction
from tumorboard.services import indexing


@click.command()
@click.option("--database", help="The address of the database; otherwise DATABASE_URL.")
def command(database: str | None) -> None:
    """Write the index of the search anew; it is only needed after rows were changed past the application."""
    settings = Settings.from_env({"DATABASE_URL": database}) if database else Settings.from_env()
    app = create_app(settings)
    with app.app_context():
        with transaction() as session:
            number = indexing.rebuild(session.connection())
        db.session.remove()
    click.echo(f"{number} cases are in the index.")
