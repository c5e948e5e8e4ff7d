"""Why each candidate is on the docket or not, in sentences made only of what the planner says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tumorboard.domain.times import day

ACCEPTANCE = "acceptance"
LONGEST_CASE = 20  # minutes
TIERS = {0: "emergency", 1: "must be seen within 10 days", 2: "soon", 3: "routine"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a sentence needs to know of a candidate; labels are the words for its seats."""

    number: int
    tier: int
    due_on: date
    minutes: int
    is_carried_over: bool
    labels: Mapping[str, str]
    pin: str = ""
    before: bool = False
    is_hard: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a case waits for: who owes it, since when it is asked for, and by when."""

    what: str
    owner: str = ""
    since: date | None = None
    due_on: date | None = None
    is_received: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """How full a docket is: minutes left for any case and for an emergency, and who was admitted last by rank.

    Where the planner was asked, by the numbers of cases: `turns` gives the minutes that were left when it was a case's
    turn, `ahead` those it lacked, if they alone would bring on cases ahead of it. `long` says above how many minutes a
    meeting of now `minutes` would have a break, and of how many.
    """

    left: int
    left_for_emergencies: int
    last: Candidate | None = None
    minutes: int = 0
    long: Mapping[str, int] = field(default_factory=dict)
    turns: Mapping[int, int] = field(default_factory=dict)
    ahead: Mapping[int, int] = field(default_factory=dict)


def admitted(candidate: Candidate, rank: int) -> str:
    """Say what put a case on the docket; rank counts from 1 in the order of admission."""
    due = f"due {day(candidate.due_on)}"
    if candidate.pin:
        why = f"wished onto this docket, before emergencies and due dates; {due}"
    elif candidate.tier == 0:
        why = "an emergency, before due dates"
    elif candidate.is_carried_over:
        why = f"carried over from an earlier docket, directly after emergencies; {due}"
    else:
        why = f"{due} ({TIERS[candidate.tier]})"
    return f"{_ordinal(rank)} in line: {why}."


def placed(candidate: Candidate, elsewhere: Mapping[str, Any] | None, together: Sequence[str]) -> str:
    """Say why a case stands where it does: whom its place keeps together, and what another place would cost.

    `elsewhere` is what the planner found when it was asked for that place; None where it was not asked.
    """
    kept = _and(candidate.labels.get(each, each) for each in together)
    parts = [f"keeps the cases of {kept} together"] if kept else []
    if elsewhere is not None:
        parts.append(_other_place(elsewhere, candidate.labels))
    if not parts:
        return "This order is the best that was found; with so many cases no other place was tried one by one."
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}."


def _other_place(found: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """Say what the planner found for the first or last place."""
    place, more = found["place"], found["more"]
    if more is None and found.get("away"):
        away = _and(labels.get(each, each) for each in found["away"])
        return f"{place} instead is not possible: whoever comes for {away} is not there then"
    if more is None:
        return f"{place} instead is not possible: wishes, or the hours of other cases’ people, stand against it"
    if found["waived"]:
        return f"{place} instead would break the rule that emergencies come in the first half"
    if more > 0:
        return f"{place} instead would cost {more} specialist-minutes more"
    saved = f"would save {-more} specialist-minutes" if more else "would cost no more of the specialists’ time"
    if more or found["worse"]:
        return f"{place} instead {saved}, but harder cases would come later"
    return f"{place} instead {saved}; of equal orders the better-ranked case comes first"


def loses(spare: int) -> str:
    """Say what would take an admitted case's place: more minutes than are to spare, ranking just before it."""
    if spare < LONGEST_CASE:
        return f"a case of {spare + 1} minutes or more that ranks just before it"
    return f"cases of {spare + 1} minutes in all that rank just before it"


def rules(candidate: Candidate, weighed: Mapping[str, Any], waived: Sequence[str], has_emergency: bool) -> str:
    """List the rules that bear on an admitted case, as they were in force."""
    found = ["emergencies first, then what was carried over, then the day due"]
    if weighed["urgent_in_first_half"] and has_emergency:
        is_waived = "urgent_in_first_half" in waived
        found.append("emergencies in the first half" + (" (dropped: no order allows it)" if is_waived else ""))
    if weighed["lambda_num"] and candidate.is_hard:
        found.append("harder cases earlier")
    if candidate.pin or candidate.before:
        found.append("the coordinator’s wish")
    return "; ".join(found)


