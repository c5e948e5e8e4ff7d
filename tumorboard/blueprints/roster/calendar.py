"""Skipping a meeting, and reinstating one."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.roster.answers import read_date
from tumorboard.blueprints.roster.forms import SkipForm
from tumorboard.blueprints.roster.views import bp
from tumorboard.db import db, transaction
from tumorboard.domain import meeting_flow
from tumorboard.domain.access import Permission
from tumorboard.domain.calendar import WEEKS_AHEAD
from tumorboard.domain.errors import AnswerRefused
from tumorboard.queries import meetings
from tumorboard.services import calendar_changes
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.wording import weekday


@bp.get("/roster/calendar")
@requires(Permission.RUN_ROSTER)
def calendar() -> ResponseReturnValue:
    """List the coming meetings, with what may be done about each."""
    return _page(SkipForm(formdata=None))


@bp.post("/roster/calendar/<day>/skip")
@requires(Permission.RUN_ROSTER)
def skip(day: str) -> ResponseReturnValue:
    """Call a meeting off."""
    form, on = SkipForm(), read_date(day)
    if not form.validate_on_submit():
        return _page(form, day), 422
    try:
        with transaction() as session:
            meeting = meetings.on(session, current_board(), on)
            calendar_changes.skip(session, meeting, form.reason.data, seen=form.seen_version, by=current_member(),
                                  now=clock.now())
    except AnswerRefused as problem:
        form.put(problem)
        return _page(form, day), 422
    flash(f"There is no meeting on {weekday(on)}.")
    return redirect(url_for("roster.calendar"), 303)


@bp.post("/roster/calendar/<day>/reinstate")
@requires(Permission.RUN_ROSTER)
def reinstate(day: str) -> ResponseReturnValue:
    """Hold a skipped meeting after all."""
    form, on = SkipForm(), read_date(day)
    with transaction() as session:
        meeting = meetings.on(session, current_board(), on)
        calendar_changes.reinstate(session, meeting, seen=form.seen_version, by=current_member(), now=clock.now())
    flash(f"The meeting on {weekday(on)} is held after all.")
    return redirect(url_for("roster.calendar"), 303)


def _page(form: SkipForm, open_day: str = "") -> str:
    """Draw the list; the meeting whose form could not be taken stands open."""
    board = current_board()
    coming = meetings.after(db.session(), board, clock.today(board.tz), WEEKS_AHEAD)
    return render_template("roster/calendar.html", meetings=coming, form=form, open_day=open_day,
                           moves=meeting_flow.allowed)
