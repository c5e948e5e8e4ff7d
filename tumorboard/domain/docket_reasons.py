"""Why each candidate is on the docket or not, in one sentence made only of what the plan says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

TIERS = {0: "emergency", 1: "must be seen within 10 days", 2: "soon", 3: "routine"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a sentence needs to know of a candidate; labels are the words for its gates and seats."""

    number: int
    tier: int
    due_on: date
    minutes: int
    is_carried_over: bool
    labels: Mapping[str, str]


def admitted(candidate: Candidate, rank: int) -> str:
    """Say what put a case on the docket; rank counts from 1 in the order of admission."""
    if candidate.tier == 0:
        why = "an emergency, before due dates"
    elif candidate.is_carried_over:
        why = f"carried over from an earlier docket, directly after emergencies; due {_day(candidate.due_on)}"
    else:
        why = f"due {_day(candidate.due_on)} ({TIERS[candidate.tier]})"
    return f"{_ordinal(rank)} in line: {why}."


def bumped(candidate: Candidate, row: Mapping[str, Any], left: int, last: Candidate | None) -> str:
    """Say why a case that was ready is not on the docket, and what would put it on."""
    would = _counterfactual(row["counterfactual"])
    if row["reason"] == "no_slot":
        return f"No place in the order suits everybody it needs.{would}"
    room = f"{left} {'is' if left == 1 else 'are'} left"
    lastly = f" Last admitted: case {last.number}, due {_day(last.due_on)}." if last else ""
    return f"Due {_day(candidate.due_on)}; needs {candidate.minutes} minutes, {room}.{lastly}{would}"


def held(candidate: Candidate, row: Mapping[str, Any], cutoff_words: str) -> str:
    """Say what keeps a case off the docket, whatever its rank."""
    names = "; ".join(candidate.labels.get(each, each) for each in row["detail"])
    if row["reason"] == "gate":
        return f"Waits for: {names}. There by {cutoff_words}, it can be on this docket."
    if row["reason"] == "absent":
        return f"Nobody can come for: {names}. A deputy, or another answer, puts it back in line."
    if row["reason"] == "apart":
        return "The people it needs are never there at the same time that morning."
    return "Taken off this docket by the coordinator."


def listed() -> str:
    """Say why a case is on the docket but not talked about."""
    return "Standard of care, listed for the record; any member can ask to discuss it."


def _counterfactual(found: Mapping[str, Any]) -> str:
    """Say what would have admitted the case, as the planner verified it."""
    if found["kind"] == "add_minutes":
        minutes = found["minutes"]
        return f" Would be on it with {minutes} more minute{'' if minutes == 1 else 's'}."
    if found["kind"] == "pin_in":
        return " Would be on it if the coordinator pinned it."
    return " Not even half an hour more, or a pin, would put it on."


def _day(on: date) -> str:
    """Write a day as on the docket: Dec 4."""
    return f"{on:%b} {on.day}"


def _ordinal(number: int) -> str:
    """Write 1st, 2nd, 3rd, 4th, 11th."""
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
