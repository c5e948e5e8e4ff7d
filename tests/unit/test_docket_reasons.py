"""The sentences beside a docket: made of what the planner says, and nothing else."""

from datetime import date
from typing import Any

import pytest

from tumorboard.domain import docket_reasons
from tumorboard.domain.docket_reasons import Candidate, Missing, Room

DEC_4 = date(2026, 12, 4)
LABELS = {"surgery": "Surgery", "genetics": "Genetics", "pathology": "Pathology"}


def candidate(**change: Any) -> Candidate:
    given: dict[str, Any] = {"number": 7, "tier": 3, "due_on": DEC_4, "minutes": 6, "is_carried_over": False,
                             "labels": LABELS}
    return Candidate(**{**given, **change})


def elsewhere(**change: Any) -> dict[str, Any]:
    return {"place": "first", "more": 22, "worse": True, "waived": False, **change}


@pytest.mark.parametrize(("change", "words"), [
    ({}, "3rd in line: due Dec 4 (routine)."),
    ({"tier": 0}, "3rd in line: an emergency, before due dates."),
    ({"is_carried_over": True}, "3rd in line: carried over from an earlier docket, directly after emergencies; "
                                "due Dec 4."),
    ({"pin": "first", "tier": 0}, "3rd in line: wished onto this docket, before emergencies and due dates; due Dec 4."),
])
def test_the_rank_says_what_decided_it(change: dict[str, Any], words: str) -> None:
    assert docket_reasons.admitted(candidate(**change), 3) == words


@pytest.mark.parametrize(("found", "together", "words"), [
    (elsewhere(), ["surgery"], "Keeps the cases of Surgery together; first instead would cost 22 specialist-minutes "
                               "more."),
    (elsewhere(more=0, worse=False), [], "First instead would cost no more of the specialists’ time; of equal orders "
                                         "the better-ranked case comes first."),
    (elsewhere(more=0), [], "First instead would cost no more of the specialists’ time, but harder cases would come "
                            "later."),
    (elsewhere(more=-3, place="last"), [], "Last instead would save 3 specialist-minutes, but harder cases would come "
                                           "later."),
    (elsewhere(more=None), ["genetics", "pathology", "surgery"],
     "Keeps the cases of Genetics, Pathology and Surgery together; first instead is not possible: wishes, or "
     "the hours of other cases’ people, stand against it."),
    (elsewhere(more=None, away=["genetics"]), [],
     "First instead is not possible: whoever comes for Genetics is not there then."),
    (elsewhere(waived=True), [], "First instead would break the rule that emergencies come in the first half."),
    (None, [], "This order is the best that was found; with so many cases no other place was tried one by one."),
])
def test_the_place_says_whom_it_keeps_together_and_what_another_would_cost(
        found: dict[str, Any] | None, together: list[str], words: str) -> None:
    assert docket_reasons.placed(candidate(), found, together) == words


@pytest.mark.parametrize(("spare", "words"), [
    (2, "a case of 3 minutes or more that ranks just before it"),
    (19, "a case of 20 minutes or more that ranks just before it"),
    (20, "cases of 21 minutes in all that rank just before it")])
def test_what_would_take_a_place_is_one_case_or_several(spare: int, words: str) -> None:
    assert docket_reasons.loses(spare) == words


@pytest.mark.parametrize(("change", "waived", "words"), [
    ({}, (), "emergencies first, then what was carried over, then the day due; emergencies in the first half"),
    ({"is_hard": True, "before": True}, ("urgent_in_first_half",),
     "emergencies first, then what was carried over, then the day due; emergencies in the first half (dropped: no "
     "order allows it); harder cases earlier; the coordinator’s wish")])
def test_the_rules_that_bear_on_a_case_are_listed(change: dict[str, Any], waived: tuple[str, ...], words: str) -> None:
    weighed = {"lambda_num": 1, "urgent_in_first_half": True}
    assert docket_reasons.rules(candidate(**change), weighed, waived, has_emergency=True) == words
    assert "first half" not in docket_reasons.rules(candidate(), weighed, (), has_emergency=False)


