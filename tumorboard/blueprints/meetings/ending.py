"""All wishes of a docket in one place: what they cost, how one ends, the order kept, the last step undone."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.meetings import building, phrases, rows
from tumorboard.blueprints.meetings.views import bp
from tumorboard.db import db
from tumorboard.domain.access import Permission
from tumorboard.domain.docket_wishes import Lift, Wanted, wanted
from tumorboard.domain.errors import NotFound, Stale
from tumorboard.domain.meeting_flow import OPEN_TO_WISHES
from tumorboard.queries import meetings
from tumorboard.queries import wishes as queries
from tumorboard.services import previewing, wishing
from tumorboard.vocabulary.workflow import WishKind
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.day_address import read_date


@bp.get("/<local_date>/wishes")
@requires(Permission.RUN_DOCKET)
def wishes(local_date: str) -> ResponseReturnValue:
    """List every wish for this docket, what each costs, and who ended it."""
    session, on = db.session(), read_date(local_date)
    meeting = meetings.on(session, current_board(), on)
    found = queries.history(session, meeting.id)
    desk = wishing.lay_out(session, current_board(), meeting) if meeting.status in OPEN_TO_WISHES else None
    names = phrases.names_of({str(case.id): case for case in queries.cases_of(session, found)})
    return render_template(
        "meetings/wishes.html", meeting=meeting, prices=previewing.prices(desk) if desk else {}, is_open=desk,
        told=[(row, phrases.wish(wanted(row), names, building.start_of(meeting))) for row in found],
        kept=rows.kept_order(found))


@bp.get("/<local_date>/wishes/<uuid:wish_id>/end")
@requires(Permission.RUN_DOCKET)
def preview_end(local_date: str, wish_id: UUID) -> ResponseReturnValue:
    """Show what the docket would be without a wish: what the wish costs."""
    on = read_date(local_date)
    return building.draw(on, _lift(on, wish_id), _ending(on, wish_id), {})


@bp.post("/<local_date>/wishes/<uuid:wish_id>/end")
@requires(Permission.RUN_DOCKET)
def end_wish(local_date: str, wish_id: UUID) -> ResponseReturnValue:
    """End a wish."""
    on = read_date(local_date)
    ask = _lift(on, wish_id)
    try:
        return building.keep(on, ask, _seen(), ask.wish.case)
    except Stale:
        return building.stale(on, ask, _ending(on, wish_id), {})


@bp.post("/<local_date>/order")
@requires(Permission.RUN_DOCKET)
def keep_order(local_date: str) -> ResponseReturnValue:
    """Keep the order that is shown, whatever comes."""
    on = read_date(local_date)
    desk = building.desk_of(db.session(), on)
    return building.keep(on, Wanted(WishKind.ORDER, chain=desk.order), _seen())


@bp.post("/<local_date>/undo")
@requires(Permission.RUN_DOCKET)
def undo(local_date: str) -> ResponseReturnValue:
    """Take back the last wish that was kept."""
    on = read_date(local_date)
    return building.once_only(on, "Undone.", lambda session, meeting: wishing.undo(
        session, meeting, step=_seen(), by=current_member(), now=clock.now()))


def _lift(on: date, wish_id: UUID) -> Lift:
    """Give the end of a wish; raise NotFound where it does not stand for this meeting."""
    session = db.session()
    meeting = meetings.on(session, current_board(), on)
    row: Any = next((each for each in queries.standing(session, meeting.id) if each.id == wish_id), None)
    if row is None:
        raise NotFound("wish; it may have ended meanwhile")
    return Lift(wanted(row))


def _ending(on: date, wish_id: UUID) -> str:
    """Give the address at which a wish is ended."""
    return url_for("meetings.end_wish", local_date=on.isoformat(), wish_id=wish_id)


def _seen() -> int:
    """Give the version that the reader of a single button saw; 0 never matches."""
    text = request.form.get("seen", "")
    return int(text) if text.isdigit() else 0
