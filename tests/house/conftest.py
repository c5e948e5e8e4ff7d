"""A board with one of everything, walked over once for all tests of the house. What is planted is only read."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import SETTINGS
from tests.house import walk
from tests.house.everything import Everything, seed
from tumorboard import create_app
from tumorboard.db import db

collect_ignore = ["planted"]


@dataclass
class House:
    """The application on its board of everything, and every visit that was paid to it."""

    app: Flask
    everything: Everything
    visits: list[walk.Visit]


@pytest.fixture(scope="session")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demo's application, because it has every page, after everybody has read every page of it."""
    path = tmp_path_factory.mktemp("house") / "house.sqlite"
    shutil.copy(sqlite_template, path)
    app = create_app(replace(SETTINGS, database_url=f"sqlite:///{path}", demo=False))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.app_context():
        everything = seed(db.session())
    yield House(app, everything, [*walk.read_everything(app, everything), *walk.read_the_week(app, everything)])
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def sent(house: House) -> list[walk.Visit]:
    """What came of every form, sent empty by everybody, after all pages were read."""
    return walk.send_empty_forms(house.app, house.everything)
