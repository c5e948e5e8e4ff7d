"""Completing a case in its form: what cannot be read, parts that appear, rows, and all of it without script."""

import pytest
from playwright.sync_api import expect

from tests.browser.typing_cases import SAVED, settle, state, submit


def test_what_cannot_be_read_stays_as_typed_with_words_beside_it(somebody) -> None:
    case = submit(somebody("eromano"), "Formfield", "99 702 003", "gep_net")
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
    case = submit(somebody("eromano"), "Formfield", "99 702 004", "gep_net")
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
    case = submit(somebody("eromano"), "Formfield", f"99 702 01{int(script)}", "gep_net")
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
    case = submit(somebody("eromano"), "Formfield", "99 702 020", "gep_net")
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
