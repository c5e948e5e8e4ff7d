"""A wish for one case of a docket: chosen, looked at, and then kept."""

from datetime import date
from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from tumorboard.blueprints.meetings import building, orders, phrases
from tumorboard.blueprints.meetings.forms import WishForm
from tumorboard.blueprints.meetings.views import bp
from tumorboard.db import db
from tumorboard.domain.access import Permission
from tumorboard.domain.docket_wishes import wanted
from tumorboard.domain.errors import AnswerRefused, NotFound, Stale
from tumorboard.services.wishing import Desk
from tumorboard.web.access import requires
from tumorboard.web.day_address import read_date
from tumorboard.web.wording import short_time

MOST_OTHERS = 25


@bp.get("/<local_date>/cases/<uuid:case_id>/wish")
@requires(Permission.RUN_DOCKET)
def wish(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Show the wishes that stand for a case, and ask for another one."""
    desk = building.desk_of(db.session(), read_date(local_date))
    return _draw(desk, case_id, _form(desk, case_id))


@bp.post("/<local_date>/cases/<uuid:case_id>/wish")
@requires(Permission.RUN_DOCKET)
def preview_wish(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Show what a wish would do; nothing is stored."""
    on = read_date(local_date)
    desk = building.desk_of(db.session(), on)
    form = _form(desk, case_id)
    if not form.validate():
        return _draw(desk, case_id, form), 422
    try:
        return building.draw(on, form.wanted(case_id, building.start_of(desk.meeting)), _keeping(on, case_id),
                             form.carried(), desk, url_for("meetings.wish", local_date=local_date, case_id=case_id))
    except AnswerRefused as problem:
        form.put(problem)
        return _draw(desk, case_id, form), 422


@bp.post("/<local_date>/cases/<uuid:case_id>/wish/keep")
@requires(Permission.RUN_DOCKET)
def keep_wish(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Keep a wish that was looked at."""
    on = read_date(local_date)
    desk = building.desk_of(db.session(), on)
    form = _form(desk, case_id)
    if not form.validate():
        return _draw(desk, case_id, form), 422
    ask = form.wanted(case_id, building.start_of(desk.meeting))
    try:
        return building.keep(on, ask, form.seen_version, case_id)
    except Stale:
        return building.stale(on, ask, _keeping(on, case_id), form.carried())
    except AnswerRefused as problem:
        form.put(problem)
        return _draw(building.desk_of(db.session(), on), case_id, form), 422


def _form(desk: Desk, case_id: UUID) -> WishForm:
    """Make the form of one case; the others are offered in the order that is shown, then by their number."""
    cases = desk.found.ranked
    if str(case_id) not in cases:
        raise NotFound("case on this docket")
    start, names = building.start_of(desk.meeting), phrases.names_of(cases)
    placed = [key for key in desk.order if key in cases]
    rest = [key for key in cases if key not in desk.order][:MOST_OTHERS]
    others = [(key, f"{place}. {names[key]}") for place, key in enumerate(placed, start=1)]
    others += [(key, f"{names[key]}, not placed") for key in rest]
    form = WishForm().offer(each for each in others if each[0] != str(case_id))
    ends = f"{short_time(start)} to {short_time(orders.at(desk.meeting.minutes, start))}"
    form.from_time.description = f"The meeting is from {ends}."
    return form


def _draw(desk: Desk, case_id: UUID, form: WishForm) -> str:
    """Draw the form with the wishes that stand for its case."""
    start, names = building.start_of(desk.meeting), phrases.names_of(desk.found.ranked)
    standing = [(row, phrases.wish(wanted(row), names, start)) for row in desk.rows if str(case_id) in (
        str(row.case_id), str(row.other_id))]
    return render_template("meetings/wish.html", meeting=desk.meeting, case=desk.found.ranked[str(case_id)], form=form,
                           standing=standing)


def _keeping(on: date, case_id: UUID) -> str:
    """Give the address at which a wish is kept."""
    return url_for("meetings.keep_wish", local_date=on.isoformat(), case_id=case_id)
