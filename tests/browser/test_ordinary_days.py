"""What goes wrong on ordinary days: double clicks, a session that ended, two who write at once, no mouse, no script."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.newcomer import PASSWORD, SUBMITTED, Newcomer, end_other_sessions
from tests.browser.typing_cases import QUESTION, press_through, settle, submit, type_case

CHANGED = "Pancreatic tail NET of 2.4 cm, now growing: operate now, or treat first?"
MOST_INPUTS = 12


def cases_of(somebody: Newcomer, family_name: str) -> int:
    """Count the cases of a patient, drafts included."""
    somebody.open("/cases?view=all")
    return somebody.page.locator("tbody th", has_text=re.compile(family_name, re.IGNORECASE)).count()


@pytest.mark.parametrize("script", [True, False])
def test_a_double_click_submits_one_case(somebody, script: bool) -> None:
    name = "Twicelow" if script else "Twicehigh"
    specialist = somebody("eromano", script=script)
    specialist.open("/cases/new")
    type_case(specialist.page, name, f"99 600 00{int(script)}")
    specialist.page.get_by_role("button", name="Check your answers").dblclick()
    expect(specialist.page.locator("h1")).to_have_text("Check your answers")
    specialist.page.get_by_role("button", name="Submit to the board").dblclick()
    expect(specialist.page.locator("h1")).to_contain_text("Pancreatic NET")
    assert cases_of(specialist, name) == 1


def test_going_back_and_submitting_again_makes_no_second_case(somebody) -> None:
    specialist = somebody("eromano")
    submit(specialist, "Backwater", "99 600 010")
    specialist.page.go_back()
    expect(specialist.page.locator("h1")).to_have_text(re.compile("Change case"))
    expect(specialist.page.get_by_role("button", name="Submit to the board")).to_have_count(0)
    specialist.page.get_by_role("button", name="Save changes").click()
    expect(specialist.page.get_by_role("status").first).to_contain_text("Changes saved")
    assert cases_of(specialist, "Backwater") == 1


def test_without_script_going_back_to_the_empty_page_makes_no_second_case(somebody) -> None:
    specialist = somebody("eromano", script=False)
    submit(specialist, "Backbeach", "99 600 011")
    for _ in range(2):
        specialist.page.go_back()
    specialist.page.get_by_role("button", name="Check your answers").click()
    # Identity is never kept by a browser: the page asks for it again, and what was typed waits as a draft.
    expect(specialist.page.get_by_role("alert")).to_contain_text("Enter the record number")
    assert cases_of(specialist, "Backbeach") == 1


def test_going_back_after_accepting_shows_that_it_is_done(somebody) -> None:
    case, coordinator = submit(somebody("eromano"), "Rearview", "99 600 015"), somebody("coord_dale")
    for path in ("/", case):
        coordinator.open(path)
    coordinator.page.get_by_role("button", name="Accept as ready").click()
    expect(coordinator.page.get_by_role("status")).to_contain_text("Accepted")
    coordinator.page.go_back()
    expect(coordinator.page.get_by_role("button", name="Take the acceptance back")).to_be_visible()
    expect(coordinator.page.get_by_role("button", name="Accept as ready")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False])
def test_a_session_that_ends_while_typing_loses_nothing(somebody, script: bool) -> None:
    typing, elsewhere = somebody("eromano", script=script), somebody("eromano")
    typing.open("/cases/new")
    type_case(typing.page, "Quietly", "99 600 020")
    settle(typing.page)
    end_other_sessions(elsewhere)
    typing.page.get_by_role("button", name="Check your answers").click()
    expect(typing.page.locator("h1")).to_have_text("You were signed out")
    for text in (QUESTION, "Quietly", "99 600 020", "Pancreatic NET"):
        expect(typing.page.locator("main")).to_contain_text(text)
    typing.page.get_by_role("link", name="Sign in again").click()
    typing.page.get_by_label("E-mail or user name").fill("eromano")
    typing.page.get_by_label("Password").fill(PASSWORD)
    typing.page.get_by_role("button", name="Sign in").click()
    expect(typing.page.locator("h1")).to_have_text("Submit a case")


def test_the_second_of_two_who_change_a_case_gets_their_text_back(somebody) -> None:
    specialist, coordinator = somebody("eromano"), somebody("coord_dale")
    case = submit(specialist, "Doublepen", "99 600 030")
    for each in (specialist, coordinator):
        each.open(f"{case}/edit")
    specialist.page.get_by_label("Question for the board").fill(CHANGED)
    specialist.page.get_by_role("button", name="Save changes").click()
    expect(specialist.page.get_by_role("status")).to_contain_text("Changes saved")
    coordinator.page.get_by_label("Question for the board").fill("Is there room for a second opinion of pathology?")
    coordinator.page.get_by_role("button", name="Save changes").click()
    expect(coordinator.page.locator("h1")).to_have_text("This was changed meanwhile")
    expect(coordinator.page.locator("main")).to_contain_text("Is there room for a second opinion of pathology?")
    coordinator.open(case)
    expect(coordinator.page.locator("main")).to_contain_text(CHANGED)


@pytest.mark.parametrize("script", [True, False])
def test_a_case_is_submitted_by_keyboard_alone(somebody, script: bool) -> None:
    specialist = somebody("eromano", script=script)
    specialist.open("/cases/new")
    keys = {
        "mrn": f"99 600 04{int(script)}", "birth_date": "1958-09-02", "family_name": "Keyes", "given_name": "Tab",
        "sex": "Ma", "net_family": "Pancr", "alpha_blockade": "", "submission_type": "New d", "outside_facility": "",
        "urgency": "", "question": QUESTION, "responsible_clinician": ""}
    met = press_through(specialist.page, keys)
    assert len(met) <= MOST_INPUTS and set(met) <= set(keys)
    expect(specialist.page.locator("h1")).to_have_text("Check your answers")
    assert press_through(specialist.page, {}, "Submit to the board") == []
    expect(specialist.page.get_by_role("status").first).to_contain_text(SUBMITTED)
    expect(specialist.page.locator(".pt")).to_contain_text("KEYES, Tab")


def test_a_case_is_submitted_and_accepted_without_script(somebody) -> None:
    case = submit(somebody("eromano", script=False), "Noscript", "99 600 050")
    coordinator = somebody("coord_dale", script=False)
    coordinator.open(case)
    coordinator.page.get_by_role("button", name="Accept as ready").click()
    expect(coordinator.page.get_by_role("status")).to_contain_text("Accepted")


def test_a_printed_docket_is_confidential_and_holds_no_navigation(somebody) -> None:
    coordinator = somebody("coord_dale")
    coordinator.open("/meetings")
    text = printed(coordinator.page)
    assert "CONFIDENTIAL: PATIENT INFORMATION" in text
    assert "THISTLEWOOD, Maren" in text
    assert [word for word in ("Sign out", "Print the draft", "Be someone else", "Scheduler") if word in text] == []


def printed(page: Page) -> str:
    """Print the open page and read it back."""
    return "\n".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf())).pages)
