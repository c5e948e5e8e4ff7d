"""The stops of a tour through one week of the board, as everybody, with errors and without."""

import re

from tests.browser.newcomer import write_decision
from tests.browser.test_newcomer_week import type_emergency
from tests.browser.touring import Tour
from tests.house.project import ROOT

SPECIALIST, COORDINATOR, CHAIR, REFERRER = "eromano", "coord_dale", "aokafor", "ref_abara"
CLINICIAN, ADMINISTRATOR, AUDITOR = "ref_quist", "adm_rook", "aud_bell"
BOARD = (COORDINATOR, CHAIR, SPECIALIST, REFERRER)
EVERYBODY = (*BOARD, CLINICIAN, ADMINISTRATOR, AUDITOR)


def tuesday(tour: Tour) -> None:
    """Look at everything while the docket is provisional, and at forms with errors."""
    tour.go("at the door", "/sign-in")
    tour.press("sign-in with errors", "Sign in")
    tour.go("at the door", "/demo/")
    tour.roam("Tuesday", *EVERYBODY, most=2)
    type_emergency(tour.newcomer)
    tour.press("answers checked", "Check your answers")
    tour.press("just submitted", "Submit to the board")
    complete_with_errors(tour)
    tour.go("a new case", "/cases/new")
    tour.press("a case with errors", "Check your answers")
    tour.page.get_by_label("Medical record number").fill("99100678")
    tour.press("a patient looked up", "Look the patient up")
    tour.go("profile", "/profile")
    tour.page.get_by_text("Change your password").click()
    tour.press("a password with errors", "Change password")
    tour.newcomer.become(COORDINATOR)
    tour.page.get_by_role("link", name="Review: WALKER, Tess").click()
    tour.page.get_by_text("Send it back", exact=True).click()
    tour.press("sent back with errors", "Send back with what is missing")
    tour.press("accepted", "Accept as ready")


def complete_with_errors(tour: Tour) -> None:
    """Look at the whole form of a case with every part open, something unreadable in it, and its history."""
    page = tour.page
    page.get_by_role("link", name="Complete the case").click()
    for syndrome in ("Carcinoid syndrome", "Insulinoma"):
        page.get_by_label(syndrome).check()
    page.locator("#diagnosis_date").fill("some day in May")
    page.locator("#labs-0-value").fill("high")
    tour.press("completing with errors", "Save and go to the case")
    page.get_by_role("link", name="Every text that was written here").click()
    tour.look("every text")


def refusals(tour: Tour) -> None:
    """Look at every kind of refusal, and at lists in which nothing is found."""
    page = tour.page
    tour.go("not found", "/nowhere", 404)
    for path in ("/cases", "/recommendations"):
        tour.go("before finding", path)
        page.get_by_label("Name, MRN or case number").fill("nobody of this name")
        tour.press("nothing found", "Find")
    tour.go("an expired link", "/set-password/expired", 404)
    for name, alter in (("stale", 'name="seen"'), ("unproven", 'name="csrf_token"')):
        page.goto(f"{tour.address}/cases?view=review")
        page.locator("tbody th a").first.click()
        page.get_by_role("link", name="Minutes and specialties").click()
        page.locator(f"main [{alter}]").evaluate("each => each.value = '0'")
        tour.press(name, "Save")
    tour.newcomer.become(AUDITOR)
    tour.go("not open", "/cases", 403)
    tour.go("nothing to show", "/events?day=2020-01-01")


def search(tour: Tour) -> None:
    """Look for a word, for a misspelt name and for nothing, and keep a search."""
    page = tour.page
    tour.newcomer.become(COORDINATOR)
    for name, words in (("nothing", "zzzz"), ("a misspelt name", "Thistelwood"), ("a word", "resect")):
        tour.go("before searching", "/search")
        page.get_by_label("Name, MRN, case number or words").fill(words)
        tour.press(f"searched for {name}", "Search")
    page.get_by_text("Keep this search").click()
    tour.press("a search with errors", "Keep the search")
    page.locator("#name").fill("To be resected")
    tour.press("a search kept", "Keep the search")


