"""With a stopwatch: two cases go to the board by keyboard alone, on a desktop and on a phone, and by touch."""

import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.newcomer import SUBMITTED
from tests.browser.typing_cases import press_through, settle

# A key takes an average typist 0.28 seconds, and an answer takes 1.35 seconds of thought and some reading
# (Card, Moran and Newell 1980); two minutes are well under the three that a case may take.
MOST_INPUTS, MOST_SECONDS = 12, 120
A_KEY, A_THOUGHT = 0.28, 3.0
KEYS = {"birth_date": "1958-09-02", "given_name": "Tab", "sex": "Ma", "submission_type": "New d", "urgency": "",
        "responsible_clinician": "", "outside_facility": "", "alpha_blockade": ""}
SMALL_BOWEL = KEYS | {
    "mrn": "99 700 1", "family_name": "Ileum", "net_family": "GEP",
    "question": "Ileal NET with three liver metastases: resect primary and metastases, or start an analogue first?"}
PARAGANGLIOMA = KEYS | {
    "mrn": "99 701 1", "family_name": "Pressor", "net_family": "Pheo", "alpha_blockade": "Not s",
    "urgency arrows": "ArrowRight ArrowRight",
    "question": "Pressure 205/118 and a 6 cm retroperitoneal paraganglioma: who starts the blockade, when to operate?"}


def seconds(begun: float, met: list[str], keys: dict[str, str]) -> float:
    """Give what the machine took, with what the fingers and the head of a person take on top."""
    typed = sum(len(text) for name, text in keys.items() if name in met)
    return time.monotonic() - begun + (typed + 2 * len(met)) * A_KEY + (len(met) + 3) * A_THOUGHT


def send_by_keyboard(page: Page, keys: dict[str, str]) -> float:
    """Fill in the first page, check it and send it by keyboard alone; give the seconds that a person needs."""
    begun = time.monotonic()
    met = press_through(page, keys)
    expect(page.locator("h1")).to_have_text("Check your answers")
    assert press_through(page, {}, "Submit to the board") == []
    expect(page.get_by_role("status").first).to_contain_text(SUBMITTED)
    assert len(set(met)) <= MOST_INPUTS
    assert ("alpha_blockade" in met) == (keys["net_family"] == "Pheo")
    return seconds(begun, met, keys)


def says_what_is_missing(page: Page, *items: str) -> None:
    """See on the page that follows what the case still lacks, and come to where it is filled in."""
    missing = page.locator("main .note", has_text="Still missing for the board")
    for each in items:
        expect(missing).to_contain_text(each)
    expect(page.get_by_role("region", name="Readiness")).to_contain_text("0 of ")
    missing.get_by_role("link", name="Fill in what you know").click()
    expect(page.locator("h1")).to_contain_text("Complete case")


@pytest.mark.parametrize("phone", [False, True])
def test_a_small_bowel_tumor_is_submitted_by_keyboard_and_says_what_is_missing(somebody, phone: bool) -> None:
    specialist = somebody("eromano", phone=phone)
    specialist.open("/cases/new")
    assert send_by_keyboard(specialist.page, SMALL_BOWEL | {"mrn": f"99 700 {phone:d}"}) < MOST_SECONDS
    says_what_is_missing(specialist.page, "Pathology report here", "CT or MRI, recent and loaded",
                         "Question and own proposal written")


@pytest.mark.parametrize("phone", [False, True])
def test_a_hypertensive_paraganglioma_is_submitted_by_keyboard_with_its_pressure(somebody, phone: bool) -> None:
    specialist = somebody("eromano", phone=phone)
    page = specialist.page
    specialist.open("/cases/new")
    assert send_by_keyboard(page, PARAGANGLIOMA | {"mrn": f"99 701 {phone:d}"}) < MOST_SECONDS
    expect(page.locator("main")).to_contain_text("Blood pressure danger: this does not wait for the meeting.")
    says_what_is_missing(page, "BP, alpha- and beta-blockade recorded", "Plasma free or urine metanephrines")
    expect(page.locator("#alpha_blockade")).to_have_value("none")
    page.locator("#sbp").focus()
    for text in ("205", "Tab", "118", "Tab"):
        page.keyboard.press(text) if text == "Tab" else page.keyboard.type(text)
    settle(page)
    specialist.open(page.url.removeprefix(specialist.address).removesuffix("/complete"))
    expect(page.locator("main")).to_contain_text("205/118")


def test_the_danger_is_said_before_it_is_sent_and_can_be_taken_back(somebody) -> None:
    page = somebody("eromano").page
    page.goto(page.url.split("/demo")[0] + "/cases/new")
    expect(page.get_by_text("This does not wait for Friday.")).to_be_hidden()
    press_through(page, PARAGANGLIOMA | {"mrn": "99 702 1"})
    expect(page.locator("h1")).to_have_text("Check your answers")
    expect(page.locator("main")).to_contain_text("Blood pressure danger")
    expect(page.get_by_text("This does not wait for Friday.")).to_be_visible()
    page.get_by_role("link", name="Change: Urgency").click()
    expect(page.get_by_label("Blood pressure danger")).to_be_checked()
    expect(page.get_by_text("This does not wait for Friday.")).to_be_visible()


def test_on_a_phone_a_case_is_submitted_by_touch(somebody) -> None:
    page = somebody("eromano", phone=True).page
    page.goto(page.url.split("/demo")[0] + "/cases/new")
    for name, text in SMALL_BOWEL.items():
        field = page.locator(f"[name={name}]").first
        if name in ("mrn", "birth_date", "family_name", "given_name", "question"):
            field.tap()
            page.keyboard.type(f"{text}9" if name == "mrn" else text)
    for name, code in (("sex", "male"), ("net_family", "gep_net"), ("submission_type", "new_diagnosis")):
        page.locator(f"select[name={name}]").select_option(code)
    page.get_by_text("Within 10 days", exact=True).tap()
    page.get_by_role("button", name="Check your answers").tap()
    page.get_by_role("button", name="Submit to the board").tap()
    expect(page.get_by_role("status").first).to_contain_text(SUBMITTED)
    expect(page.locator("main")).to_contain_text("Must be seen within 10 days")
