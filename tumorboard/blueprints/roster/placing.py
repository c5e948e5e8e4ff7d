"""Moving a meeting to another date, and planning an extra one."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.roster.calendar_cards import days_words, names
from tumorboard.blueprints.roster.calendar_forms import ExtraForm, MoveForm, next_free, usual_place
from tumorboard.blueprints.roster.views import bp
from tumorboard.db import db, transaction
from tumorboard.domain import calendar
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import AnswerRefused
from tumorboard.domain.meeting_flow import allowed
from tumorboard.queries import holidays, meetings
from tumorboard.scheduling.advance import rebuild
from tumorboard.services import looking_ahead, placing_meetings
from tumorboard.services.founding import rhythm
from tumorboard.web import once
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.day_address import read_date
from tumorboard.web.forms import read_day
from tumorboard.web.local_path import local_path
from tumorboard.web.wording import weekday


@bp.get("/roster/calendar/<day>/move")
@requires(Permission.RUN_ROSTER)
def move_page(day: str) -> ResponseReturnValue:
    """Ask where a meeting goes."""
    board, on = current_board(), read_date(day)
    meeting = meetings.on(db.session(), board, on)
    local = meeting.starts_at.astimezone(board.tz)
    return _move_page(meeting, MoveForm(formdata=None, data={**usual_place(board, on), "starts": local.time()}), None)


@bp.post("/roster/calendar/<day>/move")
@requires(Permission.RUN_ROSTER)
def move(day: str) -> ResponseReturnValue:
    """Show whose promise a new date breaks; keep it when that was seen."""
    form, board = MoveForm(), current_board()
    meeting = meetings.on(db.session(), board, read_date(day))
    if not form.validate_on_submit():
        return _move_page(meeting, form, None), 422
    if request.form.get("do") != "keep":
        return _move_page(meeting, form, _prospect(meeting, form))
    try:
        with transaction() as session:
            new = placing_meetings.move(session, meetings.on(session, current_board(), read_date(day)),
                                        form.moving(), by=current_member(), now=clock.now())
            words = weekday(new.local_date)
    except AnswerRefused as problem:
        form.put(problem)
        return _move_page(meetings.on(db.session(), current_board(), read_date(day)), form, None), 422
    rebuild(clock.now())
    flash(f"The meeting is on {words} now. Its cases go with it.")
    return redirect(url_for("roster.calendar"), 303)


@bp.get("/roster/calendar/extra")
@requires(Permission.RUN_ROSTER)
def extra_page() -> ResponseReturnValue:
    """Ask for an extra session."""
    board = current_board()
    day = read_day(request.args.get("day", "")) or next_free(board, clock.today(board.tz))
    return _extra_page(ExtraForm(formdata=None, data={**usual_place(board, day), "minutes": board.minutes}))


@bp.post("/roster/calendar/extra")
@requires(Permission.RUN_ROSTER)
@once.for_each_click
def extra() -> ResponseReturnValue:
    """Plan an extra session."""
    form, by = ExtraForm(), current_member()
    if not form.validate_on_submit():
        return _extra_page(form), 422
    there = local_path(request.form.get("back"), url_for("roster.calendar"))
    try:
        with transaction() as session:
            made = placing_meetings.add_extra(session, current_board(), form.place(), form.minutes.data, by=by,
                                              now=clock.now())
            once.remember(session, there)
            words = weekday(made.local_date)
    except AnswerRefused as problem:
        form.put(problem)
        return _extra_page(form), 422
    flash(f"An extra session is planned on {words}.")
    return redirect(there, 303)


def _prospect(meeting: Any, form: MoveForm) -> Any:
    """Look at the weeks with the meeting on its new day."""
    board, place = current_board(), form.place()
    times = calendar.times_at(place.day, place.starts, place.cutoff_days_before, rhythm(board))
    return looking_ahead.of_move(db.session(), board, meeting, place.day, calendar.not_before(times, clock.now()),
                                 now=clock.now())


def _move_page(meeting: Any, form: MoveForm, prospect: Any) -> str:
    """Draw the form, and what the new date means once it was asked for."""
    return render_template("roster/move.html", meeting=meeting, form=form, prospect=prospect, days=days_words,
                           can_move="move" in allowed(meeting.status), named=_named(form.day.data))


def _extra_page(form: ExtraForm) -> str:
    """Draw the form of an extra session."""
    return render_template("roster/extra.html", form=form, named=_named(form.day.data),
                           back=local_path(request.values.get("back"), ""))


def _named(typed: str | None) -> str:
    """Say what is unusual about the day that was typed."""
    day = read_day((typed or "").strip())
    if day is None:
        return ""
    own = {each.day: each.name for each in holidays.ahead(db.session(), current_board(), day)}
    found = names([day], own).get(day, "")
    return f"{weekday(day)} is {found}." if found else ""
