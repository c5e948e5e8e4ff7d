"""The form of a case as it is filled in: saved while typed, by two at once, by keyboard, on a phone, without script."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.test_newcomer_week import PASSWORD, Newcomer
from tests.browser.test_ordinary_days import end_other_sessions

MOST_INPUTS, MOST_SECONDS = 12, 180
SAVED = re.compile(r"Saved on the server at \d+:\d\d [ap]m")
SMALL_BOWEL = "Ileal NET with three liver metastases: resect primary and metastases, or start an analogue first?"
PARAGANGLIOMA = "Pressure 205/118 and a 6 cm retroperitoneal paraganglioma: who starts the blockade, when to operate?"


@pytest.fixture
def windows(browser: Browser) -> Iterator[list[BrowserContext]]:
    """The windows that a test opens; they are closed after it, and no script may have failed in them."""
    opened: list[BrowserContext] = []
    yield opened
    for each in opened:
        each.close()


@pytest.fixture
def somebody(browser: Browser, module_demo: str, windows: list[BrowserContext]):
    """Open a window as a persona: with or without script, of desktop size or a phone's."""
    problems: list[str] = []

    def open_as(username: str, *, script: bool = True, width: int = 1280) -> Newcomer:
        windows.append(browser.new_context(java_script_enabled=script, viewport={"width": width, "height": 900}))
        page = windows[-1].new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: problems.append(str(error)))
        newcomer = Newcomer(page, module_demo)
        newcomer.become(username)
        return newcomer

    yield open_as
    assert problems == []


def keyed(page: Page, keys: dict[str, str]) -> list[str]:
    """Go through the first page with the keyboard alone, to the board; name the inputs that were met."""
    met: list[str] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        here = page.locator(":focus")
        if here.count() == 0:
            continue
        name, value = here.get_attribute("name"), here.get_attribute("value")
        if (name, value) == ("do", "check"):
            page.keyboard.press("Enter")
            return met
        if name and here.evaluate("each => each.matches('input, select, textarea') && !!each.closest('main')"):
            met.append(name)
            page.keyboard.type(keys[name])
            for arrow in keys.get(f"{name} arrows", "").split():
                page.keyboard.press(arrow)
    raise AssertionError("The button was not reached.")


def press_submit(page: Page) -> None:
    """Send what was checked, by keyboard."""
    expect(page.locator("h1")).to_have_text("Check your answers")
    page.get_by_role("button", name="Submit to the board").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Submitted to the board")


KEYS = {"birth_date": "1958-09-02", "given_name": "Tab", "sex": "Ma", "submission_type": "New d", "urgency": "",
        "responsible_clinician": "", "outside_facility": "", "alpha_blockade": ""}


@pytest.mark.parametrize("width", [1280, 390])
def test_a_small_bowel_tumor_is_submitted_by_keyboard_within_three_minutes(somebody, width: int) -> None:
    specialist = somebody("eromano", width=width)
    specialist.open("/cases/new")
    begun = time.monotonic()
    met = keyed(specialist.page, KEYS | {"mrn": f"99 700 {width}", "family_name": "Ileum", "net_family": "GEP",
                                         "question": SMALL_BOWEL})
    press_submit(specialist.page)
    assert time.monotonic() - begun < MOST_SECONDS
    assert len(set(met)) <= MOST_INPUTS and "alpha_blockade" not in met


@pytest.mark.parametrize("width", [1280, 390])
def test_a_hypertensive_paraganglioma_is_submitted_and_the_danger_is_said_before(somebody, width: int) -> None:
    specialist = somebody("eromano", width=width)
    page = specialist.page
    specialist.open("/cases/new")
    begun = time.monotonic()
    expect(page.get_by_text("This does not wait for Friday.")).to_be_hidden()
    met = keyed(page, KEYS | {"mrn": f"99 701 {width}", "family_name": "Pressor", "net_family": "Pheo",
                              "alpha_blockade": "Not s", "urgency arrows": "ArrowRight ArrowRight",
                              "question": PARAGANGLIOMA})
    expect(page.locator("h1")).to_have_text("Check your answers")
    expect(page.locator("main")).to_contain_text("Blood pressure danger")
    expect(page.get_by_text("This does not wait for Friday.")).to_be_visible()
    page.get_by_role("link", name="Change: Urgency").click()
    expect(page.get_by_label("Blood pressure danger")).to_be_checked()
    expect(page.get_by_text("This does not wait for Friday.")).to_be_visible()
    page.get_by_role("button", name="Check your answers").click()
    press_submit(page)
    assert time.monotonic() - begun < MOST_SECONDS
    assert len(set(met)) <= MOST_INPUTS and "alpha_blockade" in met
    expect(page.locator("main")).to_contain_text("Blood pressure danger")


