"""What the planner is told: the board's rows as an instance of its contract."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain import clinical, docket_wishes, telling
from tumorboard.domain.deputies import only_when_called
from tumorboard.domain.docket_reasons import ACCEPTANCE as ACCEPTANCE
from tumorboard.domain.policy import Policy
from tumorboard.models import Availability, Board, Case, Meeting, Member
from tumorboard.profiles import Profile, load
from tumorboard.queries import dockets, huddles, meetings, members, wishes
from tumorboard.services import appraising, board_policy, missing
from tumorboard.vocabulary.people import COMING, Answer
from tumorboard.vocabulary.workflow import CaseStatus, Lane, MeetingStatus

# A larger pool is judged with the next tick instead of while somebody waits for a page: cases.
JUDGED_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Candidates:
    """The cases of one build: those the planner ranks, those that are only listed; and by which policy.

    `noted` says of listed cases that were decided out of cycle on which day that was.
    """

    instance: dict[str, Any]
    ranked: dict[str, Case]
    listed: list[Case]
    policy_number: int
    noted: Mapping[UUID, date] = field(default_factory=dict)


def read(session: Session, board: Board, meeting: Meeting) -> Candidates:
    """Read everything that decides a docket, in a fixed number of queries; a frozen one has the cases it froze with."""
    found = _frozen(session, meeting) if meeting.status is MeetingStatus.FROZEN else None
    found = _wished(session, meeting, found or _pool(session, board, meeting))
    held = huddles.held_at(session, [case.id for case in found.listed])
    noted = {case_id: at.astimezone(board.tz).date() for case_id, at in held.items()}
    return replace(found, noted=noted)


def _wished(session: Session, meeting: Meeting, found: Candidates) -> Candidates:
    """Lay the wishes that stand over the cases."""
    standing = [docket_wishes.wanted(row) for row in wishes.standing(session, meeting.id)]
    return replace(found, instance=docket_wishes.applied(found.instance, standing))


def at_hand(session: Session, board: Board, meeting: Meeting) -> Candidates:
    """Read what a wish is tried on: of a large pool what the docket that is shown was built from, else what is so now.

    The cases of a large pool come without what they wait for, which nobody who wishes asks for.
    """
    if dockets.newest_size(session, meeting.id)[1] <= JUDGED_AT_ONCE:
        return read(session, board, meeting)
    found = _built(dockets.newest_input(session, meeting.id), dockets.newest_cases(session, meeting.id))
    return read(session, board, meeting) if found is None else _wished(session, meeting, found)


def _frozen(session: Session, meeting: Meeting) -> Candidates | None:
    """Give what the frozen docket was built from, less what was withdrawn since; nothing else counts anew."""
    instance = dockets.newest_input(session, meeting.id)
    named = [*(row["id"] for row in instance["candidates"]), *instance["listed"]] if instance else []
    return _built(instance, dockets.named(session, [UUID(key) for key in named]) if named else [])


def _built(instance: dict[str, Any] | None, cases: Iterable[Case]) -> Candidates | None:
    """Give what a docket was built from, less what was withdrawn since; None where that was not kept."""
    if instance is None:
        return None
    known = {str(case.id): case for case in cases if case.status is not CaseStatus.WITHDRAWN}
    ranked = {row["id"]: known[row["id"]] for row in instance["candidates"] if row["id"] in known}
    listed = [key for key in instance["listed"] if key in known]
    rows = [row for row in instance["candidates"] if row["id"] in known]
    return Candidates({**instance, "candidates": rows, "listed": listed}, ranked, [known[key] for key in listed],
                      instance.get("policy", 1))


def _pool(session: Session, board: Board, meeting: Meeting) -> Candidates:
    """Give every case that may be on this docket, and whoever comes."""
    cases = dockets.candidates(session, board, meeting)
    listed = [case for case in cases if case.lane is Lane.SOC_LISTING and case.status is CaseStatus.READY]
    ranked = {str(case.id): case for case in cases if case.lane is Lane.DISCUSS}
    people = seated(members.people(session, board), meetings.answers(session, [meeting.id]), board, meeting)
    profile, policy = profile_of(board), board_policy.in_force(session, board)
    judged_by = replace(policy, values=clinical.in_force(policy.values, profile))
    instance = {
        "meeting": frame(board, meeting, policy), "rules": policy.rules, "people": list(people.values()),
        "candidates": [_waiting(candidate(case, profile, judged_by, meeting, people), case, board)
                       for case in ranked.values()],
        # Not the planner's business, but a change of these must build a new docket too.
        "listed": sorted(str(case.id) for case in listed), "policy": policy.number,
    }
    return Candidates(instance, ranked, listed, policy.number)


def _waiting(row: dict[str, Any], case: Case, board: Board) -> dict[str, Any]:
    """Lay down what a case waits for: the planner ignores it, but its sentence must change when this does."""
    failing = sorted({gate["kind"] for gate in row["gates"] if not gate["ok"]})
    return {**row, "waits": [missing.as_row(each) for each in missing.of(case, failing, board)]}


def profile_of(board: Board) -> Profile:
    """Give the rules that the board's cases are judged by."""
    return load(board.profile)


def frame(board: Board, meeting: Meeting, policy: Policy) -> dict[str, Any]:
    """The frame: length, reserve, and the break of a long meeting."""
    return {
        "local_date": meeting.local_date.isoformat(), "zone": board.zone,
        "start": meeting.starts_at.astimezone(board.tz).strftime("%H:%M"), "minutes": meeting.minutes,
        "reserve_minutes": meeting.reserve_minutes,
        # Not the planner's business: a sentence that names a longer meeting must know of its break.
        "breaks": policy.breaks(meeting.minutes), "long": policy.long_meeting,
    }


def candidate(case: Case, profile: Profile, policy: Policy, meeting: Meeting, people: dict[UUID, dict[str, Any]]
              ) -> dict[str, Any]:
    """One case: what it needs, when it is due, and which gates it has passed."""
    if case.submitted_at is None:
        raise ValueError("a candidate was submitted")
    tier = 3 if case.tier is None else case.tier
    return {
        "id": str(case.id), "group": case.net_family or "", "minutes": case.minutes, "tier": tier,
        "submitted_at": case.submitted_at.strftime("%Y-%m-%dT%H:%M:%SZ"), "due_on": _due(case, meeting.local_date),
        "carried_over": case.times_carried_over > 0, "needs": _needs(case, people),
        "gates": _gates(case, profile, policy, meeting.local_date), "pin": None, "before": [],
        "complexity": case.complexity,
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


def _gates(case: Case, profile: Profile, policy: Policy, on: date) -> list[dict[str, Any]]:
    """Acceptance, and the readiness items that hold a case."""
    failing = appraising.failing_gates(case, case.patient, profile, on, policy.values)
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
    stays = telling.stays(member.stays_whole_meeting, member.roles)
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
