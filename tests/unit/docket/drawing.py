"""Random instances for property tests: few people, many restrictions, every field of the contract."""

from typing import Any

from hypothesis import strategies as st

from tumorboard.domain.docket.instance import Break
from tumorboard.domain.docket.sequence import Task

from .building import Row, case, meeting, person, rules

SPECIALTIES = ["surgery", "pathology", "radiology", "oncology"]
PINS: list[Row | None] = [None] * 6 + [{"kind": "in"}, {"kind": "out"}, {"kind": "first"}, {"kind": "last"}]


@st.composite
def windows(draw: st.DrawFn) -> Row:
    start = draw(st.integers(0, 30))
    return {"kind": "window", "from_min": start, "to_min": start + draw(st.integers(1, 30))}


@st.composite
def people(draw: st.DrawFn, free: bool) -> list[Row]:
    rows = [person("chair", *SPECIALTIES, whole_meeting=True)] if draw(st.booleans()) else []
    for number in range(draw(st.integers(1, 5))):
        wanted = draw(st.lists(st.sampled_from(SPECIALTIES), max_size=3))
        row = person(f"p{number}", *wanted)
        if not free:
            row["present_from_min"] = draw(st.sampled_from([None, None, None, 4, 12]))
            row["present_to_min"] = draw(st.sampled_from([None, None, None, 20, 31]))
        rows.append(row)
    return rows


@st.composite
def cases(draw: st.DrawFn, number: int, known: list[str], free: bool) -> Row:
    needs = draw(st.lists(st.sampled_from(SPECIALTIES), min_size=1, max_size=3))
    named = draw(st.lists(st.sampled_from(known), max_size=2))
    row = case(
        f"c{number}",
        draw(st.integers(2, 9)),
        *needs,
        *(f"surgery:{key}" for key in named),
        tier=draw(st.sampled_from([0, 1, 2, 3, 3])),
        submitted_at=f"2027-02-0{draw(st.integers(1, 9))}T08:00:00Z",
        due_on=f"2027-03-0{draw(st.integers(1, 9))}",
        carried_over=draw(st.booleans()),
        complexity=draw(st.integers(0, 5)),
    )
    if not free:
        row["pin"] = draw(st.one_of(st.sampled_from(PINS), windows()))
        row["before"] = draw(st.lists(st.sampled_from([f"c{other}" for other in range(8)]), max_size=1))
        row["gates"] = [{"kind": "pathology", "ok": draw(st.integers(0, 9)) > 0}]
    return row


@st.composite
def instances(draw: st.DrawFn, free: bool = False) -> Row:
    """An instance of at most 8 candidates; `free` leaves out windows, pins, precedence, breaks and complexity."""
    crowd = draw(people(free))
    known = [row["id"] for row in crowd]
    rows = [draw(cases(number, known, free)) for number in range(draw(st.integers(1, 8)))]
    pauses: list[tuple[int, int]] = []
    law = rules()
    if not free:
        pauses = draw(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 6)), max_size=2))
        law = rules(draw(st.integers(0, 2)), draw(st.sampled_from([1, 10])), draw(st.booleans()))
    about = meeting(draw(st.integers(10, 45)), draw(st.sampled_from([0, 5])), tuple(pauses))
    return {"meeting": about, "rules": law, "people": crowd, "candidates": rows}


def shuffled(value: Any, draw: st.DrawFn) -> Any:
    """The same instance with every list and every object's keys in another order."""
    if isinstance(value, dict):
        return {key: shuffled(value[key], draw) for key in draw(st.permutations(list(value)))}
    if isinstance(value, list):
        return [shuffled(element, draw) for element in draw(st.permutations(value))]
    return value


@st.composite
def instances_twice(draw: st.DrawFn) -> tuple[Row, Row]:
    first = draw(instances())
    return first, shuffled(first, draw)


@st.composite
def tasks(draw: st.DrawFn, most: int = 6, free: bool = False) -> Task:
    """A sequencing task of at most `most` cases; its restrictions may well contradict one another."""
    count = draw(st.integers(1, most))
    minutes = draw(st.lists(st.integers(1, 9), min_size=count, max_size=count))
    total = sum(minutes)
    first, last, after = [0] * count, [total - length for length in minutes], [0] * count
    if not free:
        for number in draw(st.lists(st.integers(0, count - 1), max_size=2)):
            first[number] = draw(st.integers(0, total // 2))
        for number in draw(st.lists(st.integers(0, count - 1), max_size=2)):
            last[number] = min(last[number], draw(st.integers(0, total)))
        for number in draw(st.lists(st.integers(0, count - 1), max_size=1)):
            after[number] = 1 << draw(st.integers(0, count - 1))
    pauses = [] if free else draw(st.lists(st.builds(Break, st.integers(1, 30), st.integers(1, 9)), max_size=2))
    weights = [0] * count if free else draw(st.lists(st.integers(0, 5), min_size=count, max_size=count))
    return Task(
        minutes=tuple(minutes),
        people=tuple(draw(st.lists(st.integers(0, 63), min_size=count, max_size=count))),
        weight=tuple(weights),
        first=tuple(first),
        last=tuple(last),
        after=tuple(after),
        breaks=tuple(sorted(pauses, key=lambda pause: (pause.at_min, pause.minutes))),
        unit=1 if free else draw(st.integers(1, 10)),
    )
