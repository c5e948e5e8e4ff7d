"""Migrations: one chain, equal to the models, up and down with rows in place, on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Column, Engine, Integer, MetaData, create_engine, make_url, text

from tests.conftest import SETTINGS
from tests.house import everything, migrating
from tests.house.project import PLANTED
from tumorboard import create_app
from tumorboard.db import Base, db


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database of its own, empty and without tables."""
    if request.param == "sqlite":
        made = create_engine(f"sqlite:///{tmp_path / 'migrations.sqlite'}")
    else:
        made = create_engine(_second_database(request.getfixturevalue("postgres_url")))
    yield made
    made.dispose()


def _second_database(url: str) -> str:
    """Make a new database on the server, because the other tests keep their tables in the first."""
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    name = f"migrations_{uuid4().hex}"
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    server.dispose()
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def _filled(engine: Engine) -> dict[str, int]:
    """Store everything as the application would, and count the rows of each table."""
    migrating.turn(engine, migrating.PROJECT, "head")
    app = create_app(replace(SETTINGS, database_url=engine.url.render_as_string(hide_password=False)))
    with app.app_context():
        everything.seed(db.session())
        db.session.remove()
        db.engine.dispose()
    return {name: len(content) for name, content in migrating.rows(engine).items()}


def test_the_migrations_are_one_chain():
    assert migrating.heads(migrating.PROJECT) == [migrating.chain(migrating.PROJECT)[0]]


def test_a_fork_is_found():
    assert migrating.heads(PLANTED / "two_heads") == ["0002", "0003"]


def test_the_migrations_make_what_the_models_describe(engine):
    migrating.turn(engine, migrating.PROJECT, "head")
    assert migrating.drift(engine, Base.metadata) == []


def test_a_column_that_no_migration_makes_is_found(engine):
    migrating.turn(engine, migrating.PROJECT, "head")
    ahead = MetaData(naming_convention=Base.metadata.naming_convention)
    for table in Base.metadata.sorted_tables:
        table.to_metadata(ahead)
    ahead.tables["patient"].append_column(Column("shoe_size", Integer))
    assert [each[0] for each in migrating.drift(engine, ahead)] == ["add_column"]


def test_every_migration_goes_down_and_up_again_with_rows_in_place(engine):
    counts = _filled(engine)
    assert [name for name, number in counts.items() if not number] == []
    assert migrating.losses(engine) == []
    assert migrating.rows(engine) == {}
    migrating.turn(engine, migrating.PROJECT, "head")
    assert migrating.drift(engine, Base.metadata) == []


def test_a_migration_that_loses_rows_is_found(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'lossy.sqlite'}")
    migrating.turn(engine, PLANTED / "lossy", "head")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO patient (name) VALUES ('Ada')"))
    assert migrating.losses(engine, PLANTED / "lossy") == ["0002 down: patient"]
    engine.dispose()
