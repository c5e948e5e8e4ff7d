"""A tour of the demo: every page that a persona can reach by its links, once for each of the faces that it has.

Two pages of one route that are made of the same kinds of elements are one face; the second is not looked at again.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule

from config import Settings
from tests.browser.inspecting import Findings, glance, look
from tests.browser.newcomer import Newcomer
from tests.browser.typing_cases import settle
from tumorboard import create_app

# They answer with something else than a page.
NO_PAGES = {"static", "health.live", "health.ready", "meetings.agenda", "notices.block", "cases.file",
            "room.minutes", "recommendations.letter", "room.follow_piece", "room.screen_piece",
            "room.said_piece"}
ELEMENT = re.compile(r"<([a-z][a-z0-9]*)\b([^>]*)>")
CLASS = re.compile(r'\bclass="([^"]*)"')
LINK = re.compile(r'\bhref="(/[^"#]*)')

def application() -> Flask:
    """Make the demo's application, for its map of addresses alone."""
    return create_app(Settings(secret_key="the map of addresses only", database_url="sqlite://", demo=True))


def pages(app: Flask) -> set[str]:
    """Name every route that is read."""
    return {rule.endpoint for rule in app.url_map.iter_rules() if _is_page(rule)}


def _is_page(rule: Rule) -> bool:
    """Tell whether a route answers with a page."""
    return "GET" in (rule.methods or set()) and rule.endpoint not in NO_PAGES


@dataclass
class Tour:
    """One window that goes everywhere, and what was found."""

    page: Page
    address: str
    app: Flask = field(default_factory=application)
    findings: Findings = field(default_factory=Findings)
    faces: dict[str, set[str]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    @property
    def newcomer(self) -> Newcomer:
        """Be somebody at the demo."""
        return Newcomer(self.page, self.address)

    def endpoint(self, url: str) -> str:
        """Name the route of an address; nothing where there is none."""
        try:
            return str(self.app.url_map.bind("").match(urlsplit(url).path, method="GET")[0])
        except HTTPException:
            return ""

    def roam(self, stage: str, *people: str, most: int = 1) -> None:
        """Follow the links from the first page, as each of the people, to so many pages of every route."""
        for who in people:
            self.newcomer.become(who)
            waiting, done, counts = ["/"], set(), {}
            while waiting:
                path = waiting.pop(0)
                endpoint = self.endpoint(path)
                if path in done or endpoint in NO_PAGES | {""} or counts.get(endpoint, 0) >= most:
                    continue
                done.add(path)
                counts[endpoint] = counts.get(endpoint, 0) + 1
                waiting += self._open(f"{stage}, {who}", path)

    def go(self, name: str, path: str, status: int = 200) -> None:
        """Open an address and look at what comes."""
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None and answer.status == status, f"{name}: {path}"
        self.look(name)

    def press(self, name: str, words: str) -> None:
        """Press a button and look at what comes, once what was typed is saved; saving gives a new form its address."""
        settle(self.page)
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words).first.click()
        self.look(name)

    def look(self, name: str) -> None:
        """Look at the page that is open."""
        self.page.wait_for_load_state()
        endpoint = self.endpoint(self.page.url)
        self.seen.add(endpoint)
        here = f"{name}: {urlsplit(self.page.url).path}"
        if self._is_new(endpoint, self.page.content()):
            look(self.page, here, self.findings)
        else:
            glance(self.page, here, self.findings)

    def _open(self, name: str, path: str) -> list[str]:
        """Read a page, look at it where it has a face of its own, and give its links."""
        answer = self.page.request.get(f"{self.address}{path}")
        text, endpoint = answer.text(), self.endpoint(answer.url)
        assert answer.status == 200, f"{name}: a link leads to {path}, which answers {answer.status}"
        self.seen |= {endpoint, self.endpoint(path)}
        if self._is_new(endpoint, text):
            self.page.goto(f"{self.address}{path}")
            look(self.page, f"{name}: {path}", self.findings)
        return [each.replace("&amp;", "&") for each in LINK.findall(text) if not each.startswith(("/demo", "/static"))]

    def _is_new(self, endpoint: str, text: str) -> bool:
        """Tell whether the page holds a kind of element that was not seen on this route."""
        kinds = {f"{tag}.{' '.join(CLASS.findall(rest))}" for tag, rest in ELEMENT.findall(text)}
        known = self.faces.setdefault(endpoint, set())
        is_new = not kinds <= known
        known |= kinds
        return is_new
