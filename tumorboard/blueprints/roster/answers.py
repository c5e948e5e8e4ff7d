"""Will you come? One's own answer, or one that the coordinator was told."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.roster.forms import AnswerForm
from tumorboard.blueprints.roster.views import bp
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused
from tumorboard.queries import meetings, members, roster
from tumorboard.services import availability
from tumorboard.web.access import actor, current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.day_address import read_date
from tumorboard.web.local_path import local_path


@bp.get("/roster/availability/<day>")
@requires(Permission.ANSWER_OWN_AVAILABILITY)
def own_availability(day: str) -> ResponseReturnValue:
    """Show one's own answer for a meeting."""
    return _page(day, actor().id)


@bp.post("/roster/availability/<day>")
@requires(Permission.ANSWER_OWN_AVAILABILITY)
def answer_own(day: str) -> ResponseReturnValue:
    """Keep one's own answer."""
    return _answer(day, actor().id, url_for("roster.seats"))


@bp.get("/roster/people/<uuid:member_id>/availability/<day>")
@requires(Permission.RUN_ROSTER)
def availability_of(member_id: UUID, day: str) -> ResponseReturnValue:
    """Show somebody's answer for a meeting."""
    return _page(day, member_id)


@bp.post("/roster/people/<uuid:member_id>/availability/<day>")
@requires(Permission.RUN_ROSTER)
def answer_for(member_id: UUID, day: str) -> ResponseReturnValue:
    """Keep the answer that somebody gave by telephone or in the corridor."""
    return _answer(day, member_id, url_for("roster.person", member_id=member_id))


def _answer(day: str, member_id: UUID, otherwise: str) -> ResponseReturnValue:
    """Keep the answer, and go back to where it was given."""
    form, on = AnswerForm(), read_date(day)
    member = members.get(db.session(), current_board(), member_id)
    form.offer(member.deputy, member_id != actor().id)
    if not form.validate_on_submit():
        return _page(day, member_id, form), 422
    seen = form.seen_version if form.seen.data else None
    try:
        with transaction() as session:
            availability.answer(
                session, meetings.on(session, current_board(), on), members.get(session, current_board(), member_id),
                form.chosen(), by=current_member(), now=clock.now(), from_time=form.from_time.time,
                until_time=form.until_time.time, seen=seen)
    except AnswerRefused as problem:
        form.put(problem)
        return _page(day, member_id, form), 422
    flash("The answer is kept.")
    return redirect(local_path(request.form.get("back"), otherwise), 303)


def _page(day: str, member_id: UUID, form: AnswerForm | None = None) -> str:
    """Draw the answer as it stands, or as it was typed."""
    session, board = db.session(), current_board()
    meeting = meetings.on(session, board, read_date(day))
    member = members.get(session, board, member_id)
    row = roster.answer_of(session, meeting, member_id)
    return render_template("roster/answer.html", member=member, meeting=meeting, row=row,
                           form=form or _form_of(row, member), is_over=meeting.status in availability.CLOSED,
                           is_own=member_id == actor().id)


def _form_of(row: Any, member: Any) -> AnswerForm:
    """Fill the form with the answer that stands."""
    form = AnswerForm(answer=row.answer.value if row else None, seen=row.version if row else 0,
                      from_time=row.from_time if row else None, until_time=row.until_time if row else None)
    return form.offer(member.deputy, member.id != actor().id)
