"""The proving grounds of the chaos tests, seeded once."""

from collections.abc import Iterator

import pytest

from tests.integration import grounds
from tests.integration.grounds import Ground
from tumorboard.db import db


@pytest.fixture(scope="session")
def sqlite_ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """A proving ground of SQLite files."""
    yield from _used(grounds.sqlite(tmp_path_factory.mktemp("chaos")))


@pytest.fixture(scope="session")
def postgres_ground(postgres_url: str) -> Iterator[Ground]:
    """A proving ground of PostgreSQL databases."""
    yield from _used(grounds.postgres(postgres_url, "chaos"))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def ground(request: pytest.FixtureRequest) -> Ground:
    """A proving ground on each kind of database."""
    found: Ground = request.getfixturevalue(f"{request.param}_ground")
    return found


def _used(made: Ground) -> Iterator[Ground]:
    """Give the ground, and close its connections afterwards."""
    yield made
    with made.app.app_context():
        db.engine.dispose()
