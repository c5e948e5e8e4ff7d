"""A form saves itself while it is typed: in the middle of a word, by two at once, and after the session ended."""

import re

from playwright.sync_api import Page, expect

from tests.browser.newcomer import PASSWORD, end_other_sessions
from tests.browser.typing_cases import SAVED, settle, state, submit


def test_what_is_typed_is_saved_two_seconds_later_and_on_leaving_the_field(somebody) -> None:
    case = submit(somebody("eromano"), "Formfield", "99 702 001", "gep_net")
    specialist = somebody("eromano")
    page = specialist.page
    specialist.open(f"{case}/complete")
    page.locator("#ki67_percent").press_sequentially("6.5")
    expect(state(page)).to_have_text(SAVED, timeout=5_000)
    expect(page.locator("[data-side]")).to_contain_text("G2")
    page.locator("#patient_goals").fill("Wants to keep teaching until June.")
    page.locator("#goals_source").focus()
    settle(page)
    specialist.open(f"{case}/complete")
    expect(page.locator("#ki67_percent")).to_have_value("6.5")
    expect(page.locator("#patient_goals")).to_have_value("Wants to keep teaching until June.")


def arrives(page: Page, field: str, text: str) -> None:
    """See a text that was sent on leaving the page; it may come in just after the next page was asked for."""
    for _ in range(20):
        if page.locator(field).input_value() == text:
            return
        page.wait_for_timeout(250)
        page.reload()
    expect(page.locator(field)).to_have_value(text)


def test_a_word_left_in_the_middle_is_on_the_server(somebody) -> None:
    case = submit(somebody("eromano"), "Formfield", "99 702 002", "gep_net")
    specialist = somebody("eromano")
    specialist.open(f"{case}/complete")
    specialist.page.locator("#symptoms").press_sequentially("four flushes a d")
    specialist.open(case)
    specialist.open(f"{case}/complete")
    arrives(specialist.page, "#symptoms", "four flushes a d")


def test_two_who_change_the_same_answer_both_keep_their_text(somebody) -> None:
    case = submit(somebody("eromano"), "Formfield", "99 702 030", "gep_net")
    first, second = somebody("eromano"), somebody("coord_dale")
    for each in (first, second):
        each.open(f"{case}/complete")
    first.page.locator("#proposal").fill("Resect the primary and all metastases.")
    first.page.locator("#patient_goals").focus()
    expect(state(first.page)).to_have_text(SAVED)
    second.page.locator("#proposal").fill("Start lanreotide and rescan.")
    second.page.locator("#pcp_contact").fill("Dr. Lund, 555-0100")
    second.page.locator("#proposal").focus()
    box = second.page.locator("[data-field=proposal]")
    expect(box).to_contain_text("changed this")
    expect(box).to_contain_text("Resect the primary and all metastases.")
    expect(second.page.locator("#proposal")).to_have_value("Start lanreotide and rescan.")
    box.get_by_label("Keep both").check()
    expect(second.page.locator("#proposal")).to_have_value(
        "Resect the primary and all metastases.\n\nStart lanreotide and rescan.")
    expect(box).not_to_contain_text("changed this")
    second.open(f"{case}/complete")
    expect(second.page.locator("#pcp_contact")).to_have_value("Dr. Lund, 555-0100")
    second.open(f"{case}/complete/history")
    expect(second.page.locator("main")).to_contain_text("Set aside")


def test_a_session_that_ends_while_typing_is_said_in_place_and_goes_on(somebody) -> None:
    case = submit(somebody("eromano"), "Formfield", "99 702 040", "gep_net")
    typing, elsewhere = somebody("eromano"), somebody("eromano")
    page = typing.page
    typing.open(f"{case}/complete")
    end_other_sessions(elsewhere)
    page.locator("#somatic").fill("ATRX lost, no other change.")
    page.locator("#symptoms").focus()
    expect(state(page)).to_contain_text("You were signed out. Nothing on this page is lost.")
    expect(page.locator("#somatic")).to_have_value("ATRX lost, no other change.")
    with page.context.expect_page() as opened:
        state(page).get_by_role("link", name="Sign in in another tab").click()
    door = opened.value
    door.get_by_label("E-mail or user name").fill("eromano")
    door.get_by_label("Password").fill(PASSWORD)
    door.get_by_role("button", name="Sign in").click()
    expect(door.locator("h1")).to_contain_text("Friday")
    state(page).get_by_role("button", name="Go on here").click()
    expect(state(page)).to_have_text(SAVED)
    typing.open(f"{case}/complete")
    expect(page.locator("#somatic")).to_have_value("ATRX lost, no other change.")


def test_a_draft_is_on_the_server_before_any_button_is_pressed(somebody) -> None:
    specialist = somebody("eromano")
    page = specialist.page
    specialist.open("/cases/new")
    page.get_by_label("Family name").fill("Halfway")
    page.get_by_label("Tumor family").select_option("ppgl")
    expect(state(page)).to_have_text(SAVED)
    expect(page).to_have_url(re.compile(r"/cases/[0-9a-f-]+/edit$"))
    expect(page.locator("[data-side]")).to_contain_text("Plasma free or urine metanephrines")
    page.get_by_label("Given name(s)").fill("Hal")
    page.reload()
    expect(page.get_by_label("Family name")).to_have_value("Halfway")
    page.reload()
    arrives(page, "#given_name", "Hal")
