"""P1: how often the docket page asks the database, beside what the board and the session take on every page."""

from collections.abc import Sequence

from flask import Flask
from flask.testing import FlaskClient

from benchmarks import ground
from benchmarks.docket_ground import PAGE, published
from benchmarks.figure import Line
from tests.house.queries import count_queries
from tumorboard.db import db

SIZES = (5, 25, 100)
READERS = ("pathology", "coordinator")


class Counter:
    """Counts what a view asks, beginning where board, session and permission are known."""

    def __init__(self, app: Flask) -> None:
        """Listen to the application; its last hook before the view says where the view begins."""
        self._sent: list[str] = []
        self._before = 0
        app.before_request(self._begin)
        with app.app_context():
            self._engine = db.engine

    def _begin(self) -> None:
        self._before = len(self._sent)

    def count(self, client: FlaskClient, code: int, tag: str = "") -> int:
        """Count the queries of one view of the docket page, which must answer as expected."""
        with count_queries(self._engine) as self._sent:
            answer = client.get(PAGE, headers={"If-None-Match": tag} if tag else None)
        if answer.status_code != code:
            raise RuntimeError(f"The docket page answered {answer.status}")
        return len(self._sent) - self._before


def measure(_options: Sequence[str]) -> list[Line]:
    """Count the queries of the page for dockets of several lengths, and of a page that has not changed."""
    changed: dict[tuple[int, str], int] = {}
    unchanged, lines = [], []
    for size in SIZES:
        with published(size) as app:
            counter = Counter(app)
            for who in READERS:
                client = ground.browser(app, who)
                tag = client.get(PAGE).headers["ETag"]
                changed[size, who] = counter.count(client, 200)
                unchanged.append(counter.count(client, 304, tag))
                lines.append(Line(f"{size} cases, read by {who}", changed[size, who]))
    more = max(changed[SIZES[-1], who] - changed[SIZES[0], who] for who in READERS)
    return [*lines, Line("unchanged", max(unchanged), most=1),
            Line("more for 100 cases than for 5", more, most=0),
            Line("queries of the docket page", max(changed.values()), most=6)]
