"""A whole meeting in six browsers by keyboard: chair, recorder, the wall and three members; nothing of it is lost."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.morning import (
    DECIDED,
    DIVIDED,
    PUT_OFF,
    Morning,
    begin,
    disagree,
    enter,
    is_kept,
    leave_early,
    put_off,
    record,
    records_seen,
    sign_in,
    write_decision,
)
from tests.browser.newcomer import PASSWORD, Newcomer, check_and_submit, end_other_sessions
from tests.browser.test_newcomer_week import type_emergency

DISSENT = "I would operate now; the scan changes nothing."
LEAVER = "Luca Moretti-Voss"
CASES = 12


@pytest.fixture
def morning(browser: Browser, demo: str) -> Iterator[Morning]:
    """The room in the first minute of the meeting."""
    opened = []

    def window() -> Newcomer:
        opened.append(browser.new_context(viewport={"width": 1280, "height": 900}))
        page = opened[-1].new_page()
        page.set_default_timeout(20_000)
        return Newcomer(page, demo)

    yield begin(window)
    for each in opened:
        each.close()


def test_a_meeting_of_twelve_is_recorded_whole_and_looks_the_same_on_every_screen(morning: Morning) -> None:
    write_decision(morning, DECIDED)
    morning.everybody_sees(DECIDED)
    record(morning)
    put_off(morning)
    record(morning)
    split_with_dissent(morning)
    leave_early(morning, LEAVER)
    lose_the_connection(morning)
    add_an_emergency(morning)
    end_the_session(morning)
    while not morning.is_over():
        write_decision(morning, f"Case {len(morning.done) + 1} of the morning")
        record(morning)
    assert len(morning.done) >= CASES
    finish(morning)
    compare(morning)


def split_with_dissent(morning: Morning) -> None:
    """The board is divided; a member says so from their own screen, and the recorder goes on writing."""
    write_decision(morning, DIVIDED, "split")
    morning.everybody_sees(DIVIDED)
    disagree(morning.members[0], DISSENT)
    morning.everybody_sees(DISSENT)
    record(morning)


def lose_the_connection(morning: Morning) -> None:
    """The recorder and a member lose the network; what is typed stays, is kept, and everybody catches up."""
    member = morning.members[1].page
    write_decision(morning, "Before the cable was pulled")
    is_kept(morning, "Before the cable was pulled")
    for page in (morning.desk, member):
        page.context.set_offline(True)
    morning.hands.write(morning.desk.locator("#summary"), "Typed without a network.")
    expect(morning.desk.locator("[data-kept]")).to_contain_text("Your text is kept on this page", timeout=20_000)
    expect(member.locator("[data-lost]")).to_be_visible(timeout=20_000)
    for page in (morning.desk, member):
        page.context.set_offline(False)
    expect(morning.desk.locator("[data-kept]")).to_contain_text("Saved", timeout=20_000)
    expect(member.locator("[data-lost]")).to_be_hidden(timeout=40_000)
    morning.everybody_sees("Typed without a network.")
    record(morning)


def add_an_emergency(morning: Morning) -> None:
    """An emergency comes while the room talks: submitted by a member, accepted and added by the coordinator."""
    member = morning.members[0]
    type_emergency(member)
    check_and_submit(member.page)
    case = member.page.url.rsplit("/", 1)[-1]
    member.open(f"{morning.room}/live")
    page = morning.desk
    page.goto(f"{morning.recorder.address}/cases/{case}")
    enter(page, page.get_by_role("button", name="Accept as ready"))
    morning.recorder.open(morning.room.removesuffix("/room"))
    enter(page, page.get_by_role("link", name="Decide about WALKER, Tess"))
    page.get_by_label("Why now?").focus()
    page.keyboard.type("Pressure 210 over 130.")
    enter(page, page.locator("button[name=remedy]").first)
    expect(page.get_by_role("status").first).to_contain_text("WALKER, Tess")
    for each in morning.members:
        expect(each.page.locator("[data-poll]")).to_contain_text("WALKER, Tess", timeout=20_000)
    expect(morning.screen.page.locator("[data-poll]")).to_contain_text(re.compile("Slot 5 of 14"), timeout=20_000)
    morning.recorder.open(morning.room)


def end_the_session(morning: Morning) -> None:
    """The recorder's session ends in the middle of a sentence: the text comes back, and after the door it goes on."""
    page = morning.desk
    write_decision(morning, "Said before the session ended")
    is_kept(morning, "Said before the session ended")
    case = page.url.removeprefix(morning.recorder.address)
    elsewhere = Newcomer(morning.screen.page.context.browser.new_context().new_page(), morning.recorder.address)
    sign_in(elsewhere, "coord_dale")
    end_other_sessions(elsewhere)
    elsewhere.page.context.close()
    morning.hands.write(page.locator("#summary"), "Half a sentence that")
    morning.hands.turn("Control+Enter")
    expect(page.locator("main")).to_contain_text("Half a sentence that")
    enter(page, page.get_by_role("link", name=re.compile("Sign in again")))
    page.get_by_label("E-mail or user name").fill("coord_dale")
    page.get_by_label("Password").fill(PASSWORD)
    enter(page, page.get_by_role("button", name="Sign in"))
    assert page.url.endswith(case)
    expect(page.locator("#items-0-detail")).to_have_value("Said before the session ended")
    if page.locator("#goes_without").count():
        # A tick is no text: who decides without a needed seat says so again.
        morning.hands.choose(page.locator("#goes_without"))
    morning.hands.write(page.locator("#summary"), "Half a sentence that goes on.")
    record(morning)


