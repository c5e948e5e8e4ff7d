"""Runs migrations one by one on a database with rows in it, and compares what is there before and after."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, inspect, text

from tests.house.project import ROOT
from tumorboard.models.search import is_drawn

Rows = dict[str, list[dict[str, Any]]]
PROJECT = ROOT / "migrations"


def config(scripts: Path, connection: Connection | None = None) -> Config:
    """Point Alembic at a folder of migrations, and at an open connection."""
    made = Config()
    made.set_main_option("script_location", str(scripts))
    made.attributes["connection"] = connection
    return made


def heads(scripts: Path) -> list[str]:
    """List the ends of the chain of migrations; more than one would be a fork."""
    return sorted(ScriptDirectory.from_config(config(scripts)).get_heads())


def chain(scripts: Path) -> list[str]:
    """List the revisions from the newest to the first."""
    return [each.revision for each in ScriptDirectory.from_config(config(scripts)).walk_revisions()]


def turn(engine: Engine, scripts: Path, target: str, *, down: bool = False) -> None:
    """Go up or down to a revision."""
    with engine.begin() as connection:
        (command.downgrade if down else command.upgrade)(config(scripts, connection), target)


def drift(engine: Engine, metadata: MetaData) -> list[Any]:
    """Name what the database has and the models do not, or the other way round."""
    with engine.connect() as connection:
        opts = {"compare_type": True, "include_name": is_drawn}
        return list(compare_metadata(MigrationContext.configure(connection, opts=opts), metadata))


def rows(engine: Engine) -> Rows:
    """Read every row of every table, but of those in which SQLite keeps its index of words."""
    with engine.connect() as connection:
        tables = [name for name in inspect(connection).get_table_names() if name != "alembic_version"
                  and is_drawn(name, "table", ())]
        return {name: [dict(row) for row in connection.execute(text(f'SELECT * FROM "{name}"')).mappings()]
                for name in tables}


def losses(engine: Engine, scripts: Path = PROJECT) -> list[str]:
    """Take a full database down, each step down, up and down once more, and name every table whose rows changed."""
    found: list[str] = []
    revisions = chain(scripts)
    for this, before in zip(revisions, [*revisions[1:], "base"], strict=True):
        full = rows(engine)
        turn(engine, scripts, before, down=True)
        below = rows(engine)
        turn(engine, scripts, this)
        again = rows(engine)
        turn(engine, scripts, before, down=True)
        found += [f"{this} down: {each}" for each in changed(full, below)]
        found += [f"{this} up again: {each}" for each in changed(below, again)]
        found += [f"{this} up again: {each} is missing" for each in sorted(full.keys() - again.keys())]
    return found


def changed(before: Rows, after: Rows) -> list[str]:
    """Name the tables of both whose rows differ, in the columns that both have."""
    return sorted(name for name in before.keys() & after.keys() if not _same(before[name], after[name]))


def _same(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> bool:
    """Compare rows by what they hold, in any order."""
    if not before or not after:
        return len(before) == len(after)
    columns = sorted(before[0].keys() & after[0].keys())
    return sorted(str([row[each] for each in columns]) for row in before) == sorted(
        str([row[each] for each in columns]) for row in after)
