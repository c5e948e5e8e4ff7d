"""What the reader was told, and their block as a calendar file."""

from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.notices import cards
from tumorboard.db import db, transaction
from tumorboard.domain import calendar_file
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import NotFound
from tumorboard.domain.telling import stays
from tumorboard.queries import needed
from tumorboard.queries import notices as queries
from tumorboard.services import outbox
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.day_address import read_date

bp = Blueprint("notices", __name__)


@bp.get("/notices")
@requires(Permission.USE_BOARD)
def listing() -> ResponseReturnValue:
    """List what the reader was told, the newest first."""
    found, zone = queries.of(db.session(), current_member().id), current_board().tz
    return render_template("notices/listing.html", rows=[cards.row(each, zone) for each in found],
                           is_new=any(each.read_at is None for each in found), most=queries.SHOWN)


@bp.post("/notices/read")
@requires(Permission.USE_BOARD)
def read_all() -> ResponseReturnValue:
    """Mark everything as read."""
    with transaction() as session:
        outbox.mark_read(session, current_member(), now=clock.now())
    return redirect(url_for("notices.listing"), 303)


@bp.post("/notices/<uuid:notice_id>/read")
@requires(Permission.USE_BOARD)
def read(notice_id: UUID) -> ResponseReturnValue:
    """Mark one as read."""
    with transaction() as session:
        found = queries.own(session, current_member().id, notice_id)
        outbox.mark_read(session, current_member(), found.id, now=clock.now())
    return redirect(url_for("home.this_week"), 303)


@bp.get("/notices/block/<local_date>.ics")
@requires(Permission.ANSWER_OWN_AVAILABILITY)
def block(local_date: str) -> ResponseReturnValue:
    """Give the reader's block as a calendar file: times and a link."""
    me, on = current_member(), read_date(local_date)
    found = needed.by(db.session(), current_board(), on, me.id, stays=stays(me.stays_whole_meeting, me.roles))
    if found is None:
        raise NotFound("block")
    link, name = url_for("home.this_week", _external=True), current_board().name
    text = calendar_file.write(cards.appointment(found, me.id, name, link, request.host), now=clock.now())
    return Response(text, mimetype="text/calendar", headers={
        "Content-Disposition": f'attachment; filename="tumor-board-{on.isoformat()}.ics"'})
