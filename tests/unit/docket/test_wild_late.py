"""Late cases, prices and forecasts on instances far from the usual, each judged by a second reckoning."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import chain
from random import Random

import pytest

from tumorboard.domain.docket import ComingMeeting, Outlook, Stream, Waiting, forecast, insert, plan, price
from tumorboard.domain.docket.forecast import rank

from .building import Row
from .test_wild import CHECKER, TIMES
from .wild import wild

TODAY = date(2026, 11, 16)


def planned(prefix: str, number: int) -> tuple[Row, list[str]]:
    row = wild(f"{prefix} {number}", (2, 9), (.7, 1.5))
    return row, [entry["id"] for entry in plan(row)["admitted"]]


def one_block_moved(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether taking one run of cases out of the one order and putting it in elsewhere gives the other."""
    count = len(before)
    for start in range(count):
        for end in range(start + 1, count + 1):
            run, rest = list(before[start:end]), [*before[:start], *before[end:]]
            if any([*rest[:place], *run, *rest[place:]] == list(after) for place in range(len(rest) + 1)):
                return True
    return False


@pytest.mark.parametrize("number", range(25 * TIMES))
def test_a_late_case_takes_the_best_place_there_is_and_moves_nobody(number: int) -> None:
    row, order = planned("late", number)
    rules = CHECKER.Rules(row)
    for late in order[:3]:
        published = [key for key in order if key != late]
        found = insert(row, published, late)
        entries = {entry["id"]: entry for entry in found["admitted"]}
        placed = [entry["id"] for entry in found["admitted"]]
        assert [key for key in placed if key != late] == published
        assert placed.index(late) + 1 == found["place"]
        who = {key: entries[key]["people"] for key in order}
        worth = []
        for place in range(len(order)):
            tried = [rules.case[key] for key in [*published[:place], late, *published[place:]]]
            if not rules.violations(tried, row["rules"]["urgent_in_first_half"]):
                worth.append(rules.objective(tried, who))
        if worth:
            assert (found["violated"], found["waived"], found["objective"]) == ([], [], min(worth))
        else:
            assert found["violated"] or found["waived"]
        if found["suggestion"]:
            moved = found["suggestion"]["order"]
            assert one_block_moved(placed, moved)
            better = rules.objective([rules.case[key] for key in moved], who)
            assert better < found["objective"]


@pytest.mark.parametrize("number", range(25 * TIMES))
def test_a_price_is_the_cost_of_the_docket_less_that_without_the_wish(number: int) -> None:
    row, order = planned("price", number)
    asked = plan(row)
    priced = {(wish["kind"], wish["id"]): wish["specialist_minutes"] for wish in price(row)}
    for case in row["candidates"]:
        has_pin = case["id"] in order and case["pin"] is not None and case["pin"]["kind"] != "in"
        assert (("pin", case["id"]) in priced) == has_pin
        if has_pin:
            others = [other | {"pin": {"kind": "in"}} if other is case else other for other in row["candidates"]]
            without = plan(row | {"candidates": others})
            if {entry["id"] for entry in without["admitted"]} == set(order):
                assert priced["pin", case["id"]] == asked["cost"] - without["cost"]
    if not row["rules"]["lambda_num"]:
        assert all(minutes >= 0 for minutes in priced.values())


@pytest.mark.parametrize("number", range(25 * TIMES))
def test_a_forecast_is_what_playing_the_meetings_one_by_one_gives(number: int) -> None:
    rng = Random(number)
    days = sorted(rng.sample(range(1, 60), rng.randint(1, 6)))
    meetings = tuple(ComingMeeting(TODAY + timedelta(days=day), TODAY + timedelta(days=day - rng.randint(0, 4)),
                                   rng.choice([1, 20, 60]), rng.random() < .2) for day in days)
    backlog = tuple(
        Waiting(rng.randint(0, 3), rng.randint(1, 25), TODAY - timedelta(days=rng.randint(0, 90)),
                TODAY + timedelta(days=rng.randint(-400, 30)))
        for _ in range(rng.choice([0, 5, 20]))
    )
    streams = {tier: Stream(rng.randint(0, 9), rng.randint(1, 30), rng.randint(1, 25), rng.randint(0, 21))
               for tier in rng.sample(range(4), rng.randint(0, 4))}
    coming = [
        [Waiting(tier, each.minutes, ready, ready + timedelta(days=each.target_days))
         for nth in range(1, each.cases * days[-1] // each.days + 1)
         for ready in [TODAY + timedelta(days=-(-nth * each.days // each.cases))]]
        for tier, each in sorted(streams.items())
    ]
    waiting = sorted(chain(backlog, *coming), key=rank)
    found = forecast(Outlook(TODAY, backlog, meetings, streams))
    for told in found.meetings:
        room, left, taken = (0 if told.meeting.is_skipped else told.meeting.minutes), [], 0
        for case in waiting:
            fits = case.ready_on <= told.meeting.cut_off_on and case.minutes <= room
            room, taken = (room - case.minutes, taken + 1) if fits else (room, taken)
            left += [] if fits else [case]
        assert told.cases == taken
        assert told.waiting == sum(case.ready_on <= told.meeting.on for case in left)
        waiting = left
    assert [each.left for each in found.tiers] == [sum(case.tier == tier for case in waiting) for tier in range(4)]