@pytest.mark.parametrize(("change", "row", "words"), [
    ({}, {"reason": "capacity", "counterfactual": {"kind": "add_minutes", "minutes": 1}},
     "Due Dec 4; needs 6 minutes, 1 is left. Last admitted: case 3, due Dec 1. Would be on it with 1 more minute."),
    ({"tier": 0}, {"reason": "capacity", "counterfactual": {"kind": "pin_in"}},
     "Due Dec 4; needs 6 minutes, 4 are left. Last admitted: case 3, due Dec 1. Would be on it if the coordinator "
     "pinned it."),
    ({}, {"reason": "no_slot", "counterfactual": {"kind": "none"}},
     "No place in the order suits the hours of everybody it needs. Not even half an hour more, or a pin, would put it "
     "on."),
    ({"pin": "window"}, {"reason": "no_slot", "counterfactual": {"kind": "pin_in"}},
     "No order honours its wish together with the other wishes and everybody’s hours. Would be on it if the "
     "coordinator pinned it."),
])
def test_a_bumped_case_says_what_was_short_and_what_would_help(change: dict[str, Any], row: dict[str, Any],
                                                               words: str) -> None:
    last = candidate(number=3, due_on=date(2026, 12, 1))
    assert docket_reasons.bumped(candidate(**change), row, Room(1, 4, last)) == words


def test_a_case_that_shorter_ones_overtook_says_what_was_left_at_its_turn() -> None:
    row = {"reason": "capacity", "counterfactual": {"kind": "add_minutes", "minutes": 1}}
    last = candidate(number=3, due_on=date(2026, 12, 9))
    assert docket_reasons.bumped(candidate(), row, Room(1, 11, last, turns={7: 5})) == (
        "Due Dec 4; needs 6 minutes, 5 were left at its turn, where only shorter cases fitted. "
        "Last admitted: case 3, due Dec 9. Would be on it with 1 more minute.")


def test_a_case_that_needs_more_than_it_lacks_says_who_would_come_first() -> None:
    row = {"reason": "capacity", "counterfactual": {"kind": "add_minutes", "minutes": 12}}
    assert docket_reasons.bumped(candidate(), row, Room(2, 12, None, turns={7: 2}, ahead={7: 4})) == (
        "Due Dec 4; needs 6 minutes, 2 are left. Would be on it with 12 more minutes; with only 4 more, others ahead "
        "of it would come on first.")


@pytest.mark.parametrize(("minutes", "words"), [
    (90, "Would be on it with 1 more minute, in a meeting of 96: above 90 minutes there is a break of 5."),
    (60, "Would be on it with 1 more minute.")])
def test_minutes_that_bring_a_break_with_them_name_the_length_that_is_then_needed(minutes: int, words: str) -> None:
    row = {"reason": "capacity", "counterfactual": {"kind": "add_minutes", "minutes": 1}}
    room = Room(5, 15, None, minutes, {"above": 90, "break": 5})
    assert docket_reasons.bumped(candidate(), row, room) == f"Due Dec 4; needs 6 minutes, 5 are left. {words}"


def test_a_held_case_names_what_is_missing_since_when_and_who_owes_it() -> None:
    waits = [Missing("Outside slides", "Priya Iyer", date(2026, 11, 12), date(2026, 11, 17)),
             Missing("Slides read here", "Pathology", date(2026, 11, 12), None, is_received=True),
             Missing("Pathology report", "the presenter"), Missing("Something")]
    assert docket_reasons.held(candidate(), {"reason": "gate", "detail": []}, waits) == (
        "Outside slides requested Nov 12, not received, due Nov 17; owner Priya Iyer. "
        "Slides read here requested Nov 12, received, not read here yet; owner Pathology. "
        "Pathology report: missing; owner the presenter. Something: missing.")


@pytest.mark.parametrize(("reason", "words"), [
    ("absent", "Nobody can come for Genetics and Surgery."),
    ("apart", "The people it needs are never there at the same time that morning."),
    ("pin_out", "Taken off this docket by the coordinator’s wish.")])
def test_people_and_wishes_hold_a_case_too(reason: str, words: str) -> None:
    assert docket_reasons.held(candidate(), {"reason": reason, "detail": ["genetics", "surgery"]}, []) == words


@pytest.mark.parametrize(("reason", "gates", "enters", "until", "words"), [
    ("gate", ["path_report"], True, "noon", "Received by noon, it is on Dec 4."),
    ("gate", ["acceptance"], True, "noon", "Accepted by noon, it is on Dec 4."),
    ("gate", ["acceptance", "path_report"], False, "noon",
     "All there and accepted by noon, it is in line for Dec 4, but as things stand there is no room."),
    ("gate", ["path_report"], True, "", "The cut-off has passed, so it waits for a later docket."),
    ("gate", ["path_report"], None, "noon", ""),
    ("pin_out", [], True, "noon", "Without that wish it would be on it."),
    ("pin_out", [], False, "noon", "Without that wish it would not be on it either."),
    ("absent", ["surgery"], None, "noon", "A deputy, or another answer, puts it back in line.")])
def test_only_what_the_planner_answered_is_promised(reason: str, gates: list[str], enters: bool | None, until: str,
                                                    words: str) -> None:
    assert docket_reasons.would({"reason": reason, "detail": gates}, enters, until, DEC_4) == words
