"""`tumorboard migrate`: bring the database up to date."""

from pathlib import Path

import click
from alembic import command as alembic
from alembic.config import Config as AlembicConfig
from sqlalchemy import create_engine

from config import Settings
from tumorboard.services import indexing

ROOT = Path(__file__).resolve().parent.parent.parent


def migrate(url: str, target: str = "head") -> None:
    """Run the migrations up to a revision on the database at that address."""
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
    with engine.begin() as connection:
        _turn(alembic_config(connection), target)
        if target == "head":
            # Only now, when every table is as the models describe it.
            indexing.fill(connection)
    engine.dispose()


def alembic_config(connection: object) -> AlembicConfig:
    """Point the migrations at an open connection."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["connection"] = connection
    return config


def _turn(config: AlembicConfig, target: str) -> None:
    """Go up to head or a number, or down to a number that begins with a minus."""
    if target.startswith("-"):
        alembic.downgrade(config, target.removeprefix("-") or "base")
    else:
        alembic.upgrade(config, target)


@click.command()
def command() -> None:
    """Bring the database up to date."""
    settings = Settings.from_env()
    migrate(settings.database_url)
    click.echo("The database is up to date.")
