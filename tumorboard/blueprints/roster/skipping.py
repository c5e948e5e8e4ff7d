"""Skipping a meeting: whose promise breaks is shown before it is kept, beside what would help."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.roster.calendar_cards import days_words
from tumorboard.blueprints.roster.calendar_forms import SkipForm
from tumorboard.blueprints.roster.views import bp
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused
from tumorboard.domain.meeting_flow import allowed
from tumorboard.queries import meetings
from tumorboard.scheduling.advance import rebuild
from tumorboard.services import calendar_changes, looking_ahead
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.day_address import read_date
from tumorboard.web.wording import weekday


@bp.get("/roster/calendar/<day>/skip")
@requires(Permission.RUN_ROSTER)
def skip_page(day: str) -> ResponseReturnValue:
    """Show what it would mean to skip a meeting."""
    return _page(day, SkipForm(formdata=None))


@bp.post("/roster/calendar/<day>/skip")
@requires(Permission.RUN_ROSTER)
def skip(day: str) -> ResponseReturnValue:
    """Call a meeting off."""
    form, on = SkipForm(), read_date(day)
    if not form.validate_on_submit():
        return _page(day, form), 422
    try:
        with transaction() as session:
            meeting = meetings.on(session, current_board(), on)
            calendar_changes.skip(session, meeting, form.reason.data, seen=form.seen_version, by=current_member(),
                                  now=clock.now())
    except AnswerRefused as problem:
        form.put(problem)
        return _page(day, form), 422
    rebuild(clock.now())
    flash(f"There is no meeting on {weekday(on)}.")
    return redirect(url_for("roster.calendar"), 303)


def _page(day: str, form: SkipForm) -> str:
    """Draw the form with the promises that break and the ways to keep them."""
    session, board = db.session(), current_board()
    meeting = meetings.on(session, board, read_date(day))
    can_skip = "skip" in allowed(meeting.status)
    prospect = looking_ahead.of_skip(session, board, meeting, now=clock.now()) if can_skip else None
    return render_template("roster/skip.html", meeting=meeting, form=form, prospect=prospect, days=days_words)
