"""The proving grounds of the chaos tests, seeded once; and a published meeting, ready to be opened."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.integration import grounds
from tests.integration.grounds import Ground
from tests.rooms import Room, published
from tumorboard.db import db
from tumorboard.models import Board


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


@pytest.fixture
def room(session: Session, board: Board, client: FlaskClient) -> Room:
    """A published meeting, and the browser of its coordinator."""
    return published(session, board, client)