def finish(morning: Morning) -> None:
    """What is only listed is recorded in one act; the chair reads what finishing does, and finishes."""
    chair = morning.chair.page
    morning.chair.open(f"{morning.room}/close")
    if chair.get_by_role("link", name=re.compile("as standard of care")).count():
        enter(chair, chair.get_by_role("link", name=re.compile("as standard of care")))
        enter(chair, chair.get_by_role("button", name=re.compile("as standard of care")))
        morning.chair.open(f"{morning.room}/close")
    expect(chair.locator("#not")).to_contain_text("0")
    expect(chair.locator("main")).not_to_contain_text("Name who read the text back")
    for words in (PUT_OFF, "Dr. I. Haddadi brings it", "Letter on", "Dr. Y. Wexler"):
        expect(chair.locator("main")).to_contain_text(words)
    enter(chair, chair.get_by_role("button", name="Finish meeting"))
    for page in morning.followers():
        expect(page.locator("[data-poll]")).to_contain_text("meeting is closed", timeout=20_000)


def compare(morning: Morning) -> None:
    """The chair signs everything, and everybody reads the same, word for word."""
    chair, signed = morning.chair.page, []
    morning.chair.open("/recommendations?view=to-sign")
    while chair.locator("tbody th a").count():
        chair.locator("tbody th a").first.click()
        signed.append(chair.url.rsplit("/", 1)[-1])
        if chair.get_by_label("Your password").count():
            chair.get_by_label("Your password").fill(PASSWORD)
        enter(chair, chair.get_by_role("button", name="Sign for the board"))
        morning.chair.open("/recommendations?view=to-sign")
    assert len(signed) >= len(morning.done) >= CASES
    address = morning.chair.address
    seen = [records_seen(each.page, address, signed) for each in (morning.chair, morning.recorder, *morning.members)]
    assert all(each == seen[0] for each in seen)
    told = " ".join(seen[0].values())
    for words in (DECIDED, DIVIDED, DISSENT, PUT_OFF, "Typed without a network.", "Half a sentence that goes on."):
        assert words in told
    morning.chair.open(f"/recommendations/{signed[0]}")
    expect(chair.get_by_label("About this recommendation")).to_contain_text("Moretti-Voss")
    morning.chair.open(f"/recommendations/{signed[-1]}")
    expect(chair.get_by_label("About this recommendation")).not_to_contain_text("Moretti-Voss")
