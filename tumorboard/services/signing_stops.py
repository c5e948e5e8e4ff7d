"""Stops stand again before a recommendation that plans a procedure is signed: each is overruled with a reason first."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tumorboard.domain import clinical, overruling
from tumorboard.domain.errors import AnswerRefused, MoveRefused, NotFound
from tumorboard.models import Board, Case, FlagOverrule, Member, Recommendation
from tumorboard.profiles import load
from tumorboard.queries import appraisals, cases
from tumorboard.queries.charts import full_chart
from tumorboard.services import flagging, judging, registry
from tumorboard.services.flagging import Objection
from tumorboard.services.record import record

Flag = Mapping[str, Any]


def standing(session: Session, board: Board, version: Recommendation, *, now: datetime) -> list[Flag]:
    """List the stops that nobody overruled for this plan; none where no procedure is planned. No tier is spared."""
    if not _plans_procedure(version, board):
        return []
    case = cases.whole(session, version.case_id)
    stops = [flag for flag in _flags(session, board, version, case, now) if flag["severity"] == overruling.STOP]
    return overruling.standing(stops, appraisals.overruled(session, case.id))


def expect_none(session: Session, board: Board, version: Recommendation, *, now: datetime) -> None:
    """Raise AnswerRefused while a stop stands."""
    profile = load(board.profile)
    words = [flagging.words(profile, flag["id"]) for flag in standing(session, board, version, now=now)]
    if words:
        raise AnswerRefused({"stops": "Answer or overrule first: " + " ".join(words)})


def overrule(session: Session, board: Board, version: Recommendation, given: Objection, *, by: Member, now: datetime
             ) -> FlagOverrule:
    """Overrule a stop for this plan with a reason that stays on the case; a changed plan asks again."""
    if version.signed_at is not None:
        raise MoveRefused("This version is signed and stands.")
    if len(given.reason.strip()) < flagging.LEAST_REASON:
        raise AnswerRefused({"reason": "Write why this does not hold here, so that the others can follow it."})
    flag = next((each for each in standing(session, board, version, now=now) if each["id"] == given.flag), None)
    if flag is None:
        raise NotFound("stop that stands before this signature")
    row = FlagOverrule(case_id=version.case_id, flag=given.flag, fingerprint=overruling.fingerprint(flag["inputs"]),
                       inputs=dict(flag["inputs"]), reason=given.reason.strip(), at=now, by_id=by.id)
    session.add(row)
    record(session, session.get_one(Case, version.case_id), "case.flag_overruled", by=by, at=now, flag=given.flag)
    session.flush()
    return row


def _plans_procedure(version: Recommendation, board: Board) -> bool:
    """Say whether one of the items is an invasive treatment."""
    listed = load(board.profile).catalogue["options"]["treatment"]
    invasive = {option["code"] for option in listed if option.get("invasive")}
    return any(item.kind in invasive for item in version.items)


def _flags(session: Session, board: Board, version: Recommendation, case: Case, now: datetime) -> Sequence[Flag]:
    """Judge the case on the day of its meeting with what is written down planned as well."""
    yard = replace(judging.yardstick(session, board, now=now), on=version.discussion.meeting.local_date)
    answers = full_chart(case, case.patient) | {"recommendation_kinds": [item.kind for item in version.items]}
    found = clinical.derive(answers, yard.on, yard.policy, rulebook=yard.profile)
    flags = [*found["flags"], *registry.flags(session, case, now.astimezone(board.tz).date())]
    # What was said before the case was accepted does not answer for the plan: the discussion makes it a new question.
    asked_in = {"discussion": str(version.discussion_id)}
    return [{**flag, "inputs": {**flag["inputs"], **asked_in}} for flag in flags]
