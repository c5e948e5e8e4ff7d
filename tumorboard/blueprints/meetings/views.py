"""The docket of a meeting: read by everybody, published and printed by the coordinator."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.meetings import cards, paper
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import MoveRefused, NotFound
from tumorboard.domain.meeting_flow import allowed
from tumorboard.queries import dockets, meetings, sheets
from tumorboard.services import revising
from tumorboard.vocabulary.workflow import MeetingStatus
from tumorboard.web import etag, once
from tumorboard.web.access import current_member, may_reader, requires
from tumorboard.web.context import current_board

bp = Blueprint("meetings", __name__, url_prefix="/meetings")


@bp.get("")
@requires(Permission.READ_DOCKET)
def coming() -> ResponseReturnValue:
    """Go to the meeting that is being prepared."""
    found = meetings.coming(db.session(), current_board())
    if found is None:
        return render_template("meetings/none.html")
    return redirect(url_for("meetings.page", local_date=found.local_date.isoformat()), 303)


@bp.get("/all")
@requires(Permission.READ_DOCKET)
def listing() -> ResponseReturnValue:
    """List the coming and the past meetings."""
    session, board = db.session(), current_board()
    today = clock.today(board.tz)
    return render_template("meetings/listing.html", coming=meetings.after(session, board, today, 12),
                           past=meetings.past(session, board, today, 52))


@bp.get("/<local_date>")
@requires(Permission.READ_DOCKET)
def page(local_date: str) -> ResponseReturnValue:
    """Show the docket with its times, reasons, needs and gaps."""
    on = read_date(local_date)
    state = sheets.state(db.session(), current_board(), on)
    if state is None:
        raise NotFound("meeting")
    tag = etag.of(state, g.actor.id, clock.today(current_board().tz))
    if etag.matches(tag):
        return etag.unchanged(tag)
    return etag.tagged(draw(on), tag)


def draw(on: date) -> str:
    """Draw the docket page."""
    sheet = sheets.read(db.session(), current_board(), on, blocks=False)
    return render_template("meetings/page.html", sheet=sheet, card=cards.card(sheet, current_board().tz),
                           moves=allowed(sheet.meeting.status), changes=_changes(sheet))


def _changes(sheet: sheets.Sheet) -> Any:
    """Tell a coordinator what the next revision would change."""
    if sheet.meeting.status is not MeetingStatus.PUBLISHED or not may_reader(Permission.RUN_DOCKET):
        return None
    return revising.changes_of(db.session(), current_board(), sheet.meeting, sheet.items)


@bp.post("/<local_date>/publish")
@requires(Permission.RUN_DOCKET)
def publish(local_date: str) -> ResponseReturnValue:
    """Publish the next revision."""
    on, by, key = read_date(local_date), current_member(), once.posted_key()
    again = once.first_result(by, key)
    if again:
        return again
    there = url_for("meetings.page", local_date=local_date)
    with once.racing(by, key), transaction() as session:
        meeting = meetings.locked(session, meetings.on(session, current_board(), on).id)
        if not revising.changes(session, current_board(), meeting):
            raise MoveRefused("Nothing has changed since the last revision, so there is nothing to publish.")
        docket = revising.publish_next(session, current_board(), meeting, by=by, now=clock.now())
        once.remember(session, by, key, there)
        number = docket.revision
    flash(f"Revision {number} is published.")
    return redirect(there, 303)


@bp.get("/<local_date>/agenda.pdf")
@requires(Permission.RUN_DOCKET)
def agenda(local_date: str) -> ResponseReturnValue:
    """Print the agenda: the newest published revision, or the draft before there is one."""
    on, session = read_date(local_date), db.session()
    meeting = meetings.on(session, current_board(), on)
    number = dockets.last_revision(session, meeting.id) or None
    sheet = sheets.read(session, current_board(), on, revision=number)
    body = paper.agenda(sheet, current_board(), current_member(), clock.now())
    name = f"agenda-{on.isoformat()}-{f'revision-{number}' if number else 'draft'}.pdf"
    return Response(body, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


def read_date(text: str) -> date:
    """Read the date of an address; a malformed one names no meeting."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound("meeting") from None
