"""The whole build: the contract's example, the invariants, and the same bytes whatever the order of the rows."""

import json
import os
import subprocess
import sys

import pytest
from hypothesis import given, settings

from tumorboard.domain.docket import parse, plan

from .building import DEV, Row, case, dev, dev_names, instance, meeting, person, rules
from .drawing import instances, instances_twice

EXAMPLE = instance(
    [person("a", "surgery"), person("b", "pathology")],
    [
        case("X1", 5, "surgery:a", due_on="2027-03-01"),
        case("X2", 6, "pathology", due_on="2027-03-02"),
        case("X3", 7, "surgery:a", due_on="2027-03-03"),
        case("X4", 8, "surgery:a", due_on="2027-03-04"),
    ],
    meeting(20),
)


def test_the_example_of_the_contract() -> None:
    found = plan(EXAMPLE)
    assert {key: value for key, value in found.items() if key != "input_hash"} == {
        "admitted": [
            {"id": "X1", "start_min": 0, "minutes": 5, "people": ["a"]},
            {"id": "X3", "start_min": 5, "minutes": 7, "people": ["a"]},
            {"id": "X2", "start_min": 12, "minutes": 6, "people": ["b"]},
        ],
        "bumped": [
            {"id": "X4", "reason": "capacity", "counterfactual": {"kind": "add_minutes", "minutes": 6}},
        ],
        "held": [],
        "blocks": [{"person": "a", "from_min": 0, "to_min": 12}, {"person": "b", "from_min": 12, "to_min": 18}],
        "cost": 18,
        "fifo_cost": 24,
        "objective": 18,
        "lower_bound": 18,
        "proof": "optimal",
        "waived": [],
    }


def test_an_empty_docket_is_proven() -> None:
    found = plan(instance([], []))
    assert [found[key] for key in ("admitted", "bumped", "held", "blocks", "waived")] == [[]] * 5
    assert [found[key] for key in ("cost", "fifo_cost", "objective", "lower_bound")] == [0] * 4
    assert found["proof"] == "optimal"


def test_a_break_inside_a_block_is_part_of_it_and_one_between_blocks_is_not() -> None:
    people = [person("a", "surgery"), person("b", "pathology")]
    apart = plan(instance(people, [case("x", 6), case("y", 6, "pathology")], meeting(30, breaks=((6, 5),))))
    assert (apart["cost"], [row["start_min"] for row in apart["admitted"]]) == (12, [0, 11])
    together = plan(instance(people, [case("x", 6), case("y", 6)], meeting(30, breaks=((6, 5),))))
    assert together["cost"] == 17


def test_people_who_stay_anyway_cost_nothing_and_get_no_block() -> None:
    found = plan(instance([person("chair", "surgery", whole_meeting=True)], [case("x", 6)]))
    assert (found["cost"], found["blocks"], found["admitted"][0]["people"]) == (0, [], ["chair"])


def test_the_first_half_rule_is_dropped_as_a_whole_when_no_order_honours_it() -> None:
    late = {"kind": "window", "from_min": 20, "to_min": 30}
    rows = [case("e", 5, tier=0, pin=late), case("f", 5, tier=0), case("g", 20)]
    found = plan(instance([person("a", "surgery")], rows, by=rules(urgent=True)))
    assert found["waived"] == ["urgent_in_first_half"]
    assert plan(instance([person("a", "surgery")], rows[1:], by=rules(urgent=True)))["waived"] == []


def test_complex_cases_come_earlier_when_complexity_counts() -> None:
    rows = [case("x", 6, due_on="2027-03-01"), case("y", 6, complexity=5)]
    found = plan(instance([person("a", "surgery")], rows, by=rules(num=1, den=10)))
    assert [row["id"] for row in found["admitted"]] == ["y", "x"]
    assert (found["objective"], found["cost"]) == (120, 12)


