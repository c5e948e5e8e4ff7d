"""Storms of schedulers, clocks and kills: whatever happens, each meeting ends with the one docket that was due."""

import os
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest

from tests.integration import grounds, storms
from tests.integration.grounds import Ground
from tumorboard.db import db
from tumorboard.scheduling.advance import advance

FULL = os.environ.get("SOAK") == "1"
# In full, five hundred runs on each kind of database: a thousand.
BATCHES, RUNS = (25, 20) if FULL else (1, 1)
Season = Callable[[str], Ground]


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def season(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Season]:
    """Give the seeded board of a season on each kind of database; each is seeded once, when it is first asked for."""
    made: dict[str, Ground] = {}

    def of(name: str) -> Ground:
        if name not in made:
            begins = storms.instants(storms.FRIDAYS[name])[0]
            made[name] = (
                grounds.sqlite(tmp_path_factory.mktemp(name), begins) if request.param == "sqlite"
                else grounds.postgres(request.getfixturevalue("postgres_url"), f"storm_{name}", begins))
        return made[name]
    yield of
    for each in made.values():
        with each.app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture(scope="session")
def quiet(season: Season) -> Callable[[str], Any]:
    """Give what one undisturbed scheduler publishes in a season."""
    known: dict[str, Any] = {}

    def of(name: str) -> Any:
        if name not in known:
            ground = season(name)
            with ground.fresh().app_context():
                for at in storms.instants(storms.FRIDAYS[name]):
                    advance(at)
                db.session.remove()
            assert storms.flaws(ground.url, storms.FRIDAYS[name]) == []
            known[name] = storms.orders(ground.url)
        return known[name]
    return of


@pytest.mark.soak
@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_storm_leaves_each_meeting_the_one_docket_that_was_due(
        season: Season, quiet: Callable[[str], Any], batch: int, capsys: pytest.CaptureFixture[str]) -> None:
    tally, names = storms.Tally(), list(storms.FRIDAYS) if FULL else ["forward"]
    for number in range(RUNS):
        name = names[number % len(names)]
        ground, friday, said = season(name), storms.FRIDAYS[name], f"storm {batch}.{number} ({name})"
        storms.play(ground, friday, Random(1000 * batch + number), tally)
        assert (said, storms.flaws(ground.url, friday)) == (said, [])
        assert (said, storms.orders(ground.url)) == (said, quiet(name))
    with capsys.disabled():
        if FULL:
            print(f"\n{tally}", flush=True)
