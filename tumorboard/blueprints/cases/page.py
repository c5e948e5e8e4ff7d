"""The page of one case: everything is read and judged once, then shown by its parts."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import render_template

from tumorboard import clock
from tumorboard.blueprints.cases import (
    at_hand,
    cards,
    course,
    differences,
    findings,
    lane,
    lane_forms,
    review_forms,
    said_forms,
    standing,
)
from tumorboard.db import db
from tumorboard.domain import overruling
from tumorboard.domain.access import CaseRelation, Permission, can
from tumorboard.domain.case_flow import UNDER_REVIEW, allowed
from tumorboard.domain.clinical import ReadinessItem
from tumorboard.queries import appraisals, attachments, cases, desks, discussions, recommendations, worklists
from tumorboard.services import chasing, judging, registry
from tumorboard.services.judging import Found, Yardstick
from tumorboard.vocabulary.people import Answer
from tumorboard.web import material
from tumorboard.web.access import actor
from tumorboard.web.context import current_board
from tumorboard.web.forms import BoardForm

RIGHTS = (Permission.EDIT_CASE, Permission.WITHDRAW_CASE, Permission.ANSWER_CASE, Permission.NOTE_CASE,
          Permission.REVIEW_CASES, Permission.COMPLETE_CASE, Permission.OVERRULE_FLAG, Permission.REVIEW_DERIVED,
          Permission.SET_ITEM)
ABSENT = frozenset({Answer.ABSENT, Answer.DEPUTY})


@dataclass(frozen=True, slots=True)
class Sight:
    """One case as its reader sees it: what they are to it, and what the rules find at the coming meeting."""

    case: Any
    relation: CaseRelation
    yard: Yardstick
    found: Found
    items: list[ReadinessItem]
    today: date

    @property
    def may(self) -> dict[str, bool]:
        """What the reader may do here; what was decided is no longer overruled, confirmed or set."""
        given = {each.value: can(actor(), each, self.relation) for each in RIGHTS}
        if self.case.status not in UNDER_REVIEW:
            given |= dict.fromkeys(("overrule_flag", "review_derived", "set_item"), False)
        return given

    @property
    def sent_on(self) -> date:
        """The day of submission where the board lives; a draft is sent today."""
        at = self.case.submitted_at
        return at.astimezone(current_board().tz).date() if at else self.today


def see(case_id: UUID) -> Sight:
    """Read and judge a case; 404 where the reader may not see it."""
    session, board = db.session(), current_board()
    case, relation = cases.get(session, actor(), case_id)
    yard, today = judging.yardstick(session, board, now=clock.now()), clock.today(board.tz)
    found = yard.judge(case)
    return Sight(case, relation, yard, found, yard.items(case, found), today)


def draw(case_id: UUID, kept: dict[str, BoardForm]) -> str:
    """Draw the case page, with the forms that could not be taken as they were typed."""
    sight = see(case_id)
    case, may = sight.case, sight.may
    return render_template(
        "cases/page.html", case=case, relation=sight.relation, may=may, moves=allowed(case.status),
        meeting=sight.yard.meeting, derived=sight.found["derived"], items=sight.items, errors=list(kept.values()),
        forms=review_forms.page_forms(sight.items, reviews=may["review_cases"]) | {
            "pull": lane_forms.PullOutForm(formdata=None, prefix="pull")} | kept,
        lane=lane.card(case, sight.relation, sight.found["flags"], sight.yard.meeting),
        settable=review_forms.settable(sight.items, case, sight.relation) if may["set_item"] else set(),
        answers=cards.answers(case, sight.yard.profile), **_findings(sight, kept), **_times(sight), **_past(sight),
        **_at_hand(sight), cannot_come=_cannot_come(sight))


def _findings(sight: Sight, kept: dict[str, BoardForm]) -> dict[str, Any]:
    """Give flags, grade and stage with what people said of them."""
    session, case, profile = db.session(), sight.case, sight.yard.profile
    found = {**sight.found, "flags": [*sight.found["flags"], *registry.flags(session, case, sight.today)]}
    said, reasons = appraisals.overrules(session, case.id), sight.yard.reasons(case)
    flags = findings.flags(found, profile, said)
    raised = {flag["id"] for flag in flags}
    left = overruling.standing(found["flags"], appraisals.keys_of(said))
    sent = sight.sent_on
    return {
        "flags": flags, "quiet": [row for row in said if row.flag not in raised],
        "flag_words": {row.flag: findings.words(row.flag, profile) for row in said},
        "stops": [flag for flag in flags if flag["severity"] == "stop" and flag["overrule"] is None],
        "overrule_forms": said_forms.overrule_forms(flags, kept),
        "values": findings.derived(reasons, case, found, profile, appraisals.reviews(session, case.id)),
        "disagree_forms": said_forms.disagree_forms(reasons, kept),
        "dangers": standing.dangers(case, sight.found, sight.yard, [flag["id"] for flag in left], (sent, sight.today)),
    }


def _times(sight: Sight) -> dict[str, Any]:
    """Give what is counted in days, and what the case still lacks."""
    session, board, case, yard = db.session(), current_board(), sight.case, sight.yard
    reminded = worklists.reminded(session, [case.id])
    owed = chasing.owed(case, sight.items, chasing.cutoff_of(case, yard.meeting, board.tz), board.tz, reminded)
    open_ones = owed if case.status in UNDER_REVIEW else []
    return {"times": standing.times(case, sight.found, yard, sight.today, board.tz), "others": standing.others(
                sight.found["derived"], case, yard.profile),
            "readiness": standing.items(case, sight.items, open_ones, yard.profile, sight.today)}


def _past(sight: Sight) -> dict[str, Any]:
    """Give the course, the place on the coming docket, and what is new since the last discussion."""
    session, case, yard = db.session(), sight.case, sight.yard
    boards = discussions.of_patient(session, actor(), case.patient_id) if case.patient_id else []
    versions = recommendations.of_cases(session, {each.case_id for each in boards})
    steps = course.steps(case, boards, versions, yard.profile, yard.on)
    last = appraisals.last_snapshot(session, actor(), case) if case.status in UNDER_REVIEW else None
    place = worklists.place_of(session, yard.meeting.id, case.id) if yard.meeting else None
    return {"steps": steps, "drawing": course.drawing(case, steps, yard.on), "place": place, "last": last,
            "news": differences.since(case, last, sight.found, yard.profile) if last else []}


def _at_hand(sight: Sight) -> dict[str, Any]:
    """Give what can be opened beside the case, and what a young patient needs."""
    case, profile = sight.case, sight.yard.profile
    return {"studies": material.studies(case.answers, profile),
            "files": material.files(attachments.of_case(db.session(), case.id)),
            "young": at_hand.young(case, sight.found["derived"], sight.items, profile)}


def _cannot_come(sight: Sight) -> bool:
    """Tell whether the reader said that they are not there when the case is discussed."""
    meeting = sight.yard.meeting
    if meeting is None or sight.case.status not in UNDER_REVIEW:
        return False
    answer = desks.answers_of(db.session(), actor().id, [meeting.id]).get(meeting.id)
    return answer is not None and answer.answer in ABSENT
