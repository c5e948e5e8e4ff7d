"""The coming meetings: what is unusual about them, held after all, made longer; the board's own days."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.roster import calendar_cards
from tumorboard.blueprints.roster.calendar_forms import MinutesForm, OwnDayForm
from tumorboard.blueprints.roster.views import bp
from tumorboard.db import db, transaction
from tumorboard.domain import meeting_flow
from tumorboard.domain.access import Permission
from tumorboard.domain.calendar import WEEKS_AHEAD
from tumorboard.domain.errors import AnswerRefused
from tumorboard.queries import holidays, meetings
from tumorboard.scheduling.advance import rebuild
from tumorboard.services import calendar_changes
from tumorboard.services.founding import rhythm
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.day_address import read_date
from tumorboard.web.forms import BoardForm
from tumorboard.web.local_path import local_path
from tumorboard.web.wording import weekday

# Extra sessions and moved meetings stand between the weekly ones.
MOST_ROWS = 2 * WEEKS_AHEAD


@bp.get("/roster/calendar")
@requires(Permission.RUN_ROSTER)
def calendar() -> ResponseReturnValue:
    """List the coming meetings, with what may be done about each."""
    return page()


@bp.post("/roster/calendar/<day>/reinstate")
@requires(Permission.RUN_ROSTER)
def reinstate(day: str) -> ResponseReturnValue:
    """Hold a skipped meeting after all, or a moved one on its old date."""
    form, on = BoardForm(), read_date(day)
    with transaction() as session:
        meeting = meetings.on(session, current_board(), on)
        calendar_changes.reinstate(session, meeting, seen=form.seen_version, by=current_member(), now=clock.now())
    rebuild(clock.now())
    flash(f"The meeting on {weekday(on)} is held after all.")
    return redirect(url_for("roster.calendar"), 303)


@bp.post("/roster/calendar/<day>/minutes")
@requires(Permission.RUN_ROSTER)
def change_minutes(day: str) -> ResponseReturnValue:
    """Make one meeting longer or shorter."""
    form, on = MinutesForm(), read_date(day)
    if not form.validate_on_submit():
        return page(minutes_form=form, open_day=day), 422
    try:
        with transaction() as session:
            meeting = meetings.on(session, current_board(), on)
            calendar_changes.change_minutes(session, meeting, form.minutes.data, seen=form.seen_version,
                                            by=current_member(), now=clock.now())
    except AnswerRefused as problem:
        form.put(problem)
        return page(minutes_form=form, open_day=day), 422
    rebuild(clock.now())
    flash(f"The meeting on {weekday(on)} has {form.minutes.data} minutes.")
    return redirect(local_path(request.form.get("back"), url_for("roster.calendar")), 303)


@bp.post("/roster/calendar/days")
@requires(Permission.RUN_ROSTER)
def add_day() -> ResponseReturnValue:
    """Enter a day of the board's own."""
    form = OwnDayForm()
    if not form.validate_on_submit():
        return page(day_form=form), 422
    try:
        with transaction() as session:
            calendar_changes.add_day(session, current_board(), form.day.day, form.name.data or "",
                                     by=current_member(), now=clock.now())
    except AnswerRefused as problem:
        form.put(problem)
        return page(day_form=form), 422
    flash("Entered. A meeting on that day is pointed out, not skipped.")
    return redirect(url_for("roster.calendar"), 303)


@bp.post("/roster/calendar/days/<uuid:holiday_id>/remove")
@requires(Permission.RUN_ROSTER)
def remove_day(holiday_id: UUID) -> ResponseReturnValue:
    """Take a day of the board's own out again."""
    with transaction() as session:
        calendar_changes.remove_day(session, holidays.get(session, current_board(), holiday_id),
                                    by=current_member(), now=clock.now())
    flash("Taken out.")
    return redirect(url_for("roster.calendar"), 303)


def page(minutes_form: MinutesForm | None = None, open_day: str = "", day_form: OwnDayForm | None = None) -> str:
    """Draw the list; the meeting whose form could not be taken stands open."""
    session, board, now = db.session(), current_board(), clock.now()
    today = clock.today(board.tz)
    coming = meetings.after(session, board, today, MOST_ROWS)
    own = holidays.ahead(session, board, today)
    own_days = {each.day: each.name for each in own}
    return render_template(
        "roster/calendar.html", meetings=coming, own=own, moves=meeting_flow.allowed, open_day=open_day,
        names=calendar_cards.names((each.local_date for each in coming), own_days),
        points=calendar_cards.points(coming, own_days, rhythm(board), now),
        minutes_form=minutes_form or MinutesForm(formdata=None), day_form=day_form or OwnDayForm(formdata=None))
