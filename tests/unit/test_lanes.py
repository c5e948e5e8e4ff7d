"""Which lane a case may take, what may come late, and what makes the record of a huddle whole."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tumorboard.domain import huddling, lanes, late_reasons
from tumorboard.domain.huddling import Told
from tumorboard.domain.lanes import Standing, Week
from tumorboard.vocabulary.lanes import Remedy
from tumorboard.vocabulary.workflow import CaseStatus, Lane
from tumorboard.vocabulary.workflow import MeetingStatus as M

WEEK = Week(M.PUBLISHED, "Friday, December 4", "Friday, December 11")
URGENT = Standing(2031, CaseStatus.READY, 0)
LISTED = Standing(2032, CaseStatus.LISTED, 3, Lane.SOC_LISTING, is_listed=True)
NOW = datetime.fromisoformat("2026-12-01T15:40:00-05:00")
HELD = Told(NOW - timedelta(minutes=20), ("ann", "bob"), "Admit tonight.", "ann")


@pytest.mark.parametrize("status", [M.FROZEN, M.PUBLISHED, M.IN_SESSION])
@pytest.mark.parametrize("tier", [0, 1])
def test_an_accepted_urgent_case_may_come_while_a_docket_is_fixed(status: M, tier: int) -> None:
    assert lanes.refusal_of_late(replace(URGENT, tier=tier), replace(WEEK, status=status)) == ""


def test_a_case_that_was_pulled_out_may_come_whatever_its_tier() -> None:
    assert lanes.refusal_of_late(replace(LISTED, lane=Lane.DISCUSS), WEEK) == ""


@pytest.mark.parametrize(("change", "status", "words"), [
    ({}, M.OPEN, "is not fixed yet: once case 2031 is accepted, it takes its turn."),
    ({}, M.PLANNED, "is not fixed yet"),
    ({}, M.CLOSED, "can no longer be changed. Case 2031 is in line for Friday, December 11."),
    ({"status": CaseStatus.SIGNED}, M.CLOSED, "The docket of Friday, December 4 can no longer be changed."),
    ({"is_placed": True}, M.PUBLISHED, "Case 2031 is on the docket of Friday, December 4 already."),
    ({"status": CaseStatus.ASKED}, M.PUBLISHED, "Case 2031 is “sent back”. Only an accepted case can be added"),
    ({"lane": Lane.SOC_LISTING}, M.PUBLISHED, "Whoever wants to discuss it pulls it out first."),
    ({"tier": 2}, M.PUBLISHED, "only urgent cases are added. It is in line for Friday, December 11.")])
def test_what_may_not_come_late_is_refused_in_words(change: dict[str, Any], status: M, words: str) -> None:
    assert words in lanes.refusal_of_late(replace(URGENT, **change), replace(WEEK, status=status))


def test_where_a_case_fits_nobody_makes_room() -> None:
    assert lanes.remedies(True, True) == (Remedy.ROOM, Remedy.WAIT)
    assert lanes.remedies(False, True) == (Remedy.DISPLACE, Remedy.LONGER, Remedy.WAIT)
    assert lanes.remedies(False, False) == (Remedy.LONGER, Remedy.WAIT)


@pytest.mark.parametrize(("change", "words"), [
    ({}, ""), ({"lane": Lane.DISCUSS}, "The case is to be discussed already."),
    ({"status": CaseStatus.SIGNED}, "The case is “signed”, so this is no longer possible.")])
def test_only_what_is_listed_can_be_pulled_out(change: dict[str, Any], words: str) -> None:
    assert lanes.refusal_of_pulling_out(replace(LISTED, **change)) == words


@pytest.mark.parametrize(("change", "words"), [
    ({"tier": 3}, ""), ({}, "An emergency is always discussed."),
    ({"tier": 3, "lane": Lane.SOC_LISTING}, "The case is listed without discussion already."),
    ({"tier": 3, "is_placed": True}, "The case has its place on a fixed docket."),
    ({"tier": 3, "status": CaseStatus.LISTED}, "The case has its place on a fixed docket."),
    ({"tier": 3, "status": CaseStatus.DISCUSSED}, "The case is “discussed”, so this is no longer possible.")])
def test_what_may_be_only_listed(change: dict[str, Any], words: str) -> None:
    found = lanes.refusal_of_listing(replace(URGENT, **change))
    assert found.startswith(words) and bool(found) == bool(words)


def test_a_reason_has_words() -> None:
    assert lanes.needs_words(" ", "Say why.") == {"reason": "Say why."}
    assert lanes.needs_words("Because.", "Say why.") == {}


def test_a_whole_record_has_no_problems() -> None:
    assert huddling.problems(HELD, "ann", NOW) == {}
    assert huddling.problems(replace(HELD, started_at=None), "ann", NOW) == {}


@pytest.mark.parametrize(("change", "fields"), [
    ({"started_at": NOW + timedelta(minutes=1)}, ["began"]), ({"people": ("ann",)}, ["people"]),
    ({"people": ()}, ["people"]), ({"decided": " "}, ["decided"]), ({"decider": ""}, ["decider"]),
    ({"decider": "eve"}, ["decider"]),
    ({"people": (), "decided": "", "decider": ""}, ["people", "decided", "decider"])])
def test_what_is_missing_in_a_record_is_named_by_field(change: dict[str, Any], fields: list[str]) -> None:
    assert list(huddling.problems(replace(HELD, **change), "ann", NOW)) == fields


@pytest.mark.parametrize(("remedy", "displaced", "words"), [
    (Remedy.ROOM, None, "Added after the cut-off by Dana: Obstructed. It uses minutes that were left."),
    (Remedy.LONGER, None, "Added after the cut-off by Dana: Obstructed. The meeting was made longer for it."),
    (Remedy.DISPLACE, 7, "Added after the cut-off by Dana: Obstructed. Case 7 made room for it.")])
def test_the_sentence_beside_an_added_case(remedy: Remedy, displaced: int | None, words: str) -> None:
    assert late_reasons.added("Dana", "Obstructed", remedy, displaced) == words


def test_the_other_sentences() -> None:
    assert "an emergency that was added" in late_reasons.displaced(7, True)
    assert "a case that was added" in late_reasons.displaced(7, False)
    assert late_reasons.noted(date(2026, 11, 18)).startswith("Decided out of cycle on Nov 18, to be noted;")
    once = late_reasons.at_the_cut_off("No room.")
    assert (once, late_reasons.at_the_cut_off(once)) == ("At the cut-off: No room.", "At the cut-off: No room.")
    assert late_reasons.seats_open(["Genetics"]) == "Nobody who is coming fills: Genetics."
    assert late_reasons.seats_open(["Genetics", "Pathology"]) == "Nobody who is coming fills: Genetics and Pathology."
    assert late_reasons.held(7, "It waits.").startswith("Case 7 cannot be added now. It waits.")
