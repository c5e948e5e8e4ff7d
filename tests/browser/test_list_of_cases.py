"""The list of all cases in the room, by keyboard: find, jump, take next, put off."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect


def slots(page: Page) -> list[str]:
    """Read the order of the meeting."""
    return [each.split(". ", 1)[1] for each in page.locator(".slots li a").all_text_contents()]


def test_cases_are_found_and_moved_by_keyboard(somebody: Callable[..., object]) -> None:
    chair = somebody("aokafor")
    chair.move_clock("Friday 7:00")
    page = chair.page
    chair.open_the_meeting()
    chair.go_to_the_first_case()
    expect(page).to_have_title(re.compile("slot 1 of"))
    find_and_jump(page)
    move(page)


def find_and_jump(page: Page) -> None:
    """Go to a case by the beginning of its name, and to another by its number; leave the list."""
    before, keys = slots(page), page.keyboard
    keys.press("/")
    expect(page.locator("#find")).to_be_focused()
    keys.type(before[3][:5])
    expect(page.locator(".slots li:visible")).to_have_count(1)
    keys.press("Enter")
    expect(page).to_have_title(re.compile("slot 4 of"))
    keys.press("/")
    keys.type("2")
    keys.press("Enter")
    expect(page).to_have_title(re.compile("slot 2 of"))

    keys.press("/")
    keys.press("Escape")
    expect(page.locator(".slots summary")).to_be_focused()
    expect(page.locator(".slots")).not_to_have_attribute("open", "")


def move(page: Page) -> None:
    """Take a case next, put another one off, and then the one at hand."""
    before, keys = slots(page), page.keyboard
    choose(page, 5)
    keys.press("u")
    expect(page.get_by_role("status").first).to_contain_text("comes next")
    expect(page).to_have_title(re.compile("slot 1 of"))
    moved = [before[4], *before[:4], *before[5:]]
    assert slots(page) == moved

    choose(page, 3)
    keys.press("k")
    expect(page.locator(".slots li:focus a")).to_contain_text(moved[1])
    keys.press("s")
    expect(page.get_by_role("status").first).to_contain_text("comes last")
    timed = [name for name in moved if name != moved[1]]
    assert [each for each in slots(page) if each != moved[1]] == timed

    keys.press("s")
    expect(page.get_by_role("status").first).to_contain_text("is put off")
    assert slots(page)[0] == timed[1]


def choose(page: Page, place: int) -> None:
    """Open the list and choose the case at a place, from 1."""
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.press("Tab")
    for _ in range(place):
        page.keyboard.press("j")
    expect(page.locator(".slots li").nth(place - 1)).to_be_focused()
