"""A board with one of everything, walked over once for all tests of the house. What is planted is only read."""

import shutil
from collections.abc import Callable, Iterator
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
    everything: Everything | None
    visits: list[walk.Visit]


@pytest.fixture(scope="session")
def new_app(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Flask]]:
    """Makes an application on a database of its own; the demo's has every page."""
    made: list[Flask] = []

    def make(demo: bool = True) -> Flask:
        path = tmp_path_factory.mktemp("house") / "house.sqlite"
        shutil.copy(sqlite_template, path)
        made.append(create_app(replace(SETTINGS, database_url=f"sqlite:///{path}", demo=demo)))
        made[-1].config["PROPAGATE_EXCEPTIONS"] = False
        return made[-1]

    yield make
    for each in made:
        with each.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def house(new_app: Callable[..., Flask]) -> House:
    """Everything, after everybody has read every page of it."""
    app = new_app()
    with app.app_context():
        everything = seed(db.session())
    return House(app, everything, [*walk.read_everything(app, everything), *walk.read_the_week(app, everything)])


@pytest.fixture(scope="session")
def empty(new_app: Callable[..., Flask]) -> House:
    """A board that has just been founded, after its first member has read every list of it."""
    app = new_app()
    return House(app, None, walk.read_an_empty_board(app))


@pytest.fixture(scope="session")
def sent(house: House) -> list[walk.Visit]:
    """What came of every form, after all pages were read."""
    assert house.everything is not None
    return walk.send_empty_forms(house.app, house.everything)