def bumped(candidate: Candidate, row: Mapping[str, Any], room: Room) -> str:
    """Say why a case that was ready is not on the docket, and what would put it on."""
    would = _counterfactual(row["counterfactual"], room, room.ahead.get(candidate.number, 0))
    if row["reason"] == "no_slot":
        if candidate.pin or candidate.before:
            return f"No order honours its wish together with the other wishes and everybody’s hours.{would}"
        return f"No place in the order suits the hours of everybody it needs.{would}"
    last = room.last
    lastly = f" Last admitted: case {last.number}, due {day(last.due_on)}." if last else ""
    return f"Due {day(candidate.due_on)}; needs {candidate.minutes} minutes, {_left(candidate, room)}.{lastly}{would}"


def _left(candidate: Candidate, room: Room) -> str:
    """Say how many minutes are left; and where there were more of them at its turn, who took those."""
    left = max(0, room.left_for_emergencies if candidate.tier == 0 else room.left)
    turn = room.turns.get(candidate.number, left)
    if turn <= left:
        return f"{left} {'is' if left == 1 else 'are'} left"
    return f"{turn} {'was' if turn == 1 else 'were'} left at its turn, where only shorter cases fitted"


def held(candidate: Candidate, row: Mapping[str, Any], missing: Iterable[Missing]) -> str:
    """Say what keeps a case off the docket, whatever its rank."""
    if row["reason"] == "gate":
        return " ".join(owed(each) for each in missing)
    if row["reason"] == "absent":
        return f"Nobody can come for {_and(candidate.labels.get(each, each) for each in row['detail'])}."
    if row["reason"] == "apart":
        return "The people it needs are never there at the same time that morning."
    return "Taken off this docket by the coordinator’s wish."


def would(row: Mapping[str, Any], enters: bool | None, until: str, on: date) -> str:
    """Say what would follow if what holds a case were settled; only what the planner was asked, and answered.

    `until` is the cut-off in words, empty once it has passed.
    """
    if row["reason"] in ("absent", "apart"):
        return "A deputy, or another answer, puts it back in line."
    if enters is None:
        return ""
    if row["reason"] == "pin_out":
        return "Without that wish it would be on it." if enters else "Without that wish it would not be on it either."
    if not until:
        return "The cut-off has passed, so it waits for a later docket."
    settled = _settled(row["detail"])
    if enters:
        return f"{settled} by {until}, it is on {day(on)}."
    return f"{settled} by {until}, it is in line for {day(on)}, but as things stand there is no room."


def listed() -> str:
    """Say why a case is on the docket but not talked about."""
    return "Standard of care, listed for the record; any member can ask to discuss it."


def _settled(gates: Sequence[str]) -> str:
    """Begin the sentence on what must happen until the cut-off."""
    if list(gates) == [ACCEPTANCE]:
        return "Accepted"
    return "All there and accepted" if ACCEPTANCE in gates else "Received"


def owed(each: Missing) -> str:
    """Name one missing thing with its dates and who owes it."""
    words = each.what
    if each.since:
        state = "received, not read here yet" if each.is_received else "not received"
        words += f" requested {day(each.since)}, {state}"
    else:
        words += ": missing"
    if each.due_on:
        words += f", due {day(each.due_on)}"
    return f"{words}; owner {each.owner}." if each.owner else f"{words}."


def _counterfactual(found: Mapping[str, Any], room: Room, ahead: int) -> str:
    """Say what would have admitted the case, as the planner verified it."""
    if found["kind"] == "add_minutes":
        minutes = found["minutes"]
        others = f"; with only {ahead} more, others ahead of it would come on first" if ahead else ""
        pause = _pause(room, minutes)
        return f" Would be on it with {minutes} more minute{'' if minutes == 1 else 's'}{pause}{others}."
    if found["kind"] == "pin_in":
        return " Would be on it if the coordinator pinned it."
    return " Not even half an hour more, or a pin, would put it on."


def _pause(room: Room, more: int) -> str:
    """Say how long the meeting would be where so many minutes more bring a break with them."""
    above, pause = room.long.get("above", 0), room.long.get("break", 0)
    if not pause or room.minutes + more <= above:
        return ""
    return f", in a meeting of {room.minutes + more + pause}: above {above} minutes there is a break of {pause}"


def _and(words: Iterable[str]) -> str:
    """Write a list in a sentence: a, b and c."""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _ordinal(number: int) -> str:
    """Write 1st, 2nd, 3rd, 4th, 11th."""
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
