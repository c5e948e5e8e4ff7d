"""What else could have been, tried on the planner itself: another place for a case, a held case that is ready."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .assign import Crews, assign
from .hold import Eligible, judge
from .instance import Candidate, Pin
from .ordering import has_order, sequence
from .plan import plan_of
from .pool import Pool, gather
from .select import Selection, line_up, rank_key, room, select
from .sequence import cost, task

LONGEST_TRIED = 16  # cases; each is tried elsewhere with a whole search of its own
LONGEST_PLANNED = 20  # cases; what is planned while somebody waits for the page
MOST_HELD = 50  # held cases that are tried, in the order in which they would be chosen


@dataclass(frozen=True, slots=True)
class Look:
    """An instance as selection left it: who is admitted, in rank order, and with which people."""

    pool: Pool
    selection: Selection
    crews: Crews


def look(instance: dict[str, Any]) -> Look:
    """Select and assign, but do not order; quick however many cases there are. Raises MalformedInstance."""
    return look_at(gather(instance))


def look_at(pool: Pool) -> Look:
    """Select and assign what was read from an instance."""
    selection = select(line_up(pool.eligible), room(pool.instance.meeting))
    return Look(pool, selection, assign(selection.admitted, pool.groups))


def insight(instance: dict[str, Any], planned: Mapping[str, Any]) -> dict[str, Any]:
    """Say what the sentences beside a plan need: rank, room to spare, other places, rows of cases, held cases.

    `rank` lists the admitted ids; `spare` the minutes a case may bring that ranks just before an admitted one without
    costing it its place; `turns` the minutes that were left at the turn of a bumped one; `ahead` the minutes that it
    lacks, where these alone would bring on cases ahead of it; `elsewhere` what another place would cost; `together`
    the specialties whose cases stand in one row; `held` whether a held case would be on it without what holds it.
    """
    return _insight(look(instance), planned)


def explained(instance: dict[str, Any], key: str) -> dict[str, Any]:
    """Plan an instance of that hash, with the insight beside it; it is read once, however many cases there are."""
    pool = gather(instance)
    planned = {"input_hash": key, **plan_of(pool)}
    return planned | {"insight": _insight(look_at(pool), planned)}


def _insight(seen: Look, planned: Mapping[str, Any]) -> dict[str, Any]:
    order = [row["id"] for row in planned["admitted"]]
    left = turns(seen, {row["id"] for row in planned["bumped"]})
    return {
        "rank": [item.case.id for item in seen.selection.admitted],
        "spare": spare(seen),
        "turns": left,
        "ahead": ahead(seen, planned["bumped"], left),
        "elsewhere": {case: elsewhere(seen, case, order, planned) for case in order} if tries(seen) else {},
        "together": {case: together(seen, case, order) for case in order},
        "held": would_enter(seen, [row["id"] for row in planned["held"]]),
    }


def tries(seen: Look) -> bool:
    """Tell whether there are few enough cases to try each of them elsewhere."""
    return len(seen.selection.admitted) <= LONGEST_TRIED


def quick_plan(instance: dict[str, Any]) -> dict[str, Any] | None:
    """Plan at once, without the hash; None where there are too many cases to let somebody wait for the order."""
    seen = look(instance)
    return plan_of(seen.pool) if len(seen.selection.admitted) <= LONGEST_PLANNED else None


def elsewhere(seen: Look, case: str, order: Sequence[str], planned: Mapping[str, Any]) -> dict[str, Any]:
    """Try a case first, or last where it is first: `more` specialist-minutes, and whether the objective is worse.

    `more` is None where no order of the same cases allows that place; `away` then names the specialties of the case
    whose people are not there at that time. The search is that of a pin there.
    """
    place = "last" if order[0] == case else "first"
    pinned = Pin("last" if place == "last" else "first")
    items = sorted((_pinned(item, pinned) if item.case.id == case else item for item in seen.selection.admitted),
                   key=lambda item: rank_key(item.case))
    job = task(seen.pool.instance, items, seen.crews)
    if not has_order(job) or (_depends_on_turns(seen) and _bumps_others(seen, case, pinned)):
        return {"place": place, "more": None, "worse": True, "waived": False,
                "away": _away(seen, case, 0 if place == "first" else _end(planned))}
    found, waived = sequence(seen.pool.instance.rules, items, job)
    return {"place": place, "more": cost(job, found.order) - planned["cost"],
            "worse": found.objective > planned["objective"], "waived": len(waived) > len(planned["waived"])}


def _depends_on_turns(seen: Look) -> bool:
    """Tell whether another turn of an admitted case may decide who is left out: by contradiction, or by the reserve."""
    used = sum(item.case.minutes for item in seen.selection.admitted)
    return bool(seen.selection.no_slot) or used > room(seen.pool.instance.meeting).capacity


def _bumps_others(seen: Look, case: str, pinned: Pin) -> bool:
    """Select anew with the pin, and tell whether other cases are admitted."""
    queue = line_up(_pinned(item, pinned) if item.case.id == case else item for item in seen.pool.eligible)
    chosen = select(queue, room(seen.pool.instance.meeting)).admitted
    return {item.case.id for item in chosen} != {item.case.id for item in seen.selection.admitted}


def together(seen: Look, case: str, order: Sequence[str]) -> list[str]:
    """Name the specialties of a case whose person has two or more cases, all in one row with nothing between."""
    mine = {person.id for person in seen.crews[case] if not person.whole_meeting}
    return _filled_by(seen, case, {person for person in mine if _stands_in_a_row(person, seen.crews, order)})


def _away(seen: Look, case: str, minute: int) -> list[str]:
    """Name the specialties of a case whose person has not come yet at a minute, or has left before it."""
    return _filled_by(seen, case, {person.id for person in seen.crews[case] if person.present_from > minute
                                   or (person.present_to is not None and person.present_to < minute)})


def _end(planned: Mapping[str, Any]) -> int:
    """Give the minute at which the last case is over."""
    return int(max(row["start_min"] + row["minutes"] for row in planned["admitted"]))


def _filled_by(seen: Look, case: str, people: Container[str]) -> list[str]:
    """Name the specialties that a case needs these people for."""
    item = next(each for each in seen.selection.admitted if each.case.id == case)
    return sorted({need.specialty for need in item.case.needs
                   if any(person.id in people and (need.person == person.id if need.person is not None
                          else need.specialty in person.specialties) for person in seen.crews[case])})


def _stands_in_a_row(person: str, crews: Crews, order: Sequence[str]) -> bool:
    places = [place for place, case in enumerate(order) if any(each.id == person for each in crews[case])]
    # Whoever has every case is kept together by any order.
    return 1 < len(places) < len(order) and len(places) == places[-1] - places[0] + 1


def spare(seen: Look) -> dict[str, int]:
    """Count, for each admitted case, the minutes left when it and all before it in rank are admitted."""
    limits, used, found = room(seen.pool.instance.meeting), 0, {}
    for item in seen.selection.admitted:
        used += item.case.minutes
        found[item.case.id] = limits.capacity + (limits.reserve if item.case.tier == 0 else 0) - used
    return found


def turns(seen: Look, bumped: Container[str]) -> dict[str, int]:
    """Count, for each bumped case, the minutes that those before it in rank had left."""
    limits, used, found = room(seen.pool.instance.meeting), 0, {}
    admitted = {item.case.id for item in seen.selection.admitted}
    for item in line_up(seen.pool.eligible).items:
        if item.case.id in admitted:
            used += item.case.minutes
        elif item.case.id in bumped:
            found[item.case.id] = limits.capacity + (limits.reserve if item.case.tier == 0 else 0) - used
    return found


def ahead(seen: Look, bumped: Sequence[Mapping[str, Any]], left: Mapping[str, int]) -> dict[str, int]:
    """For bumped cases that need more minutes than they lack: what they lack, where others ahead would take it."""
    queue, chosen = line_up(seen.pool.eligible), {item.case.id for item in seen.selection.admitted}
    cases = {item.case.id: item.case for item in queue.items}
    found = {}
    for row in bumped[:MOST_HELD]:
        case = cases[row["id"]]
        lacking = case.minutes - left[case.id]
        if row["counterfactual"].get("minutes", 0) > lacking > 0:
            longer = select(queue, room(seen.pool.instance.meeting, lacking)).admitted
            if any(item.case.id not in chosen and rank_key(item.case) < rank_key(case) for item in longer):
                found[case.id] = lacking
    return found


def would_enter(seen: Look, held: Iterable[str]) -> dict[str, bool]:
    """Tell of held cases whether each, its gates passed and its pin "out" lifted, would be chosen, all else as it is.

    Only the first ones by rank are tried; of the others nothing is said.
    """
    wanted = set(held)
    cases = sorted((case for case in seen.pool.instance.candidates if case.id in wanted), key=rank_key)
    return {case.id: _enters(seen, case) for case in cases[:MOST_HELD]}


def _enters(seen: Look, case: Candidate) -> bool:
    """Fill in first where there is room at all; only then try the selection itself."""
    is_out = case.pin is not None and case.pin.kind == "out"
    freed = replace(case, failing_gates=(), pin=None if is_out else case.pin)
    by_id = {person.id: person for person in seen.pool.instance.people}
    verdict = judge(freed, seen.pool.groups, by_id, seen.pool.instance.meeting.minutes)
    if not isinstance(verdict, Eligible):
        return False
    limits = room(seen.pool.instance.meeting)
    before = sum(item.case.minutes for item in seen.selection.admitted if rank_key(item.case) < rank_key(freed))
    full = before + freed.minutes > limits.capacity + (limits.reserve if freed.tier == 0 else 0)
    if full and not seen.selection.no_slot:
        return False
    chosen = select(line_up([*seen.pool.eligible, verdict]), limits).admitted
    return any(item.case.id == case.id for item in chosen)


def _pinned(item: Eligible, pin: Pin) -> Eligible:
    return replace(item, case=replace(item.case, pin=pin))
