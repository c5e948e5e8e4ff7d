"""The reason beside every candidate: the plan's rows put into sentences that are true."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tumorboard.domain import docket_reasons, late_reasons
from tumorboard.domain.docket_reasons import Candidate, Room
from tumorboard.domain.times import clock_time, day
from tumorboard.models import Board, Meeting
from tumorboard.profiles import load
from tumorboard.services import missing
from tumorboard.services.docket_input import Candidates
from tumorboard.vocabulary.workflow import Decision, MeetingStatus

Told = tuple[str, Decision, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Build:
    """One plan with what it was made from, and what was tried beside it."""

    board: Board
    meeting: Meeting
    found: Candidates
    plan: dict[str, Any]
    facts: dict[str, Candidate]

    @property
    def insight(self) -> dict[str, Any]:
        """What the planner was asked beside the plan; nothing where an order was only timed."""
        tried: dict[str, Any] = self.plan.get("insight", {})
        return tried

    @property
    def has_emergency(self) -> bool:
        """Tell whether an emergency is on the docket."""
        return any(self.facts[row["id"]].tier == 0 for row in self.plan["admitted"])

    @property
    def rank(self) -> list[str]:
        """The admitted cases in rank order."""
        ranked: list[str] = self.insight.get("rank") or [row["id"] for row in self.plan["admitted"]]
        return ranked


def rows(board: Board, meeting: Meeting, found: Candidates, plan: dict[str, Any]) -> list[dict[str, Any]]:
    """Give a row for every candidate with its decision and the sentence that says why, as it is to be stored."""
    labels = load(board.profile).labels("specialty")
    facts = {row["id"]: _facts(row, found, labels) for row in found.instance["candidates"]}
    build = Build(board, meeting, found, plan, facts)
    told = [*_admitted(build), *_bumped(build), *_held(build)]
    told += [(str(case.id), Decision.LISTED, late_reasons.noted(found.noted[case.id]) if case.id in found.noted
              else docket_reasons.listed(), {}) for case in found.listed]
    return [{"case_id": UUID(key), "rank": rank, "decision": decision, "reason": words, "detail": detail}
            for rank, (key, decision, words, detail) in enumerate(told, start=1)]


def _facts(row: dict[str, Any], found: Candidates, labels: dict[str, str]) -> Candidate:
    """Give what the sentences need of a case, as the planner was told."""
    return Candidate(
        found.ranked[row["id"]].number, row["tier"], date.fromisoformat(row["due_on"]), row["minutes"],
        row["carried_over"], labels, row["pin"]["kind"] if row["pin"] else "",
        bool(row["before"]), row["complexity"] > 0)


def _admitted(build: Build) -> list[Told]:
    """Say of each case on the docket why it is on it, why there, and what would take its place."""
    told: list[Told] = []
    for place, key in enumerate(build.rank, start=1):
        facts, detail = build.facts[key], {}
        if "elsewhere" in build.insight:
            detail["place"] = docket_reasons.placed(
                facts, build.insight["elsewhere"].get(key), build.insight["together"][key])
            detail["loses"] = docket_reasons.loses(build.insight["spare"][key])
            detail["rules"] = docket_reasons.rules(
                facts, build.found.instance["rules"], build.plan["waived"], build.has_emergency)
        told.append((key, Decision.ADMITTED, docket_reasons.admitted(facts, place), detail))
    return told


def _bumped(build: Build) -> list[Told]:
    """Say of each case that was ready why it is not on the docket, and what would put it on."""
    rank, frame = build.rank, build.found.instance["meeting"]
    used = sum(build.facts[key].minutes for key in rank)
    open_minutes = frame["minutes"] - sum(each["minutes"] for each in frame["breaks"])
    room = Room(open_minutes - frame["reserve_minutes"] - used, open_minutes - used,
                build.facts[rank[-1]] if rank else None,
                frame["minutes"], {} if frame["breaks"] else frame.get("long", {}),
                *({build.facts[key].number: minutes for key, minutes in build.insight.get(name, {}).items()}
                  for name in ("turns", "ahead")))
    return [(row["id"], Decision.BUMPED, docket_reasons.bumped(build.facts[row["id"]], row, room),
             {"counterfactual": row["counterfactual"]}) for row in build.plan.get("bumped", ())]


def _held(build: Build) -> list[Told]:
    """Say of each held case what is missing and who owes it, and what would follow if it came in time."""
    told: list[Told] = []
    enters = build.insight.get("held", {})
    waits = {row["id"]: [missing.from_row(each) for each in row.get("waits", ())]
             for row in build.found.instance["candidates"]}
    until = "" if build.meeting.status is not MeetingStatus.OPEN else _cutoff(build.meeting, build.board)
    for row in build.plan.get("held", ()):
        why = docket_reasons.held(build.facts[row["id"]], row, waits[row["id"]])
        would = docket_reasons.would(row, enters.get(row["id"]), until, build.meeting.local_date)
        detail = {"reason": row["reason"], "detail": row["detail"], "missing": why, "would": would,
                  "owed": [docket_reasons.owed(each) for each in waits[row["id"]]] if row["reason"] == "gate" else []}
        told.append((row["id"], Decision.HELD, f"{why} {would}".rstrip(), detail))
    return told


def _cutoff(meeting: Meeting, board: Board) -> str:
    """Write the cut-off as people say it: Wednesday, Nov 25, 12:00 noon."""
    at = meeting.freeze_at.astimezone(board.tz)
    return f"{at:%A}, {day(at.date())}, {clock_time(at)}"
