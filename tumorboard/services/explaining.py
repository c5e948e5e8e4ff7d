"""The reason beside every candidate: the plan's rows put into sentences that are true."""

from typing import Any
from uuid import UUID

from tumorboard.domain import docket_reasons
from tumorboard.domain.docket_reasons import Candidate
from tumorboard.models import Board, Case, Docket, DocketCandidate, Meeting
from tumorboard.profiles import load
from tumorboard.services.docket_input import Candidates
from tumorboard.vocabulary.workflow import Decision


def rows(board: Board, meeting: Meeting, docket: Docket, found: Candidates, plan: dict[str, Any]
         ) -> list[DocketCandidate]:
    """Give a row for every candidate with its decision and the sentence that says why."""
    facts = {key: _facts(case, meeting, board) for key, case in found.ranked.items()}
    order = sorted(plan["admitted"], key=lambda row: _rank(found.ranked[row["id"]], facts[row["id"]]))
    left = meeting.minutes - meeting.reserve_minutes - sum(row["minutes"] for row in order)
    last = facts[order[-1]["id"]] if order else None
    told: list[tuple[str, Decision, str, dict[str, Any]]] = []
    for place, row in enumerate(order, start=1):
        told.append((row["id"], Decision.ADMITTED, docket_reasons.admitted(facts[row["id"]], place), {}))
    for row in plan["bumped"]:
        words = docket_reasons.bumped(facts[row["id"]], row, max(0, left), last)
        told.append((row["id"], Decision.BUMPED, words, {"counterfactual": row["counterfactual"]}))
    cutoff = _cutoff(meeting, board)
    for row in plan["held"]:
        words = docket_reasons.held(facts[row["id"]], row, cutoff)
        told.append((row["id"], Decision.HELD, words, {"reason": row["reason"], "detail": row["detail"]}))
    told += [(str(case.id), Decision.LISTED, docket_reasons.listed(), {}) for case in found.listed]
    return [DocketCandidate(docket_id=docket.id, case_id=UUID(key), rank=rank, decision=decision, reason=words,
                            detail=detail) for rank, (key, decision, words, detail) in enumerate(told, start=1)]


def _facts(case: Case, meeting: Meeting, board: Board) -> Candidate:
    """Give what the sentences need of a case."""
    profile = load(board.profile)
    labels = {item["id"]: item["label"] for item in profile.catalogue["readiness"]["items"]}
    labels |= profile.labels("specialty") | {"acceptance": "the coordinator’s acceptance"}
    return Candidate(case.number, 3 if case.tier is None else case.tier, case.due_on or meeting.local_date,
                     case.minutes, case.times_carried_over > 0, labels)


def _rank(case: Case, facts: Candidate) -> tuple[Any, ...]:
    """Order as the planner selects: emergencies, carried over, due date, tier, submission."""
    return facts.tier != 0, not facts.is_carried_over, facts.due_on, facts.tier, case.submitted_at, str(case.id)




def _cutoff(meeting: Meeting, board: Board) -> str:
    """Write the cut-off as people say it: Wednesday 12:00 noon."""
    at = meeting.freeze_at.astimezone(board.tz)
    half = "noon" if at.hour == 12 and not at.minute else "am" if at.hour < 12 else "pm"
    return f"{at:%A} {at.hour % 12 or 12}:{at.minute:02d} {half}"
