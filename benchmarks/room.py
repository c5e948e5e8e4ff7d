"""ROOM: how long sixty people in one meeting wait for their answers, on a real server with a real database.

The chair and the recorder do within seconds what takes minutes in a meeting: something changes between any two polls.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from threading import Event

from benchmarks import room_ground, served
from benchmarks.figure import Line, percentile
from benchmarks.room_ground import AT, Meeting60
from benchmarks.visitors import Timing, Visitor, follow, send_all

SECONDS = 60
SAVES, PAUSE = 6, 2.0
DOCKET = AT.removesuffix("/room")
Server = Callable[[str], AbstractContextManager[tuple[str, int]]]


def measure(options: Sequence[str]) -> list[Line]:
    """Hold the meeting on waitress with SQLite, then on gunicorn with PostgreSQL."""
    seconds = next((int(each.removeprefix("--seconds=")) for each in options if each.startswith("--seconds=")), SECONDS)
    lines = _held("waitress and SQLite", "", served.waitress, seconds)
    with served.postgres() as url:
        lines += _held("gunicorn and PostgreSQL", url, served.gunicorn, seconds)
    return lines


def _held(words: str, url: str, server: Server, seconds: int) -> list[Line]:
    """Hold one meeting, and say how long people waited."""
    with room_ground.running(url) as meeting:
        kept = meeting.app.config["SQLALCHEMY_DATABASE_URI"]
        with server(kept) as address:
            timings = send_all(_lives(meeting, address), seconds)
    waited = [each.seconds for each in timings]
    by_kind = Counter(each.what for each in timings)
    lines = [Line(f"{words}: {kind}, {many} times, p95", _ms(timings, kind), " ms") for kind, many in by_kind.items()]
    changed = sum(each.what == "poll" and each.code == 200 for each in timings)
    return [*lines,
            Line(f"{words}: polls that brought something new", 100 * changed / by_kind["poll"], " %"),
            Line(f"{words}: answers per second", len(waited) / seconds),
            Line(f"{words}: answers that failed", sum(each.code >= 500 for each in timings), most=0),
            Line(f"{words}: answers that were refused", sum(400 <= each.code < 500 for each in timings), most=0),
            Line(f"{words}: p95", 1000 * percentile(waited, 0.95), " ms", most=200),
            Line(f"{words}: p99", 1000 * percentile(waited, 0.99), " ms", most=500)]


def _ms(timings: Sequence[Timing], kind: str) -> float:
    """Give the 95th percentile of one kind of answer."""
    return 1000 * percentile([each.seconds for each in timings if each.what == kind], 0.95)


def _lives(meeting: Meeting60, address: tuple[str, int]) -> list[tuple[Visitor, Callable[[Visitor, Event], None]]]:
    """Give sixty visitors their parts: one leads, one records, one is the wall, the others follow."""
    wall, *members = (Visitor(address, each, seed) for seed, each in enumerate(meeting.followers))
    return [(Visitor(address, meeting.chair), _lead), (Visitor(address, meeting.recorder), _record),
            (wall, partial(follow, page=f"{AT}/screen")), *((each, _attend) for each in members)]


def _attend(visitor: Visitor, over: Event) -> None:
    """Follow the meeting; every sixth member looks at the docket beside it."""
    if visitor.chance.randrange(6) == 0:
        visitor.get("docket", DOCKET)
    follow(visitor, over, f"{AT}/live")


def _lead(visitor: Visitor, over: Event) -> None:
    """Note who is here, and look at the case and at what closing will do, again and again."""
    while not over.wait(PAUSE):
        page = visitor.get("attendance", f"{AT}/attendance")
        marks = {"csrf_token": page.hidden["csrf_token"], "do": "yes"}
        visitor.post("attendance", f"{AT}/attendance", marks)
        _shown(visitor, visitor.get("room", AT).location)
        visitor.get("closing", f"{AT}/closing")


def _record(visitor: Visitor, over: Event) -> None:
    """Write down case after case: the text is kept while it is typed, then the outcome is recorded."""
    way = visitor.get("room", AT).location
    while way.rsplit("/", 1)[-1] != "closing" and not over.is_set():
        carried = {**_shown(visitor, way), "outcome": "made", "items-0-kind": "lanreotide", "consensus": "unanimous"}
        for number in range(SAVES):
            if over.wait(PAUSE):
                return
            carried["summary"] = "Slow growth, resectable. " * (number + 1)
            told = visitor.post("text", f"{way}/text", carried)
            carried["draft_seen"] = told.text.split('"draft_seen":"', 1)[1].split('"', 1)[0]
        way = visitor.post("record", way, carried).location
    over.wait()


def _shown(visitor: Visitor, way: str) -> dict[str, str]:
    """Open the page of a case; give what its form carries along."""
    return visitor.get("case", way).hidden
