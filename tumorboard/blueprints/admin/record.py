"""The record of changes, for the auditor: time, who, what; no clinical text and no patient's name."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard.blueprints.admin.forms import EventFilter
from tumorboard.blueprints.admin.views import bp
from tumorboard.db import db
from tumorboard.domain import calendar
from tumorboard.domain.access import Permission
from tumorboard.queries import events as queries
from tumorboard.vocabulary import events as vocabulary
from tumorboard.web import keyset
from tumorboard.web.access import requires
from tumorboard.web.context import current_board
from tumorboard.web.forms import options
from tumorboard.web.pages import as_uuid


@bp.get("/events")
@requires(Permission.READ_AUDIT)
def events() -> ResponseReturnValue:
    """List what was done, the newest first."""
    session, board = db.session(), current_board()
    form = EventFilter(request.args)
    form.who.choices = options([("", "Everybody"), *((str(each.id), each.name)
                                                     for each in queries.actors(session, board))])
    is_good = form.validate()
    lines, following = queries.page(session, board, _asked(form)) if is_good else ([], None)
    return render_template("admin/events.html", form=form, lines=lines, words=vocabulary.words,
                           next_url=_next_url(form, following) if following else "",
                           first_url=_next_url(form, None) if request.args.get("before") else "",
                           is_filtered=bool(form.who.data or form.day.data)), 200 if is_good else 422


def _asked(form: EventFilter) -> queries.Filter:
    """Read the filter and the place in the list."""
    since = until = None
    if form.day.day is not None:
        zone = current_board().tz
        since, until = (calendar.instant(day, time(0), zone) for day in _span(form.day.day))
    place = keyset.read(request.args.get("before", ""), keyset.moment, UUID)
    return queries.Filter(as_uuid(form.who.data or ""), since, until, place)


def _span(day: date) -> tuple[date, date]:
    """Give a day and the one after it; the last day that there is has none."""
    return day, day + timedelta(days=1) if day < date.max else day


def _next_url(form: EventFilter, place: tuple[datetime, UUID] | None) -> str:
    """Give the address of a page of the same filter."""
    before = keyset.written(*place) if place else None
    return url_for("admin.events", who=form.who.data or None, day=form.day.data or None, before=before)
