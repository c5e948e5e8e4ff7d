"""P6: what thirty open live pages cost a server on which nothing happens, and how far they slow its other pages."""

from collections.abc import Sequence
from functools import partial
from statistics import median
from threading import Event

from benchmarks import room_ground, served
from benchmarks.figure import Line, chosen, percentile
from benchmarks.room import DOCKET
from benchmarks.room_ground import AT, Meeting60
from benchmarks.visitors import EVERY, Visitor, send_all

# A whole minute, for every page is new to everybody once in each: the times on it are told to the minute.
CLIENTS, SECONDS, ROUNDS = 30, 60, 3
PIECE = f"{AT}/live/now"


def measure(options: Sequence[str]) -> list[Line]:
    """Look at the CPU of the server while thirty poll; then read another page in turns, alone and beside them."""
    seconds = chosen(options, "seconds", SECONDS)
    with room_ground.running() as meeting, served.waitress(meeting.url) as server:
        _read(meeting, server, 2, 0)
        share, polls = _poll(meeting, server, seconds)
        turns = [(_read(meeting, server, seconds / 12, 0), _read(meeting, server, seconds / 12, CLIENTS))
                 for _ in range(ROUNDS)]
    idle, beside = (median(each) for each in zip(*turns, strict=True))
    return [Line("polls", polls), Line("p95 of the docket page, alone", 1000 * idle, " ms"),
            Line(f"p95 of the docket page beside {CLIENTS} live pages", 1000 * beside, " ms"),
            Line("other pages beside the live ones against alone", beside / idle, " ×", most=1.2),
            Line(f"{CLIENTS} live pages", 100 * share, " % of a core", most=5)]


def _followers(meeting: Meeting60, server: served.Served, how_many: int) -> list[Visitor]:
    return [Visitor(server.address, cookie, seed) for seed, cookie in enumerate(meeting.followers[:how_many])]


def _poll(meeting: Meeting60, server: served.Served, seconds: float) -> tuple[float, int]:
    """Let clients poll whose pages are open already; give which share of a core that took, and how often they did."""
    everybody = _followers(meeting, server, CLIENTS)
    lives = [(each, partial(_only_poll, tag=each.get("opened", PIECE).tag)) for each in everybody]
    before = server.cpu()
    polls = sum(each.what == "poll" for each in send_all(lives, seconds))
    return (server.cpu() - before) / seconds, polls


def _only_poll(visitor: Visitor, over: Event, tag: str = "") -> None:
    """Ask as the script of a page does that is open already."""
    over.wait(visitor.chance.uniform(0, EVERY))
    while not over.wait(EVERY):
        tag = visitor.get("poll", PIECE, tag).tag or tag


def _read(meeting: Meeting60, server: served.Served, seconds: float, beside: int) -> float:
    """Read the docket page again and again beside so many clients; give how long 95 of 100 of them took at most."""
    reader = Visitor(server.address, meeting.recorder)
    lives = [(each, _only_poll) for each in _followers(meeting, server, beside)]
    timings = send_all([*lives, (reader, _leaf)], seconds)
    return percentile([each.seconds for each in timings if each.what == "docket"], 0.95)


def _leaf(visitor: Visitor, over: Event) -> None:
    """Open one page after the other, with as much of a pause as a quick reader makes."""
    while not over.wait(0.05):
        visitor.get("docket", DOCKET)
