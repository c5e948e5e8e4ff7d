"""Writers of one process on SQLite: each has its turn in the order of coming, and nobody is left waiting."""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask

from tests.factories import found_board
from tests.integration.grounds import opened
from tumorboard.cli.migrate import migrate
from tumorboard.db import db, transaction, turns

PATIENCE = 20


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """An application on a board of its own file."""
    url = f"sqlite:///{tmp_path / 'turns.sqlite'}"
    migrate(url)
    with opened(url) as made:
        found_board(db.session())
        db.session.remove()
        yield made


def queue_up(app: Flask, name: int, done: list[int], *, fails: bool = False) -> Thread:
    """Send a writer, and come back when it stands in line."""
    def write() -> None:
        try:
            with app.app_context(), transaction():
                done.append(name)
                if fails:
                    raise ValueError(name)
        except ValueError:
            pass
    before, thread = turns.waiting, Thread(target=write, daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE
    while turns.waiting == before and time.monotonic() < until:
        time.sleep(0.001)
    return thread


def ended(threads: list[Thread]) -> bool:
    """Wait for all of them."""
    for each in threads:
        each.join(PATIENCE)
    return not any(each.is_alive() for each in threads)


def test_writers_have_their_turns_in_the_order_of_coming(app: Flask) -> None:
    done: list[int] = []
    with transaction():
        threads = [queue_up(app, number, done) for number in range(12)]
        assert done == []
    assert ended(threads)
    assert done == list(range(12))


def test_one_that_fails_gives_its_turn_to_the_next(app: Flask) -> None:
    done: list[int] = []
    with transaction():
        threads = [queue_up(app, number, done, fails=number % 2 == 0) for number in range(6)]
    assert ended(threads)
    assert done == list(range(6))
    with transaction():
        done.append(6)
    assert done[-1] == 6


def test_a_turn_within_a_turn_does_not_wait_for_itself(app: Flask) -> None:
    with transaction(), transaction():
        assert turns.waiting == 0
