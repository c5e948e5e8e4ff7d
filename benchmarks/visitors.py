"""People at their browsers: each keeps one connection and its cookie, and how long every answer took is noted."""

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from random import Random
from threading import Event, Thread
from time import perf_counter
from urllib.parse import urlencode

HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
ATTRIBUTE = re.compile(r'(name|value)="([^"]*)"')
EVERY = 2.0


@dataclass(frozen=True, slots=True)
class Timing:
    """What was asked for, how it was answered, and after how many seconds."""

    what: str
    code: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer."""

    code: int
    text: str
    tag: str
    location: str

    @property
    def hidden(self) -> dict[str, str]:
        """Give what the page's forms carry along."""
        found = (dict(ATTRIBUTE.findall(each)) for each in HIDDEN.findall(self.text))
        return {each["name"]: html.unescape(each.get("value", "")) for each in found if "name" in each}


class Visitor:
    """One browser of one member."""

    def __init__(self, address: tuple[str, int], cookie: str, seed: int = 0) -> None:
        """Connect; the seed decides when in each round this visitor asks."""
        self._line = HTTPConnection(*address, timeout=30)
        self._cookie = cookie
        self.chance = Random(seed)
        self.timings: list[Timing] = []
        self.problem: BaseException | None = None

    def get(self, what: str, path: str, tag: str = "") -> Answer:
        """Ask for a page; with a tag, only if it changed."""
        return self._ask(what, "GET", path, None, {"If-None-Match": tag} if tag else {})

    def post(self, what: str, path: str, form: Mapping[str, str]) -> Answer:
        """Send a form."""
        return self._ask(what, "POST", path, urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})

    def _ask(self, what: str, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        """Ask, note how long the whole answer took, and keep the cookie that came with it."""
        begun, headers = perf_counter(), headers | {"Cookie": self._cookie}
        try:
            answer = self._said(method, path, body, headers)
        except ConnectionError:
            # The server hung up on a quiet line just then; a browser connects anew, and so does this one.
            self._line.close()
            answer = self._said(method, path, body, headers)
        text = answer.read().decode()
        self.timings.append(Timing(what, answer.status, perf_counter() - begun))
        self._keep(answer)
        return Answer(answer.status, text, answer.getheader("ETag", ""), answer.getheader("Location", ""))

    def _said(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> HTTPResponse:
        self._line.request(method, path, body, headers)
        return self._line.getresponse()

    def _keep(self, answer: HTTPResponse) -> None:
        cookie = answer.getheader("Set-Cookie")
        if cookie:
            self._cookie = cookie.split(";", 1)[0]

    def close(self) -> None:
        """Hang up."""
        self._line.close()


def follow(visitor: Visitor, over: Event, page: str, within: float = EVERY) -> None:
    """Open a live page within so many seconds, and ask again as its script does: two seconds after each answer."""
    if over.wait(visitor.chance.uniform(0, within)):
        return
    visitor.get("page", page)
    tag = ""
    while not over.wait(EVERY):
        answer = visitor.get("poll", f"{page}/now", tag)
        tag = answer.tag or tag


def send_all(lives: Iterable[tuple[Visitor, Callable[[Visitor, Event], None]]], seconds: float) -> list[Timing]:
    """Let every visitor live its life for so many seconds, all at once, and give all that was noted."""
    over, everybody = Event(), list(lives)
    threads = [Thread(target=_live, args=(visitor, life, over)) for visitor, life in everybody]
    for each in threads:
        each.start()
    over.wait(seconds)
    over.set()
    for each in threads:
        each.join()
    for visitor, _ in everybody:
        visitor.close()
        if visitor.problem is not None:
            raise visitor.problem
    return [timing for visitor, _ in everybody for timing in visitor.timings]


def _live(visitor: Visitor, life: Callable[[Visitor, Event], None], over: Event) -> None:
    """Live one life; what goes wrong in it is told at the end."""
    try:
        life(visitor, over)
    except BaseException as problem:
        visitor.problem = problem
