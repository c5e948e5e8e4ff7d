"""What is typed in the room is there again for whoever leaves the case in the middle of a word and comes back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.newcomer import Newcomer


@pytest.fixture
def room(somebody: Callable[..., Newcomer]) -> Page:
    """The first open case of the meeting."""
    chair = somebody("aokafor")
    if chair.page.locator(".demo").get_by_role("button", name="Friday 7:00").count():
        chair.move_clock("Friday 7:00")
        chair.open_the_meeting()
        chair.go_to_the_first_case()
    else:
        chair.open("/meetings")
        chair.page.get_by_role("link", name="Go into the room").click()
    return chair.page


def test_what_was_typed_a_moment_before_is_kept(room: Page) -> None:
    room.locator("#items-0-kind").select_option("ct")
    room.locator("#items-0-detail").fill("Chest and abdomen, thin slices")
    title = room.title()
    room.locator("h1, h2").first.click()
    room.keyboard.press("n")
    expect(room).not_to_have_title(title)
    room.keyboard.press("p")
    expect(room).to_have_title(title)
    expect(room.locator("#items-0-detail")).to_have_value("Chest and abdomen, thin slices")
    expect(room.locator("[data-theirs]")).to_be_hidden()


def test_what_was_typed_before_a_row_was_added_is_kept(room: Page) -> None:
    room.keyboard.press("n")
    room.wait_for_load_state()
    room.locator("#items-0-kind").select_option("mri")
    room.locator("#items-0-detail").fill("Liver")
    room.get_by_role("button", name="Add item").click()
    expect(room.locator("#items-1-kind")).to_be_focused()
    expect(room.locator("[data-kept]")).to_contain_text("Saved")
    title, address = room.title(), room.url
    room.goto(address)
    expect(room).to_have_title(title)
    expect(room.locator("#items-0-detail")).to_have_value("Liver")
