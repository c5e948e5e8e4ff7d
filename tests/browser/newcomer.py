"""Somebody at the demo, and the ways that every story takes."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

PASSWORD = "a fictional board every friday"
SUBMITTED = "Submitted to the board"


@dataclass(frozen=True)
class Newcomer:
    """Somebody at the demo, who is one persona after another."""

    page: Page
    address: str

    def become(self, username: str) -> None:
        """Choose a persona with one click."""
        self.page.goto(f"{self.address}/demo/")
        self.page.click(f'form[action$="/be/{username}"] button')
        expect(self.page.locator("h1")).to_contain_text("Friday")

    def move_clock(self, words: str) -> None:
        """Move the demo's clock with the bar."""
        self.page.click(f'.demo button:has-text("{words}")')
        expect(self.page.get_by_role("status")).to_contain_text("clock was moved")

    def open(self, path: str) -> None:
        """Open a page and see that it is no refusal."""
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None and answer.status == 200

    def open_the_meeting(self) -> None:
        """Open the coming meeting as its chair, and come to the list of who is there."""
        self.open("/meetings")
        self.page.get_by_role("link", name="Open the meeting").click()
        self.page.get_by_role("button", name="Open the meeting").click()

    def go_to_the_first_case(self) -> None:
        """Leave the list of who is there for the first case."""
        self.page.get_by_role("link", name="Go to the first open case").click()


def check_and_submit(page: Page) -> None:
    """Go on from a first page that is filled in: check the answers, and send them to the board."""
    page.get_by_role("button", name="Check your answers").click()
    expect(page.locator("h1")).to_have_text("Check your answers")
    page.get_by_role("button", name="Submit to the board").click()
    expect(page.get_by_role("status").first).to_contain_text(SUBMITTED)


def write_decision(page: Page) -> None:
    """Fill in the room's form with what the emergency's board decides; nothing is recorded yet."""
    page.get_by_label("Recommend", exact=True).check()
    page.locator("select[name$=kind]").first.select_option("alpha_beta")
    page.locator("[name$=detail]").first.fill("Doxazosin tonight, in hospital")
    page.get_by_label("Unanimous").check()
    page.locator("#unchanged").check()
    page.get_by_label("Read back by").select_option(index=1)
    if page.locator("#goes_without").count():
        page.locator("#goes_without").check()


def end_other_sessions(somebody: Newcomer) -> None:
    """End every other session of one's own, on the page of one's account."""
    somebody.open("/profile")
    others = somebody.page.get_by_role("button", name=re.compile("^End the session"))
    while others.count():
        others.first.click()
        expect(somebody.page.get_by_role("status")).to_contain_text("ended")