def join_two_records(tour: Tour) -> None:
    """Look for the other record of a patient, and compare the two; nothing is joined."""
    page = tour.page
    page.goto(f"{tour.address}/cases?view=review")
    page.locator("tbody th a").first.click()
    page.locator(".pt a").first.click()
    page.locator("a[href$='/join']").first.click()
    tour.look("the other record")
    page.locator("#q").fill("THISTLEWOOD")
    tour.press("records found", "Find")
    page.get_by_role("link", name=re.compile("^Compare with ")).first.click()
    tour.look("two records compared")
    tour.press("joining with errors", "Join the two records")


def decide_out_of_cycle(tour: Tour) -> None:
    """Ask for a huddle about an emergency, and record what it decided, with errors first."""
    page = tour.page
    page.goto(f"{tour.address}/meetings")
    page.get_by_role("link", name="THISTLEWOOD, Maren", exact=True).first.click()
    page.get_by_role("link", name="Discuss out of cycle").first.click()
    tour.look("before a huddle")
    tour.press("a huddle with errors", "Ask for a huddle")
    page.get_by_label("What cannot wait?").fill("210 over 130 since this morning.")
    tour.press("a huddle asked for", "Ask for a huddle")


def import_a_list(tour: Tour) -> None:
    """Look at a referral list before and after its import."""
    tour.newcomer.become(COORDINATOR)
    tour.go("import", "/cases/import")
    tour.press("import with errors", "Look at the list")
    tour.page.get_by_label("Referral list").set_input_files(ROOT / "tests/samples/intake_clean.csv")
    tour.press("a list looked at", "Look at the list")
    tour.press("a list imported", "Import")


def give_a_link(tour: Tour) -> None:
    """Look at a one-time link and at what it opens."""
    tour.go("roster", "/roster/people/new")
    tour.press("a person with errors", "Add to the board")
    tour.page.goto(f"{tour.address}/roster/people")
    tour.page.locator("tbody th a").first.click()
    tour.press("a link", "Give a link")
    link = tour.page.get_by_label("One-time link").input_value()
    tour.go("a link opened", link.removeprefix(tour.address))
    tour.press("a link with errors", "Set password")


def wish_for_a_case(tour: Tour) -> None:
    """Look at a wish for the docket before and after it is kept."""
    page = tour.page
    tour.newcomer.become(COORDINATOR)
    page.goto(f"{tour.address}/meetings")
    page.get_by_role("link", name=re.compile("^Pin ")).first.click()
    tour.press("a wish with errors", "See what it changes")
    page.get_by_label("Wish", exact=True).select_option("in")
    tour.press("a wish looked at", "See what it changes")
    tour.press("a wish kept", "Keep it")
    page.get_by_role("link", name="All wishes").click()
    tour.look("all wishes")
    page.get_by_role("link", name=re.compile("^End: ")).first.click()
    tour.look("a wish to be ended")


def until_friday(tour: Tour) -> None:
    """Look at the board's pages once the docket is frozen, and published, and on Friday."""
    for stop in ("Wednesday noon", "5 pm", "Friday 7:00"):
        tour.newcomer.become(COORDINATOR)
        tour.newcomer.move_clock(stop)
        tour.roam(stop, *(BOARD if stop != "Friday 7:00" else (CHAIR,)))
        if stop == "5 pm":
            come_late(tour)


