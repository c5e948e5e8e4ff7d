"""The coordinator's week by keyboard alone: every question of the docket is answered, and every answer comes true."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.inspecting import AXE, DESKTOP, HEIGHT, Findings, look
from tests.browser.newcomer import Newcomer
from tests.browser.typing_cases import type_case

IN_THE_ROOM = re.compile(r"(\d+) specialist-minutes in the room")


@pytest.fixture
def coordinator(browser: Browser, demo: str) -> Iterator[Newcomer]:
    """The coordinator's window, on a demo of its own."""
    context = browser.new_context(viewport={"width": DESKTOP, "height": HEIGHT})
    context.add_init_script(AXE)
    somebody = Newcomer(context.new_page(), demo)
    somebody.page.set_default_timeout(15_000)
    somebody.become("coord_dale")
    yield somebody
    context.close()


def press(page: Page, role: str, name: str | re.Pattern[str]) -> None:
    """Go to a link or a button, and press Enter on it."""
    page.get_by_role(role, name=name).first.focus()  # type: ignore[arg-type]
    page.keyboard.press("Enter")


def order(page: Page) -> list[str]:
    """Read the running order."""
    return page.locator(".run .nm").all_text_contents()


def minutes_in_the_room(page: Page) -> int:
    """Read what the docket costs."""
    found = IN_THE_ROOM.search(page.locator("main").inner_text())
    assert found is not None
    return int(found[1])


def fixed_in(somebody: Newcomer, words: str) -> None:
    """Open the docket, and see how it stands."""
    somebody.open("/meetings")
    expect(somebody.page.locator(".eyebrow").first).to_contain_text(words)


def test_every_answer_on_the_builder_comes_true(coordinator: Newcomer) -> None:
    page, findings = coordinator.page, Findings()
    coordinator.open("/meetings")
    before, cost = order(page), minutes_in_the_room(page)
    promised = what_if_the_third_were_first(page)
    look(page, "the price of a pin", findings)
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1")).to_contain_text("Friday")
    assert (order(page)[0], minutes_in_the_room(page)) == (before[2], promised)
    press(page, "button", re.compile("^Undo"))
    expect(page.get_by_role("status")).to_contain_text("Undone.")
    assert (order(page), minutes_in_the_room(page)) == (before, cost)
    name, length = what_would_put_on_the_first_bumped(page)
    lengthen(coordinator, length - 1)
    assert name not in order(page)
    lengthen(coordinator, length)
    assert name in order(page)
    assert (findings.faults, findings.overhangs, findings.codes) == ([], [], [])


def what_if_the_third_were_first(page: Page) -> int:
    """Ask why the third case is third, and what it would cost if it were first; both answers are the same."""
    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("w")
    why = page.locator(".run > li").nth(2).locator(".why")
    expect(why).to_contain_text("On it because")
    told = re.search(r"[Ff]irst instead would cost (\d+) specialist-minutes more", why.inner_text())
    press(page, "button", re.compile("^See what .* first would change"))
    expect(page.locator("h1")).to_contain_text("Preview:")
    priced = re.search(r"(\d+) instead of\s+(\d+)", page.locator(".price").inner_text())
    assert told is not None and priced is not None
    assert int(priced[1]) - int(priced[2]) == int(told[1])
    return int(priced[1])


def what_would_put_on_the_first_bumped(page: Page) -> tuple[str, int]:
    """Ask why the first bumped case is not on the docket; give its name, and the length that would put it on."""
    card = page.locator("section", has=page.get_by_role("heading", name="Bumped")).locator(".in").first
    said = re.search(r"Would be on it with \d+ more minutes?, in a meeting of (\d+)", card.inner_text())
    assert said is not None
    return card.get_by_role("link").first.inner_text(), int(said[1])


def lengthen(somebody: Newcomer, minutes: int) -> None:
    """Give the coming meeting another length, and go back to its docket."""
    somebody.open("/roster/calendar")
    page = somebody.page
    page.locator("summary", has_text="Length").first.press("Enter")
    page.get_by_label("Minutes").first.fill(str(minutes))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("minutes")
    somebody.open("/meetings")


def test_from_the_cut_off_to_the_third_revision(coordinator: Newcomer) -> None:
    page, findings = coordinator.page, Findings()
    coordinator.move_clock("Wednesday noon")
    fixed_in(coordinator, "Frozen")
    press(page, "link", "Publish revision 1 now")
    expect(page.locator("h1")).to_have_text("Publish revision 1 now?")
    look(page, "publishing", findings)
    press(page, "button", "Publish revision 1")
    expect(page.locator(".eyebrow").first).to_contain_text("Revision 1")
    before = order(page)
    press(page, "link", f"Move {before[-1]} up")
    expect(page.locator("main")).to_contain_text("This publishes revision 2 at once.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".eyebrow").first).to_contain_text("Revision 2")
    moved = order(page)
    assert moved.index(before[-1]) < moved.index(before[-2])
    add_late(coordinator, "Latecomer")
    expect(page.locator(".eyebrow").first).to_contain_text("Revision 3")
    after = order(page)
    assert [name for name in after if name in moved] == moved and len(after) == len(moved) + 1
    press(page, "link", "What changed")
    expect(page.locator("main")).to_contain_text("No two cases changed their order.")
    expect(page.locator("main")).to_contain_text("comes on")
    look(page, "what changed", findings)
    assert (findings.faults, findings.overhangs, findings.codes) == ([], [], [])


def add_late(somebody: Newcomer, family_name: str) -> None:
    """Submit an emergency as a specialist, accept it, and add it to the published docket with a reason."""
    page = somebody.page
    somebody.become("eromano")
    somebody.open("/cases/new")
    type_case(page, family_name, "99 700 001")
    page.locator("[name=urgency][value=tumor_emergency]").focus()
    page.keyboard.press("Space")
    press(page, "button", "Check your answers")
    expect(page.locator("h1")).to_have_text("Check your answers")
    press(page, "button", "Submit to the board")
    expect(page.get_by_role("status").first).to_contain_text("Submitted to the board")
    case = page.url.removeprefix(somebody.address)
    somebody.become("coord_dale")
    somebody.open(case)
    press(page, "button", "Accept as ready")
    expect(page.get_by_role("status")).to_contain_text("Accepted")
    somebody.open("/meetings")
    press(page, "link", re.compile("^Decide"))
    page.get_by_label("Why now?").focus()
    page.keyboard.type("Obstructed since last night")
    press(page, "button", re.compile("publish revision 3"))
