"""What would have put a bumped case on the docket: every counterfactual, applied, is true."""

from copy import deepcopy

from hypothesis import given, settings

from tumorboard.domain.docket import plan
from tumorboard.domain.docket.explain import counterfactuals
from tumorboard.domain.docket.pool import gather
from tumorboard.domain.docket.select import line_up, pin_in, room, select

from .building import Row, case, dev, instance, meeting, person
from .drawing import instances

ANN = person("ann", "surgery")


def remedies(rows: list[Row], about: Row) -> dict[str, Row]:
    return {row["id"]: row["counterfactual"] for row in plan(instance([ANN], rows, about))["bumped"]}


def test_the_fewest_minutes_that_help_are_named() -> None:
    assert remedies([case("a", 10), case("b", 9)], meeting(12)) == {"b": {"kind": "add_minutes", "minutes": 7}}


def test_beyond_thirty_minutes_a_pin_is_named() -> None:
    assert remedies([case("a", 38), case("c", 39)], meeting(40)) == {"c": {"kind": "pin_in"}}


def test_a_case_that_nothing_helps_is_told_so() -> None:
    assert remedies([case("a", 10, before=["a"])], meeting(12)) == {"a": {"kind": "none"}}


@settings(max_examples=60, deadline=None)
@given(instances())
def test_every_counterfactual_applied_to_the_selection_admits_its_case(row: Row) -> None:
    pool = gather(row)
    queue, about = line_up(pool.eligible), pool.instance.meeting
    bumped = [item for item in queue.items if item not in select(queue, room(about)).admitted]
    for key, remedy in counterfactuals(queue, about, bumped).items():
        helped = {
            "add_minutes": select(queue, room(about, int(remedy.get("minutes", 0)))),
            "pin_in": select(
                line_up(pin_in(item) if item.case.id == key else item for item in queue.items), room(about)
            ),
            "none": select(queue, room(about, 30)),
        }[str(remedy["kind"])]
        assert (key in {item.case.id for item in helped.admitted}) == (remedy["kind"] != "none")


def test_cases_alike_share_a_trial_and_still_get_what_each_alone_would() -> None:
    row = dev("n16-g.json")
    row["candidates"] += [
        case | {"id": f"{case['id']}-{turn}"} for case in deepcopy(row["candidates"]) for turn in (1, 2)
    ]
    pool = gather(row)
    queue, about = line_up(pool.eligible), pool.instance.meeting
    chosen = {item.case.id for item in select(queue, room(about)).admitted}
    bumped = [item for item in queue.items if item.case.id not in chosen]
    together = counterfactuals(queue, about, bumped)
    assert together == {item.case.id: counterfactuals(queue, about, [item])[item.case.id] for item in bumped}