def come_late(tour: Tour) -> None:
    """Send an emergency after the docket was published, and look at what it would cost to add it."""
    page = tour.page
    type_emergency(tour.newcomer)
    page.get_by_label("Question for the board").fill("Pressure now 230 over 140 in spite of two drugs: operate?")
    tour.press("a late case checked", "Check your answers")
    tour.press("a late case submitted", "Submit to the board")
    here = page.url
    tour.newcomer.become(COORDINATOR)
    page.goto(here)
    tour.press("a late case accepted", "Accept as ready")
    page.goto(f"{tour.address}/meetings")
    page.get_by_role("link", name="Decide about WALKER, Tess").first.click()
    tour.look("a late case")
    page.locator("button[name=remedy]").first.click()
    tour.look("a late case with errors")


def in_the_room(tour: Tour) -> None:
    """Open the meeting, record one case with errors and without, and close it."""
    page = tour.page
    tour.newcomer.become(CHAIR)
    tour.go("Friday", "/meetings")
    page.get_by_role("link", name="Open the meeting").click()
    tour.look("before the meeting")
    tour.press("in the room", "Open the meeting")
    tour.press("attendance", "Mark everyone who said yes")
    tour.press("the first case", "Note attendance")
    tour.go("the first case", re.sub(r"/attendance$", "", page.url).removeprefix(tour.address))
    tour.press("a case with errors", "Record and next")
    page.locator(".slots summary").click()
    tour.look("all cases")
    tour.press("find a case with errors", "Go there")
    page.get_by_role("link", name="Back to the case at hand").click()
    page.get_by_text("Somebody steps out of this case").click()
    tour.press("stepping out with errors", "Note it")
    page.get_by_label("Who steps out").select_option(index=1)
    page.get_by_label("Why", exact=True).fill("Treats the patient’s brother.")
    tour.press("stepped out", "Note it")
    tour.press("back in", "Take back")
    page.get_by_role("radio", name=re.compile("^Defer")).check()
    tour.press("deferred with errors", "Record and next")
    write_decision(page)
    tour.press("recorded", "Record and next")
    tour.roam("in the meeting", *BOARD)
    tour.newcomer.become(CHAIR)
    page.goto(f"{tour.address}/meetings")
    page.get_by_role("link", name="Go into the room").click()
    page.get_by_role("link", name="Finish", exact=True).click()
    tour.look("finishing")
    while page.get_by_role("button", name="Not reached").count():
        tour.press("one less", "Not reached")
    tour.press("closed", "Finish meeting")


def afterwards(tour: Tour) -> None:
    """Sign, write a new version, look at everything again, and a week and two weeks later."""
    tour.roam("after the meeting", CHAIR, COORDINATOR)
    tour.newcomer.become(CHAIR)
    open_what_can_be_signed(tour)
    tour.press("signed", "Sign for the board")
    tour.press("a version with errors", "Write a new version")
    tour.page.get_by_label("Why is it written anew?").fill("The patient prefers to wait for a week.")
    tour.press("a new version", "Write a new version")
    tour.press("a text with errors", "Save the text")
    tour.newcomer.become(COORDINATOR)
    tour.go("letters that wait", "/recommendations/letters")
    tour.press("a letter released", "Release all")
    tour.go("letters that went out", "/recommendations/letters/released")
    tour.roam("signed", *BOARD, CLINICIAN, AUDITOR)
    for stop in ("a week later", "two weeks later"):
        tour.newcomer.become(COORDINATOR)
        tour.newcomer.move_clock("the Friday after")
        tour.roam(stop, *EVERYBODY)


def open_what_can_be_signed(tour: Tour) -> None:
    """Open the record that is complete; the other one, recorded without a word, says what it lacks."""
    tour.page.goto(f"{tour.address}/recommendations?view=to-sign")
    for link in [each.get_attribute("href") for each in tour.page.locator("tbody th a").all()]:
        tour.page.goto(f"{tour.address}{link}")
        tour.look("to be signed")
        if tour.page.get_by_role("button", name="Sign for the board").count():
            return
    raise AssertionError("Nothing can be signed.")


WEEK = (tuesday, refusals, search, join_two_records, decide_out_of_cycle, import_a_list, give_a_link, wish_for_a_case,
        until_friday, in_the_room, afterwards)
