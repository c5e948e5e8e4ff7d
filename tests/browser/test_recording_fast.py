"""The common recommendation, by keyboard alone: at most twelve inputs, and less than a minute."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.keyboard import Hands

MOST_INPUTS, MOST_SECONDS = 12, 60


def test_the_common_recommendation_takes_a_minute_and_twelve_inputs(somebody: Callable[..., object]) -> None:
    chair = somebody("aokafor")
    chair.move_clock("Friday 7:00")
    page = chair.page
    chair.open_the_meeting()
    page.get_by_role("button", name="Mark everyone who said yes").click()
    chair.go_to_the_first_case()
    page.locator(".slots summary").click()
    page.locator(".slots").get_by_role("link", name="MARCHETTI-SOL").click()
    page.get_by_role("button", name="Start the clock").click()
    expect(page.locator(".timer").first).to_be_visible()
    page.wait_for_load_state()
    slot, hands, began = page.title(), Hands(page), time.monotonic()

    hands.press("t")
    expect(page.locator(".offers")).to_have_attribute("open", "")
    hands.reach(page.get_by_role("button", name="Somatostatin analog"))
    hands.turn("Enter")
    expect(page.locator("#items-0-detail")).to_be_focused()
    hands.write(page.locator("#items-0-detail"), "120 mg every 4 weeks")
    hands.write(page.locator("#items-0-owner"), "Yael")
    hands.write(page.locator("#items-0-due_on"), "2026-12-18")
    hands.write(page.locator("#items-1-detail"), "CT in three months")
    hands.choose(page.locator('[name="consensus"][value="unanimous"]'))
    hands.choose(page.locator("#unchanged"))
    hands.write(page.locator("#read_back_by"), "Marisol")
    if page.locator("#goes_without").count():
        # A needed seat is empty: the board says that it decides all the same.
        hands.choose(page.locator("#goes_without"))
    hands.turn("Control+Enter")

    assert (len(hands.made) <= MOST_INPUTS, time.monotonic() - began < MOST_SECONDS) == (True, True), hands.made
    expect(page).not_to_have_title(slot)
    expect(page.get_by_role("status").first).to_contain_text("Recorded.")
    page.keyboard.press("p")
    expect(page).to_have_title(re.compile(re.escape(slot)))
    expect(page.locator("#items-0-detail")).to_have_value("120 mg every 4 weeks")
    assert page.locator("#items-0-owner").evaluate("each => each.selectedOptions[0].text").startswith("Yael")


def test_words_that_were_signed_are_offered_and_never_filled_in(somebody: Callable[..., object]) -> None:
    chair = somebody("aokafor")
    chair.open("/meetings")
    chair.page.get_by_role("link", name=re.compile("Go into the room")).click()
    page = chair.page
    expect(page.locator("#items-0-detail")).to_have_value("")
    page.wait_for_load_state()
    page.keyboard.press("t")
    expect(page.get_by_role("button", name=re.compile("^Signed ")).first).to_be_visible()