@settings(max_examples=40, deadline=None)
@given(instances())
def test_every_candidate_is_admitted_bumped_or_held_and_the_minutes_fit(row: Row) -> None:
    found = plan(row)
    listed = [entry["id"] for part in ("admitted", "bumped", "held") for entry in found[part]]
    assert sorted(listed) == sorted(candidate["id"] for candidate in row["candidates"])
    pauses = sum(pause["minutes"] for pause in row["meeting"]["breaks"])
    assert sum(entry["minutes"] for entry in found["admitted"]) <= max(0, row["meeting"]["minutes"] - pauses)


@settings(max_examples=40, deadline=None)
@given(instances())
def test_nobody_needed_is_away_and_every_pin_and_precedence_holds(row: Row) -> None:
    parsed, found = parse(row), plan(row)
    there = {someone.id: (someone.present_from, someone.present_to) for someone in parsed.people}
    wishes = {candidate.id: candidate for candidate in parsed.candidates}
    order = [entry["id"] for entry in found["admitted"]]
    for place, entry in enumerate(found["admitted"]):
        start, end = entry["start_min"], entry["start_min"] + entry["minutes"]
        for comes, leaves in (there[key] for key in entry["people"]):
            assert comes <= start and (leaves is None or end <= leaves)
        wish = wishes[entry["id"]]
        assert {later for later in wish.before if later in order} <= set(order[place + 1 :])
        if wish.pin and wish.pin.kind == "window":
            assert wish.pin.from_min <= start and end <= wish.pin.to_min
        if wish.pin and wish.pin.kind in ("first", "last"):
            assert place == {"first": 0, "last": len(order) - 1}[wish.pin.kind]


@settings(max_examples=40, deadline=None)
@given(instances(free=True))
def test_unconstrained_the_floor_is_below_the_cost_and_the_cost_below_first_come(row: Row) -> None:
    found = plan(row)
    assert found["lower_bound"] <= found["cost"] <= found["fifo_cost"]
    assert found["cost"] == sum(block["to_min"] - block["from_min"] for block in found["blocks"])


@settings(max_examples=40, deadline=None)
@given(instances())
def test_an_emergency_is_never_bumped_for_capacity_while_an_unpinned_other_is_on(row: Row) -> None:
    found = plan(row)
    tiers = {candidate["id"]: (candidate["tier"], candidate["pin"]) for candidate in row["candidates"]}
    room = row["meeting"]["minutes"] - sum(pause["minutes"] for pause in row["meeting"]["breaks"])
    others = [entry for entry in found["admitted"] if tiers[entry["id"]][0] != 0 and tiers[entry["id"]][1] is None]
    kept = sum(entry["minutes"] for entry in found["admitted"] if entry not in others)
    minutes = {candidate["id"]: candidate["minutes"] for candidate in row["candidates"]}
    for entry in found["bumped"]:
        if others and tiers[entry["id"]][0] == 0 and entry["reason"] == "capacity":
            assert kept + minutes[entry["id"]] > room


@settings(max_examples=25, deadline=None)
@given(instances_twice())
def test_the_same_instance_in_any_order_gives_the_same_bytes(twins: tuple[Row, Row]) -> None:
    assert json.dumps(plan(twins[0])) == json.dumps(plan(twins[1]))


@pytest.mark.parametrize("name", ["n20-c.json", "conflict-b.json"])
def test_another_process_with_another_hash_seed_prints_the_same_bytes(name: str) -> None:
    code = f"from tumorboard.domain.docket.command import main; main({str(DEV / name)!r})"
    prints = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(prints) == 1


@pytest.mark.parametrize("name", dev_names(8, 8))
def test_the_blocks_reach_from_the_first_to_the_last_case_of_each_person(name: str) -> None:
    found = plan(dev(name))
    for block in found["blocks"]:
        own = [entry for entry in found["admitted"] if block["person"] in entry["people"]]
        ends = [entry["start_min"] + entry["minutes"] for entry in own]
        assert (block["from_min"], block["to_min"]) == (min(entry["start_min"] for entry in own), max(ends))
