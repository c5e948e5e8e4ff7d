"""Figures of the docket planner, D1 to D5, on a folder of instances with known answers."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from time import process_time
from typing import Any

from tumorboard.domain.docket import insert, plan
from tumorboard.domain.docket.assign import assign
from tumorboard.domain.docket.explain import counterfactuals
from tumorboard.domain.docket.pool import gather
from tumorboard.domain.docket.select import bumped_in_order, line_up, room, select
from tumorboard.domain.docket.sequence import cost, task

INSTANCES = Path(__file__).parents[1] / "tests" / "unit" / "docket" / "dev"
PENDING = 10_000

Row = dict[str, Any]
Figures = dict[str, Any]


def d1(folder: Path = INSTANCES) -> Figures:
    """Dockets of at most 16 cases: how many are proven optimal, and milliseconds of CPU for the whole plan."""
    timed = [_timed(plan, row) for _, row, _ in _known(folder, 1, 16)]
    taken = [spent for spent, _ in timed]
    proven = sum(found["proof"] == "optimal" for _, found in timed)
    return {
        "dockets": len(timed),
        "proven_percent": 100 * proven // len(timed),
        "median_ms": round(1000 * median(taken), 1),
        "p95_ms": round(1000 * quantiles(taken, n=20)[-1], 1),
        "max_ms": round(1000 * max(taken), 1),
    }


def d2(folder: Path = INSTANCES) -> Figures:
    """Long dockets, in seconds of CPU: up to 20 cases proven; 40 cases against the best known, with the floor."""
    middle = [_timed(plan, row) for _, row, _ in _known(folder, 17, 20)]
    long = [(*_timed(plan, row), known) for _, row, known in _known(folder, 40, 40)]
    return {
        "up_to_20_proven": f"{sum(found['proof'] == 'optimal' for _, found in middle)}/{len(middle)}",
        "up_to_20_max_s": round(max(spent for spent, _ in middle), 2),
        "of_40_max_s": round(max(spent for spent, _, _ in long), 2),
        "of_40_max_gap_percent": max(_percent(found["objective"], known["objective"]) for _, found, known in long),
        "of_40_floor_percent": [_percent(found["lower_bound"], found["objective"]) for _, found, _ in long],
    }


def d3(folder: Path = INSTANCES) -> Figures:
    """Specialist-minutes in the room, against first-come order and against grouping by tumor type."""
    first_come: list[float] = []
    grouped: list[float] = []
    for _, row, _ in _known(folder, 8, 20):
        found = plan(row)
        first_come.append(-_percent(found["cost"], found["fifo_cost"]))
        grouped.append(-_percent(found["cost"], _grouped_cost(row)))
    return {
        "dockets": len(grouped),
        "below_first_come_percent": round(sum(first_come) / len(first_come), 1),
        "below_grouping_percent": round(sum(grouped) / len(grouped), 1),
    }


def d4(folder: Path = INSTANCES) -> Figures:
    """Rank, explain and choose among 10,000 pending cases, once they are read and judged: milliseconds of CPU."""
    name, row, _ = max(_known(folder, 8, 16), key=lambda known: len(known[1]["candidates"]))
    cases = row["candidates"]
    pending = [cases[turn % len(cases)] | {"id": f"P-{turn}", "pin": None, "before": []} for turn in range(PENDING)]
    pool = gather(row | {"candidates": pending})

    def choose(_: object) -> int:
        queue = line_up(pool.eligible)
        admitted = select(queue, room(pool.instance.meeting)).admitted
        return len(counterfactuals(queue, pool.instance.meeting, bumped_in_order(queue, admitted)))

    spent = [_timed(choose, None)[0] for _ in range(5)]
    return {"from": name, "eligible": len(pool.eligible), "core_ms": round(1000 * median(spent), 1)}


def d5(folder: Path = INSTANCES) -> Figures:
    """Each case in turn comes late to a published docket: how far insertion is above solving everything again."""
    above: list[float] = []
    reordered = 0
    for _, row, _ in _known(folder, 8, 16):
        best = plan(row)
        for late in [entry["id"] for entry in best["admitted"]]:
            rest = [case for case in row["candidates"] if case["id"] != late and _is_on(case["id"], best)]
            published = [entry["id"] for entry in plan(row | {"candidates": rest})["admitted"]]
            if len(published) + 1 == len(best["admitted"]):
                found = insert(row, published, late)
                above.append(_percent(found["objective"], best["objective"]))
                reordered += [entry["id"] for entry in found["admitted"] if entry["id"] != late] != published
    return {
        "insertions": len(above),
        "above_resolving_percent": round(sum(above) / len(above), 2),
        "published_orders_changed": reordered,
    }


def _known(folder: Path, least: int, most: int) -> Iterator[tuple[str, Row, Row]]:
    expected = json.loads((folder / "expected.json").read_text())
    for name, known in sorted(expected.items()):
        if least <= known.get("n", 0) <= most:
            yield name, json.loads((folder / name).read_text()), known


def _timed(work: Callable[[Any], Any], given: Any) -> tuple[float, Any]:
    before = process_time()
    found = work(given)
    return process_time() - before, found


def _percent(value: int, reference: int) -> float:
    return round(100 * (value / reference - 1), 2) if reference else 0.0


def _is_on(case: str, found: Row) -> bool:
    return case in {entry["id"] for entry in found["admitted"]}


def _grouped_cost(row: Row) -> int:
    """The same cases and people, tumor types in order of their first submission, cases within them likewise."""
    pool = gather(row)
    admitted = select(line_up(pool.eligible), room(pool.instance.meeting)).admitted
    job = task(pool.instance, admitted, assign(admitted, pool.groups))
    kind = {case["id"]: case["group"] for case in row["candidates"]}
    came = {item.case.id: (item.case.submitted_at, item.case.id) for item in admitted}
    opened = {group: min(came[key] for key in came if kind[key] == group) for group in set(kind[key] for key in came)}
    places = range(len(admitted))
    keys = [item.case.id for item in admitted]
    return cost(job, sorted(places, key=lambda place: (opened[kind[keys[place]]], came[keys[place]])))
