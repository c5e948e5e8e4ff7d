"""Who steps out of a case: noted by the room for somebody who is here, or by a member on their own screen."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.room import recording, stage, stepping
from tumorboard.blueprints.room.door import bp, meeting_on
from tumorboard.blueprints.room.stepping import OwnRecusalForm, RecusalForm
from tumorboard.blueprints.room.words import spoken_of
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused, MoveRefused, NotFound
from tumorboard.queries import discussions, meetings, members, recusals
from tumorboard.services import recusing
from tumorboard.web import once
from tumorboard.web.access import actor, current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.forms import as_id
from tumorboard.web.pages import as_uuid


@bp.post("/<uuid:case_id>/recusals")
@requires(Permission.RUN_MEETING)
@once.for_each_click
def note_recusal(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Note that somebody who is here steps out of the case."""
    found = stage.read(local_date, case_id)
    form, way = stepping.offered(RecusalForm(), found), _to_case(local_date, case_id)
    meeting_id = found["meeting"].id
    if not form.validate():
        return recording.stored_page(found, form), 422
    try:
        with transaction() as session:
            meetings.locked(session, meeting_id)
            who = members.get(session, current_board(), as_id(form.member) or meeting_id)
            recusing.step_out(session, discussions.get(session, meeting_id, case_id), who, form.reason.data,
                              by=current_member(), now=clock.now())
            once.remember(session, way)
    except AnswerRefused as problem:
        form.put(problem)
        return recording.stored_page(stage.read(local_date, case_id), form), 422
    flash("Noted. They do not count for this case.")
    return redirect(way, 303)


@bp.post("/<uuid:case_id>/recusals/back")
@requires(Permission.RUN_MEETING)
@once.for_each_click
def take_recusal_back(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Have somebody take part in the case after all."""
    meeting_id, way = meeting_on(db.session(), local_date).id, _to_case(local_date, case_id)
    recusal_id = as_uuid(request.form.get("recusal", ""))
    if recusal_id is None:
        raise NotFound("name among those who stepped out")
    with transaction() as session:
        meetings.locked(session, meeting_id)
        recusing.step_back(session, discussions.get(session, meeting_id, case_id), recusal_id, by=current_member(),
                           now=clock.now())
        once.remember(session, way)
    flash("Taken back. They count for this case again.")
    return redirect(way, 303)


@bp.get("/<uuid:case_id>/stepping-out")
@requires(Permission.STATE)
def stepping_out(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Ask the reader why they step out of the case."""
    return _page(local_date, case_id, OwnRecusalForm(formdata=None))


@bp.post("/<uuid:case_id>/stepping-out")
@requires(Permission.STATE)
@once.for_each_click
def step_out(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Let the reader step out of the case."""
    form, way = OwnRecusalForm(), url_for("room.follow", local_date=local_date)
    meeting_id = spoken_of(db.session(), local_date, case_id).meeting_id
    if not form.validate():
        return _page(local_date, case_id, form), 422
    try:
        with transaction() as session:
            meetings.locked(session, meeting_id)
            by = members.get(session, current_board(), actor().id)
            recusing.step_out(session, spoken_of(session, local_date, case_id), by, form.reason.data, by=by,
                              now=clock.now())
            once.remember(session, way)
    except AnswerRefused as problem:
        form.put(problem)
        return _page(local_date, case_id, form), 422
    flash("You stepped out of this case. You do not count for it, and everybody who follows sees it.")
    return redirect(way, 303)


@bp.post("/<uuid:case_id>/stepping-back")
@requires(Permission.STATE)
def step_back(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Let the reader take part again, where they stepped out themselves; a second click finds it done."""
    meeting_id = spoken_of(db.session(), local_date, case_id).meeting_id
    with transaction() as session:
        meetings.locked(session, meeting_id)
        discussion, by = spoken_of(session, local_date, case_id), members.get(session, current_board(), actor().id)
        row = recusals.own(session, discussion.id, by.id)
        if row is not None and row.by_id != by.id:
            raise MoveRefused("The room noted this for you. Ask the chair or the coordinator to take it back.")
        if row is not None:
            recusing.step_back(session, discussion, row.id, by=by, now=clock.now())
    flash("You take part in this case.")
    return redirect(url_for("room.follow", local_date=local_date), 303)


def _to_case(local_date: str, case_id: UUID) -> str:
    """Give the way back to the case, where its quorum stands."""
    return url_for("room.case", local_date=local_date, case_id=case_id, _anchor="quorum")


def _page(local_date: str, case_id: UUID, form: OwnRecusalForm) -> str:
    """Draw what stepping out means, and the form."""
    discussion: Any = spoken_of(db.session(), local_date, case_id)
    return render_template("room/stepping_out.html", meeting=discussion.meeting, case=discussion.case, form=form,
                           discussion=discussion, own=recusals.own(db.session(), discussion.id, actor().id))