def new_case(somebody, mrn: str, family: str = "gep_net", born: str = "1961-04-30") -> str:
    """Submit a case, and give its address."""
    specialist = somebody("eromano")
    page = specialist.page
    specialist.open("/cases/new")
    page.get_by_label("Medical record number").fill(mrn)
    page.get_by_label("Date of birth").fill(born)
    page.get_by_label("Family name").fill("Formfield")
    page.get_by_label("Given name(s)").fill("Ada")
    page.get_by_label("Administrative sex").select_option("female")
    page.get_by_label("Tumor family").select_option(family)
    page.locator("select[name=submission_type]").select_option("new_diagnosis")
    page.get_by_label("Question for the board").fill(SMALL_BOWEL)
    page.get_by_role("button", name="Check your answers").click()
    page.get_by_role("button", name="Submit to the board").click()
    expect(page.get_by_role("status").first).to_contain_text("Submitted to the board")
    return page.url.removeprefix(specialist.address)


def state(page: Page):
    """Give the words that say what is saved."""
    return page.locator("[data-saved]").first


def settle(page: Page) -> None:
    """Wait until everything typed is on the server."""
    expect(page.locator("form[data-unsaved]")).to_have_count(0)


def test_what_is_typed_is_saved_two_seconds_later_and_on_leaving_the_field(somebody) -> None:
    case = new_case(somebody, "99 702 001")
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
    case = new_case(somebody, "99 702 002")
    specialist = somebody("eromano")
    specialist.open(f"{case}/complete")
    specialist.page.locator("#symptoms").press_sequentially("four flushes a d")
    specialist.open(case)
    specialist.open(f"{case}/complete")
    arrives(specialist.page, "#symptoms", "four flushes a d")


def test_what_cannot_be_read_stays_as_typed_with_words_beside_it(somebody) -> None:
    case = new_case(somebody, "99 702 003")
    specialist = somebody("eromano")
    page = specialist.page
    specialist.open(f"{case}/complete")
    page.locator("#ki67_percent").fill("about 5")
    page.locator("#mitoses").fill("3")
    page.locator("#specimen_date").focus()
    expect(page.locator("#ki67_percent-e")).to_contain_text("Enter one number from 0 to 100")
    settle(page)
    page.reload()
    expect(page.locator("#ki67_percent")).to_have_value("about 5")
    expect(page.locator("#mitoses")).to_have_value("3")
    page.locator("#ki67_percent").fill("5")
    page.locator("#mitoses").focus()
    expect(page.locator("#ki67_percent-e")).to_be_hidden()


def test_parts_appear_with_what_they_are_about_and_keep_their_values(somebody) -> None:
    case = new_case(somebody, "99 702 004")
    specialist = somebody("eromano")
    page = specialist.page
    specialist.open(f"{case}/complete")
    expect(page.locator("#echo_date")).to_be_hidden()
    page.get_by_label("Carcinoid syndrome").check()
    expect(page.locator("#echo_date")).to_be_visible()
    page.locator("#echo_date").fill("2026-10-01")
    page.locator("#valve_finding").focus()
    expect(state(page)).to_have_text(SAVED)
    settle(page)
    page.get_by_label("Carcinoid syndrome").uncheck()
    expect(page.locator("#echo_date")).to_be_hidden()
    page.get_by_label("Carcinoid syndrome").check()
    expect(page.locator("#echo_date")).to_have_value("2026-10-01")


@pytest.mark.parametrize("script", [True, False])
def test_rows_are_added_moved_and_removed(somebody, script: bool) -> None:
    case = new_case(somebody, f"99 702 01{int(script)}")
    specialist = somebody("eromano", script=script)
    page = specialist.page
    specialist.open(f"{case}/complete")
    for number, kind in enumerate(("octreotide", "prrt")):
        page.locator(f"#prior_treatments-{number}-kind").select_option(kind)
        page.get_by_role("group", name="Treatments so far").first.get_by_role("button", name="Add a row").click()
        expect(page.locator(f"#prior_treatments-{number + 1}-kind")).to_have_value("")
    page.get_by_role("button", name="Move up: Treatments so far, row 2").click()
    expect(page.locator("#prior_treatments-0-kind")).to_have_value("prrt")
    expect(page.locator("#prior_treatments-1-kind")).to_have_value("octreotide")
    page.get_by_role("button", name="Remove: Treatments so far, row 1").click()
    expect(page.locator("#prior_treatments-0-kind")).to_have_value("octreotide")
    expect(page.locator("#prior_treatments-1-kind")).to_have_value("")


def test_without_script_parts_appear_after_a_save_and_nothing_is_lost(somebody) -> None:
    case = new_case(somebody, "99 702 020")
    specialist = somebody("eromano", script=False)
    page = specialist.page
    specialist.open(f"{case}/complete")
    page.get_by_label("Carcinoid syndrome").check()
    page.locator("#labs-0-analyte").select_option("hiaa5_24h")
    page.locator("#labs-0-value").fill("62")
    page.locator("#labs-0-uln").fill("8")
    page.locator("#diagnosis_date").fill("some day in May")
    page.get_by_role("button", name="Show what applies").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter a date like 2026-03-14")
    expect(page.locator("#diagnosis_date")).to_have_value("some day in May")
    expect(page.locator("#echo_date")).to_be_visible()
    expect(page.locator("[data-says=labs-0]")).to_contain_text("7.8 × the upper limit")


def test_two_who_change_the_same_answer_both_keep_their_text(somebody) -> None:
    case = new_case(somebody, "99 702 030")
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
    case = new_case(somebody, "99 702 040")
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
