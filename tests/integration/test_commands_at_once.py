"""The scheduler's own command, started several times at the same moment, as on several hosts."""

import os
import subprocess
import sys
from collections import Counter

import pytest
from sqlalchemy import select

from tests.factories import FRIDAY
from tests.integration.grounds import Ground, Story, story
from tests.integration.test_chaos import FREEZE, PUBLISH, alone
from tumorboard import clock
from tumorboard.db import db, transaction
from tumorboard.models import Board
from tumorboard.services.demo import time_machine

HOSTS = 5 if os.environ.get("SOAK") == "1" else 2
COMMAND = [sys.executable, "-m", "tumorboard.cli", "scheduler", "--once"]


def untimed(told: Story) -> list[object]:
    """Leave out when it was done, which real commands do not do at the same instant twice."""
    return [told["items"], told["candidates"], told["blocks"], told["cases"], [row[:2] for row in told["meetings"]],
            Counter((row[1], row[2]) for row in told["events"])]


@pytest.mark.soak
@pytest.mark.postgres
def test_commands_at_once_freeze_and_publish_one_docket(postgres_ground: Ground) -> None:
    ground = postgres_ground
    expected = alone(ground, FREEZE, PUBLISH)
    with ground.fresh().app_context():
        with transaction() as session:
            board = session.scalars(select(Board)).one()
            time_machine.move(session, board, PUBLISH, now=FREEZE, real_now=clock.real_now())
        db.session.remove()
    environment = {**os.environ, "DATABASE_URL": ground.url, "TUMORBOARD_ENV": "development"}
    crew = [subprocess.Popen(COMMAND, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(HOSTS)]
    said = [each.communicate(timeout=120)[1] for each in crew]
    assert [each.returncode for each in crew] == [0] * HOSTS
    assert not [each for each in said if "Traceback" in each]
    found = story(ground.url)
    assert untimed(found) == untimed(expected)
    assert [row[1:3] for row in found["dockets"] if row[0] == FRIDAY] == [(1, 1)]
