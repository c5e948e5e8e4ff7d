"""A first page as people fill it in: with the mouse, and with the keyboard alone."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.newcomer import Newcomer, check_and_submit

QUESTION = "Pancreatic tail NET of 2.4 cm, G2, no metastasis: operate now, or watch for half a year?"
SAVED = re.compile(r"Saved on the server at \d+:\d\d ([ap]m|noon|midnight)")
# What has the focus: its name, the words of a button, and whether it is an input of the page.
FOCUSED = r"""() => { const here = document.activeElement; return [
  here.name || "", here.tagName === "BUTTON" ? here.textContent.replace(/\s+/g, " ").trim() : "",
  here.matches("main input, main select, main textarea")]; }"""
MOST_STOPS = 80


def type_case(page: Page, family_name: str, mrn: str, family: str = "pan_net") -> None:
    """Fill in a whole case."""
    page.get_by_label("Medical record number").fill(mrn)
    page.get_by_label("Date of birth").fill("1961-04-30")
    page.get_by_label("Family name").fill(family_name)
    page.get_by_label("Given name(s)").fill("Ada")
    page.get_by_label("Administrative sex").select_option("female")
    page.get_by_label("Tumor family").select_option(family)
    page.locator("select[name=submission_type]").select_option("new_diagnosis")
    page.get_by_label("Question for the board").fill(QUESTION)


def submit(somebody: Newcomer, family_name: str, mrn: str, family: str = "pan_net") -> str:
    """Submit a whole case, and give its address."""
    somebody.open("/cases/new")
    type_case(somebody.page, family_name, mrn, family)
    check_and_submit(somebody.page)
    return somebody.page.url.removeprefix(somebody.address)


def press_through(page: Page, keys: dict[str, str], button: str = "Check your answers") -> list[str]:
    """Go through a page with the Tab key, type what is known, and press Enter on a button; name the inputs met.

    What is chosen by arrows has them under its name and the word arrows.
    """
    met: list[str] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        name, words, is_input = page.evaluate(FOCUSED)
        if words == button:
            page.keyboard.press("Enter")
            return met
        if name and is_input:
            met.append(name)
            page.keyboard.type(keys[name])
            for arrow in keys.get(f"{name} arrows", "").split():
                page.keyboard.press(arrow)
    raise AssertionError(f"“{button}” was not reached.")


def state(page: Page) -> Locator:
    """Give the words that say what is saved."""
    return page.locator("[data-saved]").first


def settle(page: Page) -> None:
    """Wait until everything typed is on the server."""
    expect(page.locator("form[data-unsaved]")).to_have_count(0)
