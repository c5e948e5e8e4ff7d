"""What the planner is told of a docket that stands: its cases in their order, and perhaps one that came late."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.models import Case
from tumorboard.queries import meetings, members
from tumorboard.services import board_policy, docket_input
from tumorboard.services.fixed_docket import Fixed

Person = Mapping[str, Any]
EMERGENCY = 0


def instance(session: Session, fixed: Fixed, late: Case | None = None) -> dict[str, Any]:
    """State what stands as the planner's contract: no gate holds it any more, and whoever was named for it stays.

    A published case, and an emergency, is discussed even without a seat that nobody fills; another late case is held.
    """
    board, meeting = fixed.board, fixed.meeting
    people = docket_input.seated(members.people(session, board), meetings.answers(session, [meeting.id]), board,
                                 meeting)
    profile, policy = docket_input.profile_of(board), board_policy.in_force(session, board)

    def row(case: Case) -> dict[str, Any]:
        return docket_input.candidate(case, profile, policy, meeting, people)
    rows = [_standing(fixed, row(case), case, people) for case in fixed.order]
    if late is not None:
        rows.append(_late(row(late), late, people, meeting.minutes))
        rows = [each | {"before": [*each["before"], str(late.id)]} if UUID(each["id"]) in fixed.begun else each
                for each in rows]
    frame = docket_input.frame(board, meeting, policy)
    # A break that was not published is not brought in because the meeting became longer.
    frame |= {"breaks": fixed.told["meeting"]["breaks"]} if fixed.told else {}
    return {"meeting": frame, "rules": fixed.told.get("rules", policy.rules), "people": list(people.values()),
            "candidates": rows, "listed": sorted(map(str, fixed.listed)), "policy": fixed.docket.policy_number}


def uncovered(found: Mapping[str, Any], late: Case) -> list[str]:
    """Name the seats that the late case needs and nobody fills long enough."""
    return [each for each in late.specialties_needed if not _fills(each, found["people"], late.minutes)]


def _standing(fixed: Fixed, row: dict[str, Any], case: Case, people: Mapping[UUID, Person]) -> dict[str, Any]:
    """Give a case that stands: its minutes, its people and the coordinator's wishes for it as they were fixed."""
    item = next(each for each in fixed.docket.items if each.case_id == case.id)
    wished: Mapping[str, Any] = next((each for each in fixed.told.get("candidates", ()) if each["id"] == row["id"]), {})
    known = {str(key): person for key, person in people.items()}
    named = [known[each] for each in item.people if each in known]
    needs = [_anchored(need, named, item.minutes) for need in row["needs"]]
    pin = wished.get("pin")
    return row | {"gates": [], "minutes": item.minutes, "needs": _covered(needs, people.values(), item.minutes),
                  "pin": None if pin == {"kind": "out"} else pin, "before": list(wished.get("before", ()))}


def _late(row: dict[str, Any], case: Case, people: Mapping[UUID, Person], minutes: int) -> dict[str, Any]:
    """Give the late case; one that was on the docket to be listed was accepted once, and nothing holds it now."""
    if case.tier == EMERGENCY:
        row = row | {"needs": _covered(row["needs"], people.values(), min(case.minutes, minutes))}
    gates = row["gates"] if case.accepted_at is None else [each for each in row["gates"]
                                                           if each["kind"] != docket_input.ACCEPTANCE]
    return row | {"gates": gates}


def _anchored(need: dict[str, Any], named: Iterable[Person], minutes: int) -> dict[str, Any]:
    """Keep whoever was published for a seat, as long as they come."""
    fills = next((each for each in named if _fills(need["specialty"], [each], minutes)), None)
    return need | {"person": fills["id"] if fills is not None else None}


def _covered(needs: list[dict[str, Any]], people: Iterable[Person], minutes: int) -> list[dict[str, Any]]:
    """Leave out the seats that nobody fills; one stays, so that the case still says whom it needs."""
    there = list(people)
    found = [each for each in needs if _fills(each["specialty"], there, minutes)]
    return found or [needs[0] | {"person": None}]


def _fills(specialty: str, people: Iterable[Person], minutes: int) -> bool:
    """Tell whether somebody who is there long enough has the seat."""
    return any(specialty in each["specialties"] and _stays(each, minutes) for each in people)


def _stays(person: Person, minutes: int) -> bool:
    """Tell whether a person is there for so many minutes."""
    leaves = person["present_to_min"]
    return leaves is None or leaves - (person["present_from_min"] or 0) >= minutes
