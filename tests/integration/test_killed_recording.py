"""A server that is killed while the room records: what it acknowledged stands, whenever it was killed."""

import json
import os
import time
from random import Random
from threading import Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.integration.serving import Page, Server, serving
from tests.integration.ticking import PATIENCE
from tests.recording import events, seen
from tests.rooms import Room, published
from tumorboard.models import Board
from tumorboard.queries import recommendations

KILLS = 200 if os.environ.get("SOAK") == "1" else 3
# It is killed within so many hundredths of a second after one of the first saves; a save takes some of them.
SAVES, HUNDREDTHS = 4, 6
SECTIONS = ("summary", "items-0-detail")


class Recorder(Thread):
    """Writes in one section, ever more, as fast as it is acknowledged, until the server does not answer any more."""

    def __init__(self, page: Page, path: str, shown: dict[str, str], section: str) -> None:
        """Begin with the form as it is shown now."""
        super().__init__()
        self.section, self.acknowledged, self.saves = section, shown.get(section, ""), 0
        self.sent = self.acknowledged
        self._page, self._path, self._form = page, path, shown

    def run(self) -> None:
        """Write until the server is gone."""
        while True:
            self.sent = f"{self.name}, text {self.saves}"
            more = {"items-0-kind": "lanreotide"} if self.section == "items-0-detail" else {}
            self._form = {**self._form, **more, self.section: self.sent}
            answer = self._page.send(self._path, self._form)
            if answer is None:
                return
            told = json.loads(answer)
            assert (told["stored"], told["unfinished"]) == ("", False)
            self._form["draft_seen"] = told["draft_seen"]
            self.acknowledged, self.saves = self.sent, self.saves + 1


@pytest.fixture
def room(session: Session, board: Board, client: FlaskClient) -> Room:
    return published(session, board, client).open()


def stored(room: Room) -> dict[str, str]:
    """Give what stands in the two sections, by the names of their fields."""
    room.session.rollback()
    room.session.expire_all()
    draft = recommendations.draft_of(room.session, room.discussion().id)
    if draft is None:
        return {"summary": ""}
    items = [{"items-0-kind": each.kind, "items-0-detail": each.detail} for each in draft.items]
    return {"summary": draft.summary, **(items[0] if items else {})}


def killed(server: Server, room: Room, pages: dict[str, Page], chance: Random) -> list[Recorder]:
    """Let both write, kill the server at some moment, and give what they know of it."""
    path = f"/meetings/{room.meeting.local_date.isoformat()}/room{room.path()}/text"
    shown = {"outcome": "made", **stored(room), **{name: str(value) for name, value in seen(room).items()}}
    room.session.rollback()
    recorders = [Recorder(page, path, shown, section) for section, page in pages.items()]
    for each in recorders:
        each.start()
    enough, until = chance.randint(0, SAVES), time.monotonic() + PATIENCE
    while sum(each.saves for each in recorders) < enough and time.monotonic() < until:
        time.sleep(0.001)
    time.sleep(chance.uniform(0, HUNDREDTHS / 100))
    server.kill()
    for each in recorders:
        each.join()
    return recorders


@pytest.mark.soak
def test_nothing_that_was_acknowledged_is_lost(app: Flask, room: Room) -> None:
    chance, saves = Random(7), 0
    with serving(app.config["SQLALCHEMY_DATABASE_URI"]) as server:
        pages = {section: Page(app, room.coordinator, server.port) for section in SECTIONS}
        for number in range(KILLS):
            recorders = killed(server, room, pages, chance)
            server.start()
            stands = stored(room)
            for each in recorders:
                # What was on its way when the server died may have arrived or not.
                assert stands.get(each.section, "") in (each.acknowledged, each.sent), f"kill {number}"
                saves += each.saves
            assert events(room, "recommendation.written") >= saves
    assert saves >= KILLS
