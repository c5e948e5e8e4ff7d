"""ROOM: how long sixty people in one meeting wait for their answers, on a real server with a real database.

The chair and the recorder do within seconds what takes minutes in a meeting: something changes between any two polls.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from threading import Event

from benchmarks import room_ground, served
from benchmarks.figure import Line, chosen, percentile
from benchmarks.room_ground import AT, Meeting60
from benchmarks.visitors import Visitor, follow, send_all

SECONDS = 60
SAVES, PAUSE = 6, 2.0
WARM, ARRIVING = 6, 10.0
DOCKET = AT.removesuffix("/room")
Server = Callable[[str], AbstractContextManager[served.Served]]


def measure(options: Sequence[str]) -> list[Line]:
    """Hold the meeting on waitress with SQLite, then on gunicorn with PostgreSQL."""
    seconds = chosen(options, "seconds", SECONDS)
    lines = _held("waitress and SQLite", "", served.waitress, seconds)
    with served.postgres() as url:
        lines += _held("gunicorn and PostgreSQL", url, served.gunicorn, seconds)
    return lines


def _held(words: str, url: str, server: Server, seconds: int) -> list[Line]:
    """Hold one meeting, and say how long people waited."""
    with room_ground.running(url) as meeting, server(meeting.url) as served_by:
        _warm(meeting, served_by.address)
        before = served_by.cpu()
        timings = send_all(_lives(meeting, served_by.address), seconds)
        spent = served_by.cpu() - before
    kinds = sorted({each.what for each in timings})
    by_kind = {kind: [each.seconds for each in timings if each.what == kind] for kind in kinds}
    refused = Counter((each.what, each.code) for each in timings if each.code >= 400)
    changed = sum(each.what == "poll" and each.code == 200 for each in timings)
    waited = [each.seconds for each in timings]
    return [*(Line(f"{words}: {kind}, {len(each)} times, p95", 1000 * percentile(each, 0.95), " ms")
              for kind, each in by_kind.items()),
            *(Line(f"{words}: {code} for {kind}", many) for (kind, code), many in refused.items()),
            Line(f"{words}: polls that brought something new", 100 * changed / len(by_kind["poll"]), " %"),
            Line(f"{words}: answers per second", len(waited) / seconds),
            Line(f"{words}: CPU of the server", 100 * spent / seconds, " % of a core"),
            Line(f"{words}: answers that were none", refused.total(), most=0),
            Line(f"{words}: p95", 1000 * percentile(waited, 0.95), " ms", most=200),
            Line(f"{words}: p99", 1000 * percentile(waited, 0.99), " ms", most=500)]


def _warm(meeting: Meeting60, address: tuple[str, int]) -> None:
    """Open each page some times before it counts: a meeting's server did not start with it."""
    visitor = Visitor(address, meeting.recorder)
    way = visitor.get("room", AT).location
    for page in (DOCKET, way, f"{AT}/attendance", f"{AT}/close", f"{AT}/live", f"{AT}/live/now", f"{AT}/screen/now"):
        for _ in range(WARM):
            visitor.get("warm", page)
            # Another line may lead to another process.
            visitor.close()


def _lives(meeting: Meeting60, address: tuple[str, int]) -> list[tuple[Visitor, Callable[[Visitor, Event], None]]]:
    """Give sixty visitors their parts: one leads, one records, one is the wall, the others follow."""
    wall, *members = (Visitor(address, each, seed) for seed, each in enumerate(meeting.followers))
    return [(Visitor(address, meeting.chair), _lead), (Visitor(address, meeting.recorder), _record),
            (wall, partial(follow, page=f"{AT}/screen", within=PAUSE)), *((each, _attend) for each in members)]


def _attend(visitor: Visitor, over: Event) -> None:
    """Follow the meeting; every sixth member looks at the docket beside it."""
    if visitor.chance.randrange(6) == 0:
        visitor.get("docket", DOCKET)
    follow(visitor, over, f"{AT}/live", ARRIVING)


def _lead(visitor: Visitor, over: Event) -> None:
    """Note who is here, and look at the case and at what closing will do, again and again."""
    while not over.wait(PAUSE):
        page = visitor.get("attendance", f"{AT}/attendance")
        marks = {"csrf_token": page.hidden["csrf_token"], "do": "yes"}
        visitor.post("attendance", f"{AT}/attendance", marks)
        _shown(visitor, visitor.get("room", AT).location)
        visitor.get("closing", f"{AT}/close")


def _record(visitor: Visitor, over: Event) -> None:
    """Write down case after case: the text is kept while it is typed, then the outcome is recorded."""
    way = visitor.get("room", AT).location
    while not way.endswith("/close") and not over.is_set():
        carried = {**_shown(visitor, way), "outcome": "made", "items-0-kind": "lanreotide", "consensus": "unanimous",
                   "goes_without": "y"}
        for number in range(SAVES):
            if over.wait(PAUSE):
                return
            carried["summary"] = "Slow growth, resectable. " * (number + 1)
            told = visitor.post("text", f"{way}/text", carried)
            if told.code == 200:
                carried["draft_seen"] = json.loads(told.text)["draft_seen"]
        way = visitor.post("record", way, carried).location
    over.wait()


def _shown(visitor: Visitor, way: str) -> dict[str, str]:
    """Open the page of a case; give what its form carries along."""
    return visitor.get("case", way).hidden
