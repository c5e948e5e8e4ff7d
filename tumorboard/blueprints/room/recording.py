"""One case, one screen: what it is about on the left, what is recorded on the right."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.room import cards, onward, stage, stepping, wording
from tumorboard.blueprints.room.door import bp, changing, meeting_on, way_to
from tumorboard.blueprints.room.forms import ResultForm, as_stored, as_words
from tumorboard.blueprints.room.stepping import RecusalForm
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused, Stale
from tumorboard.queries import attachments, discussions, meetings, recommendations
from tumorboard.services import meeting_room, recommendation_text, recommending, recusing
from tumorboard.vocabulary.workflow import MeetingStatus
from tumorboard.web import material, once
from tumorboard.web.access import current_member, requires
from tumorboard.web.pages import profile
from tumorboard.web.wording import patient_name

# Carried along by whoever comes from the page that finishes the meeting.
FINISH = "finish"


@bp.get("/<uuid:case_id>")
@requires(Permission.RUN_MEETING)
def case(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Show one case; looking at it changes nothing."""
    session = db.session()
    meeting = meeting_on(session, local_date)
    discussion = discussions.get(session, meeting.id, case_id)
    if meeting.status is not MeetingStatus.IN_SESSION:
        return redirect(url_for("room.enter", local_date=local_date), 303)
    return stored_page(stage.stage(session, meeting, discussion, clock.now()))


def stored_page(found: dict[str, Any], steps: RecusalForm | None = None) -> str:
    """Draw a case as it is stored, with what was typed of somebody who steps out."""
    form = ResultForm(formdata=None, data=as_stored(found))
    return _page(found | ({"stepping": steps} if steps else {}), form)


@bp.post("/<uuid:case_id>")
@requires(Permission.RUN_MEETING)
@once.for_each_click
def record(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Record what came of the case, with the text, and go on to the next one."""
    form, found = ResultForm(), stage.read(local_date, case_id)
    stage.offer(form, found)
    pressed = request.form.get("rows")
    if wording.take(form, found["case"], pressed) or form.change_rows(pressed):
        return _page(found, form)
    if not form.validate():
        return _page(found, form), 422
    meeting_id, discussion_id, name = found["meeting"].id, found["discussion"].id, patient_name(found["patient"])
    try:
        with transaction() as session:
            meetings.locked(session, meeting_id)
            way = _record(session, discussions.get(session, meeting_id, case_id), form)
            once.remember(session, way)
    except AnswerRefused as problem:
        form.put(problem)
        return _page(stage.read(local_date, case_id), form), 422
    except Stale:
        return _page(stage.read(local_date, case_id), form, is_conflict=True), 409
    flash(f"Recorded. {name}{_still_to_say(discussion_id)}")
    return redirect(way, 303)


@bp.post("/<uuid:case_id>/begin")
@requires(Permission.RUN_MEETING)
def begin(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Start the clock of a case."""
    with changing(local_date, case_id) as (session, discussion):
        meeting_room.open_case(session, discussion, by=current_member(), now=clock.now())
    return redirect(url_for("room.case", local_date=local_date, case_id=case_id), 303)


@bp.post("/<uuid:case_id>/put-back")
@requires(Permission.RUN_MEETING)
def put_back(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Say that the case was not begun after all; closing carries it over."""
    with changing(local_date, case_id) as (session, discussion):
        meeting_room.put_back(session, discussion, by=current_member(), now=clock.now())
    flash("The clock is stopped. If nothing is recorded, the case is carried over.")
    return redirect(url_for("room.closing", local_date=local_date), 303)


def _still_to_say(discussion_id: UUID) -> str:
    """Say what stands between a case that was just recorded and its signature, while everybody is still there."""
    draft = recommendations.draft_of(db.session(), discussion_id)
    gaps = recommending.gaps_of(draft) if draft is not None else {}
    return f", before it is signed: {' '.join(gaps.values())}" if gaps else " can be signed after the meeting."


def _record(session: Any, discussion: Any, form: ResultForm) -> str:
    """Store outcome and text, start the clock of the next case, and give the way there."""
    by, now = current_member(), clock.now()
    is_first = discussion.outcome is None
    draft = recommendations.draft_of(session, discussion.id)
    typed = form.to_text()
    text, conflicts = recommendation_text.merged(draft, typed, form.seen_sections)
    # Whoever leaves the outcome as it stood has not seen that somebody else leans to another one.
    if conflicts or text.outcome_draft != typed.outcome_draft:
        raise Stale("the text of this recommendation")
    result = form.result()
    result = replace(result, problems=recommending.unsaid(result.outcome, text) | recusing.unfit(
        session, discussion, text))
    meeting_room.record_result(session, discussion, result, seen=form.seen_version, by=by, now=now)
    recommending.write(session, discussion, replace(text, outcome_draft=()), by=by, now=now)
    if _goes_to():
        return way_to(discussion.meeting, None)
    # A correction does not begin a case that was put back.
    if is_first:
        return way_to(discussion.meeting, onward.begin_next(
            session, discussion.meeting, discussion.position, by=by, now=now))
    return way_to(discussion.meeting, cards.following(
        discussions.of(session, discussion.meeting_id), discussion.position))


def _goes_to() -> str | None:
    """Tell whether the reader came from finishing the meeting, to go on there; None in the order of the cases."""
    return FINISH if request.args.get("to") == FINISH else None


def _page(found: dict[str, Any], form: ResultForm, *, is_conflict: bool = False) -> str:
    """Draw the case; what could not be taken comes back as it was typed."""
    stage.offer(form, found)
    if is_conflict:
        # Recording again replaces what is shown above the form: the reader has seen it now.
        form.seen.data = found["discussion"].version
        # What else somebody wrote meanwhile is not this reader's to replace: there, their page shows older words.
        _, conflicts = recommendation_text.merged(found["stored"], form.to_text(), form.seen_sections)
        stamps = recommendation_text.stamps(found["stored"])
        form.draft_seen.data = as_words(form.seen_sections | {name: stamps[name] for name in (*conflicts, "outcome")})
    case = found["case"]
    at_hand = {"studies": material.studies(case.answers, profile()), "pathology": material.pathology(
        case.answers, profile()), "files": material.files(attachments.of_case(db.session(), case.id))}
    return render_template("room/case.html", form=form, is_conflict=is_conflict, offers=wording.offers(case),
                           goes_to=_goes_to(), **at_hand,
                           **{"stepping": stepping.empty(found)} | found)
