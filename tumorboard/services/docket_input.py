"""What the planner is told: the board's rows as an instance of its contract."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain.deputies import only_when_called
from tumorboard.models import Availability, Board, Case, Meeting, Member
from tumorboard.profiles import Profile, load
from tumorboard.queries import dockets, meetings, members
from tumorboard.services import appraising
from tumorboard.vocabulary.people import COMING, Answer, Role
from tumorboard.vocabulary.workflow import CaseStatus, Lane

ACCEPTANCE = "acceptance"
BREAK_ABOVE, BREAK_MINUTES = 90, 5
RULES = {"lambda_num": 1, "lambda_den": 10, "urgent_in_first_half": True}


@dataclass(frozen=True, slots=True)
class Candidates:
    """The cases of one build: those the planner ranks, and those that are only listed."""

    instance: dict[str, Any]
    ranked: dict[str, Case]
    listed: list[Case]


def read(session: Session, board: Board, meeting: Meeting) -> Candidates:
    """Read everything that decides a docket, in a fixed number of queries."""
    cases = dockets.candidates(session, board, meeting)
    listed = [case for case in cases if case.lane is Lane.SOC_LISTING and case.status is CaseStatus.READY]
    ranked = {str(case.id): case for case in cases if case.lane is Lane.DISCUSS}
    people = seated(members.people(session, board), meetings.answers(session, [meeting.id]), board, meeting)
    profile = profile_of(board)
    instance = {
        "meeting": frame(board, meeting), "rules": RULES, "people": list(people.values()),
        "candidates": [candidate(case, profile, meeting, people) for case in ranked.values()],
        # Not the planner's business, but a change of these must build a new docket too.
        "listed": sorted(str(case.id) for case in listed),
    }
    return Candidates(instance, ranked, listed)


def profile_of(board: Board) -> Profile:
    """Give the rules that the board's cases are judged by."""
    return load(board.profile)


def frame(board: Board, meeting: Meeting) -> dict[str, Any]:
    """The frame: length, reserve, and one break at half time of a long meeting."""
    is_long = meeting.minutes > BREAK_ABOVE
    return {
        "local_date": meeting.local_date.isoformat(), "zone": board.zone,
        "start": meeting.starts_at.astimezone(board.tz).strftime("%H:%M"), "minutes": meeting.minutes,
        "reserve_minutes": meeting.reserve_minutes,
        "breaks": [{"at_min": meeting.minutes // 2, "minutes": BREAK_MINUTES}] if is_long else [],
    }


def candidate(case: Case, profile: Profile, meeting: Meeting, people: dict[UUID, dict[str, Any]]) -> dict[str, Any]:
    """One case: what it needs, when it is due, and which gates it has passed."""
    if case.submitted_at is None:
        raise ValueError("a candidate was submitted")
    tier = 3 if case.tier is None else case.tier
    return {
        "id": str(case.id), "group": case.net_family or "", "minutes": case.minutes, "tier": tier,
        "submitted_at": case.submitted_at.strftime("%Y-%m-%dT%H:%M:%SZ"), "due_on": _due(case, meeting.local_date),
        "carried_over": case.times_carried_over > 0, "needs": _needs(case, people),
        "gates": _gates(case, profile, meeting.local_date), "pin": None, "before": [], "complexity": case.complexity,
    }


def _due(case: Case, fallback: date) -> str:
    """The day by which the case was promised."""
    return (case.due_on or fallback).isoformat()


def _needs(case: Case, people: dict[UUID, dict[str, Any]]) -> list[dict[str, Any]]:
    """Every specialty; the presenter is named for their own one, where they come."""
    presenter = people.get(case.presenter_id) if case.presenter_id else None
    mine = set(presenter["specialties"]) if presenter else set()
    needed = [{"specialty": each, "person": presenter["id"] if presenter and each in mine else None}
              for each in case.specialties_needed]
    # A case that names no specialty still needs somebody to present it: its presenter, or anyone of radiology.
    return needed or [{"specialty": "radiology", "person": None}]


def _gates(case: Case, profile: Profile, on: date) -> list[dict[str, Any]]:
    """Acceptance, and the readiness items that hold a case."""
    failing = appraising.failing_gates(case, case.patient, profile, on)
    accepted = case.status is CaseStatus.READY
    return [{"kind": ACCEPTANCE, "ok": accepted}, *({"kind": item, "ok": False} for item in failing)]


def seated(everybody: Iterable[Member], answers: Iterable[Availability], board: Board, meeting: Meeting
           ) -> dict[UUID, dict[str, Any]]:
    """Give the people who count as present: who said so, who said nothing, and the deputies that were called."""
    given = {each.member_id: each for each in answers}
    everybody = [each for each in everybody if each.is_active and each.specialties]
    called = {each.deputy_id for each in given.values() if each.answer is Answer.DEPUTY}
    stand_ins = only_when_called({each.id: each.deputy_id for each in everybody})
    present = {}
    for member in everybody:
        answer = given.get(member.id)
        if _is_coming(answer, member.id in stand_ins, member.id in called):
            present[member.id] = _person(member, answer, board, meeting)
    return present


def _is_coming(answer: Availability | None, is_stand_in: bool, is_called: bool) -> bool:
    """Somebody who said nothing counts as present for planning; a stand-in comes only when called."""
    if answer is None or answer.answer is Answer.NO_ANSWER:
        return is_called or not is_stand_in
    return answer.answer in COMING


def _person(member: Member, answer: Availability | None, board: Board, meeting: Meeting) -> dict[str, Any]:
    """One person with the minutes of the meeting at which they are there."""
    start = meeting.starts_at.astimezone(board.tz)
    stays = member.stays_whole_meeting or bool(member.roles & {Role.CHAIR, Role.COORDINATOR})
    return {
        "id": str(member.id), "specialties": list(member.specialties),
        "present_from_min": _minute(answer.from_time if answer else None, start),
        "present_to_min": _minute(answer.until_time if answer else None, start), "whole_meeting": stays,
    }


def _minute(at: time | None, start: datetime) -> int | None:
    """Count the minutes from the start of the meeting; None is the whole of it."""
    if at is None:
        return None
    return max(0, (at.hour - start.hour) * 60 + at.minute - start.minute)
