"""A Friday morning in six windows: who sits where, and what the recorder's hands do with each case."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.keyboard import Hands
from tests.browser.newcomer import PASSWORD, Newcomer

DECIDED, DIVIDED, PUT_OFF = "Recorded as it was said", "Operate now, or wait for the scan?", "Outside slides"


@dataclass
class Morning:
    """The six windows, the address of the room, and the cases that the recorder has been through."""

    chair: Newcomer
    recorder: Newcomer
    screen: Newcomer
    members: list[Newcomer]
    room: str = ""
    done: list[str] = field(default_factory=list)

    @property
    def hands(self) -> Hands:
        """The recorder's hands."""
        return Hands(self.recorder.page)

    @property
    def desk(self) -> Page:
        """The recorder's page."""
        return self.recorder.page

    def followers(self) -> list[Page]:
        """Everybody who only follows."""
        return [self.screen.page, *(each.page for each in self.members)]

    def everybody_sees(self, words: str) -> None:
        """Wait until the words stand on the wall and on every member's own screen."""
        for page in self.followers():
            expect(page.locator("[data-poll]")).to_contain_text(words, timeout=20_000)

    def is_over(self) -> bool:
        """Tell whether no case is left."""
        return self.desk.url.endswith("/close")


def sign_in(somebody: Newcomer, username: str, path: str = "/") -> None:
    """Come in by the door, as whoever is no persona of the demo."""
    page = somebody.page
    page.goto(f"{somebody.address}/sign-in?next={path}")
    page.get_by_label("E-mail or user name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).not_to_have_url(re.compile("sign-in"))


def begin(window: Callable[[], Newcomer]) -> Morning:
    """Move the clock to Friday, open the meeting by keyboard, and let everybody follow."""
    morning = Morning(window(), window(), window(), [window() for _ in range(3)])
    morning.recorder.become("coord_dale")
    for stop in ("Wednesday noon", "5 pm", "Friday 7:00"):
        morning.recorder.move_clock(stop)
    for each, who in ((morning.chair, "aokafor"), (morning.screen, "aokafor"), (morning.members[0], "eromano")):
        each.become(who)
    for each, who in zip(morning.members[1:], ("ywexler", "ihaddadi"), strict=True):
        sign_in(each, who)
    chair = morning.chair.page
    morning.chair.open("/meetings")
    enter(chair, chair.get_by_role("link", name="Open the meeting"))
    enter(chair, chair.get_by_role("button", name="Open the meeting"))
    enter(chair, chair.get_by_role("button", name="Mark everyone who said yes"))
    morning.room = chair.url.removeprefix(morning.chair.address).removesuffix("/attendance")
    morning.chair.open(morning.room)
    enter(chair, chair.get_by_role("button", name="Start the clock"))
    morning.recorder.open(morning.room)
    morning.screen.open(f"{morning.room}/screen?names=shown")
    for each in morning.members:
        each.open(f"{morning.room}/live")
    return morning


def enter(page: Page, target: Locator) -> None:
    """Press Enter on a link or a button, and wait for where it leads."""
    target.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write_decision(morning: Morning, detail: str, agreement: str = "unanimous") -> None:
    """Write a decision by keyboard: one item, how far the board agreed, that nothing changed, who read it back."""
    hands, page = morning.hands, morning.desk
    page.keyboard.press("r")
    if page.locator("#goes_without").count():
        hands.choose(page.locator("#goes_without"))
    hands.write(page.locator("#items-0-kind"), "Lanr")
    hands.write(page.locator("#items-0-detail"), detail)
    hands.write(page.locator("#items-0-owner"), "Yael")
    hands.choose(page.locator(f'[name="consensus"][value="{agreement}"]'))
    hands.choose(page.locator("#unchanged"))
    hands.write(page.locator("#read_back_by"), "Ines")


def is_kept(morning: Morning, words: str) -> None:
    """Wait until what was written stands on the members' screens: then it is on the server."""
    expect(morning.members[2].page.locator("[data-poll]")).to_contain_text(words, timeout=20_000)


def record(morning: Morning) -> None:
    """Record what is written, and go on to the next case."""
    morning.done.append(morning.desk.url.rsplit("/", 1)[-1])
    morning.hands.turn("Control+Enter")
    expect(morning.desk.get_by_role("status").first).to_contain_text("Recorded.")


def put_off(morning: Morning) -> None:
    """Defer the case with its key: why, what is missing, who brings it and when it comes back."""
    hands, page = morning.hands, morning.desk
    hands.press("d")
    expect(page.locator("#deferral_reason")).to_be_visible()
    hands.write(page.locator("#deferral_reason"), "Path")
    hands.write(page.locator("#back_on"), "Fri")
    hands.write(page.locator("#missing"), PUT_OFF)
    hands.write(page.locator("#owner"), "Ines")


def disagree(member: Newcomer, words: str) -> None:
    """Put a dissent on record from one's own screen, with its key."""
    page = member.page
    with page.expect_navigation():
        page.keyboard.press("o")
    hands = Hands(page)
    hands.choose(page.locator('[name="kind"][value="dissent"]'))
    hands.write(page.locator("#words"), words)
    enter(page, page.get_by_role("button", name="Put on record"))
    expect(page.get_by_role("status").first).to_contain_text("On record under your name")


def leave_early(morning: Morning, name: str) -> None:
    """Note with the keyboard that somebody has left, and come back to the case."""
    page = morning.desk
    with page.expect_navigation():
        page.keyboard.press("a")
    row = page.locator("tr", has_text=name)
    Hands(page).choose(row.locator('input[type=radio][value=""]'))
    enter(page, page.get_by_role("button", name="Note attendance"))
    expect(page.locator("tr", has_text=name)).to_contain_text("left")
    morning.recorder.open(morning.room)


def records_seen(page: Page, address: str, ids: list[str]) -> dict[str, Any]:
    """Read each signed record as one reader sees it."""
    found = {}
    for each in ids:
        page.goto(f"{address}/recommendations/{each}")
        found[each] = " ".join(page.locator("article.leaf").inner_text().split())
    return found
