"""P4: how much a server answers while nothing changes, against the cheapest page for somebody who is signed in."""

from collections.abc import Callable, Sequence

from flask import Flask
from flask.testing import FlaskClient

from benchmarks import ground, room_ground
from benchmarks.figure import Line, in_turns
from benchmarks.room import DOCKET
from benchmarks.room_ground import AT
from tumorboard.domain.access import Permission
from tumorboard.web.access import requires
from tumorboard.web.processes import settle

ROUNDS, AT_ONCE = 60, 10


def measure(_options: Sequence[str]) -> list[Line]:
    """Ask in turns for two words, for the docket and the live page that did not change, and for one drawn already."""
    with room_ground.running() as meeting:
        _greet(meeting.app)
        client, live = ground.browser(meeting.app, "member0"), f"{AT}/live/now"
        works = [_asking(client, "/hello", 200), _asking(client, DOCKET, 304), _asking(client, live, 304),
                 _asking(client, live, 200)]
        settle()
        hello, docket, poll, drawn = in_turns(works, ROUNDS)
    return [Line("hello to somebody signed in", 1000 * hello / AT_ONCE, " ms of CPU"),
            Line("live part that is drawn already, against hello", 100 * hello / drawn, " %", least=70),
            Line("live part that did not change, against hello", 100 * hello / poll, " %", least=75),
            Line("docket that did not change, against hello", 100 * hello / docket, " %", least=75)]


def _greet(app: Flask) -> None:
    """Add a page that says two words to whoever is signed in."""
    @app.get("/hello")
    @requires(Permission.USE_BOARD)
    def hello() -> str:
        return "Hello, world."


def _asking(client: FlaskClient, path: str, code: int) -> Callable[[], None]:
    """Give what asks for a page a few times; where nothing changed, by the tag of the answer before."""
    tags = [client.get(path).headers.get("ETag", "")]

    def ask() -> None:
        for _ in range(AT_ONCE):
            answer = client.get(path, headers={"If-None-Match": tags[-1]} if code == 304 else None)
            if answer.status_code != code:
                # The minute is over: the next answer has the new tag.
                tags.append(answer.headers.get("ETag", ""))
    return ask
