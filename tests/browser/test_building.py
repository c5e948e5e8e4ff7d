"""The docket is built by keyboard alone, and without a script by its buttons; every page of it holds up."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.inspecting import AXE, DESKTOP, HEIGHT, Findings, look
from tests.browser.newcomer import Newcomer

SELECTED = ".run > li:focus .nm"


@pytest.fixture
def coordinator(browser: Browser, module_demo: str) -> Iterator[Newcomer]:
    """The coordinator's window."""
    yield from window(browser, module_demo, script=True)


@pytest.fixture
def plain(browser: Browser, module_demo: str) -> Iterator[Newcomer]:
    """The coordinator's window in a browser without script."""
    yield from window(browser, module_demo, script=False)


def window(browser: Browser, address: str, *, script: bool) -> Iterator[Newcomer]:
    """Open a window at the docket, and close it afterwards."""
    context = browser.new_context(viewport={"width": DESKTOP, "height": HEIGHT}, java_script_enabled=script)
    context.add_init_script(AXE)
    newcomer = Newcomer(context.new_page(), address)
    newcomer.page.set_default_timeout(15_000)
    newcomer.become("coord_dale")
    newcomer.open("/meetings")
    yield newcomer
    context.close()


def order(page: Page) -> list[str]:
    """Read the running order."""
    return page.locator(".run .nm").all_text_contents()


def press(page: Page, key: str, title: str) -> None:
    """Press a key that leads to another page."""
    page.keyboard.press(key)
    expect(page).to_have_title(re.compile(title))


def test_the_docket_is_built_by_keyboard_alone(coordinator: Newcomer) -> None:
    page, keys = coordinator.page, coordinator.page.keyboard
    findings, before = Findings(), order(page)
    look(page, "the docket", findings)
    for key, place in (("j", 0), ("j", 1), ("j", 2), ("k", 1), ("j", 2)):
        keys.press(key)
        expect(page.locator(SELECTED)).to_have_text(before[place])
    keys.press("w")
    expect(page.locator(".run > li").nth(2).locator(".why")).to_contain_text("On it because")
    look(page, "why", findings)
    press(page, "Shift+K", f"Preview: {before[2]} before {before[1]}")
    look(page, "a move", findings)
    press(page, "Control+Enter", "Friday")
    assert order(page).index(before[2]) < order(page).index(before[1])
    expect(page.locator(SELECTED)).to_have_text(before[2])
    press(page, "x", f"Wishes for {before[2]}")
    pin_by_keyboard(page, "First", "j and k are letters here.")
    expect(page).to_have_title(re.compile(f"Preview: {before[2]} first"))
    press(page, "Control+Enter", "Friday")
    assert order(page)[0] == before[2]
    expect(page.locator(SELECTED)).to_have_text(before[2])
    keys.press("w")
    expect(page.locator(".why").first).to_contain_text("“j and k are letters here.”")
    for name in (f"Undo: {before[2]} first", f"Undo: no longer {before[2]} first"):
        expect(page.get_by_role("button", name=name)).to_be_visible()
        page.get_by_role("button", name=name).focus()
        keys.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Undone.")
    assert (findings.faults, findings.overhangs, findings.codes) == ([], [], [])


def pin_by_keyboard(page: Page, kind: str, why: str) -> None:
    """Fill in the form of a wish with Tab, letters and Enter."""
    page.get_by_label("Wish", exact=True).focus()
    page.keyboard.type(kind)
    page.keyboard.press("Tab")
    page.keyboard.type(why)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def test_every_page_of_the_builder_holds_up(coordinator: Newcomer) -> None:
    page, findings = coordinator.page, Findings()
    page.get_by_role("link", name=re.compile("^Pin")).first.click()
    page.get_by_label("Wish", exact=True).select_option("window")
    page.get_by_label("Not before").fill("07:10")
    page.get_by_label("Over by").fill("07:11")
    page.get_by_role("button", name="See what it changes").click()
    expect(page.get_by_role("alert")).to_contain_text("these are 1")
    look(page, "a window that is too short", findings)
    page.get_by_label("Over by").fill("07:40")
    page.get_by_role("button", name="See what it changes").click()
    look(page, "a window", findings)
    page.get_by_role("button", name="Keep it").click()
    for name in ("All wishes", "What changed"):
        coordinator.open("/meetings")
        page.get_by_role("link", name=name).click()
        look(page, name, findings)
    coordinator.open("/meetings")
    page.get_by_role("button", name="Keep this order").click()
    page.get_by_role("link", name="Release the order").click()
    look(page, "releasing the order", findings)
    assert (findings.faults, findings.overhangs, findings.codes) == ([], [], [])


def test_a_case_is_moved_and_pinned_without_script(plain: Newcomer) -> None:
    page, before = plain.page, order(plain.page)
    page.get_by_role("link", name=f"Move {before[3]} up").click()
    page.get_by_role("button", name="Keep it").click()
    assert order(page).index(before[3]) < order(page).index(before[2])
    page.get_by_text("Why?").nth(3).click()
    page.get_by_role("button", name=re.compile("^See what .* first would change")).first.click()
    expect(page.locator("h1")).to_contain_text("Preview:")
    page.get_by_role("link", name="Leave it as it is").click()
    expect(page.locator("h1")).to_contain_text("Friday")
