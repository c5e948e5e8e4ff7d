"""Small instances to write tests with, and the dev set with its known answers."""

import json
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

from tumorboard.domain.docket.sequence import Task, honours, objective

DEV = Path(__file__).parent / "dev"

Row = dict[str, Any]


def meeting(minutes: int = 60, reserve: int = 0, breaks: tuple[tuple[int, int], ...] = ()) -> Row:
    return {
        "local_date": "2027-03-05",
        "zone": "America/New_York",
        "start": "07:00",
        "minutes": minutes,
        "reserve_minutes": reserve,
        "breaks": [{"at_min": at, "minutes": length} for at, length in breaks],
    }


def rules(num: int = 0, den: int = 1, urgent: bool = False) -> Row:
    return {"lambda_num": num, "lambda_den": den, "urgent_in_first_half": urgent}


def person(key: str, /, *specialties: str, **change: Any) -> Row:
    row = {"id": key, "specialties": list(specialties), "present_from_min": None, "present_to_min": None}
    return row | {"whole_meeting": False} | change


def case(key: str, minutes: int, /, *needs: str, **change: Any) -> Row:
    """A routine case; a need "surgery" is anyone's, "surgery:ann" is Ann's."""
    split = [need.partition(":") for need in needs or ("surgery",)]
    row = {
        "id": key,
        "group": "pancreas",
        "minutes": minutes,
        "tier": 3,
        "submitted_at": "2027-02-01T08:00:00Z",
        "due_on": "2027-03-05",
        "carried_over": False,
        "needs": [{"specialty": specialty, "person": named or None} for specialty, _, named in split],
        "gates": [],
        "pin": None,
        "before": [],
        "complexity": 0,
    }
    return row | change


def instance(people: list[Row], candidates: list[Row], about: Row | None = None, by: Row | None = None) -> Row:
    return {"meeting": about or meeting(), "rules": by or rules(), "people": people, "candidates": candidates}


@cache
def dev_text(name: str) -> str:
    return (DEV / name).read_text()


def dev(name: str) -> Row:
    loaded: Row = json.loads(dev_text(name))
    return loaded


EXPECTED: dict[str, Row] = dev("expected.json")


def dev_names(least: int, most: int) -> list[str]:
    return sorted(name for name, known in EXPECTED.items() if "n" in known and least <= known["n"] <= most)


def best_by_trying_all(job: Task) -> tuple[int, tuple[int, ...]]:
    """The least objective over all orders that honour the restrictions, and the first such order by rank."""
    orders = permutations(range(len(job.minutes)))
    return min((objective(job, order), order) for order in orders if honours(job, order))
