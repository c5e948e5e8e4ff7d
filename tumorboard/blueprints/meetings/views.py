"""The docket of a meeting: read by everybody on the board."""

from datetime import date
from typing import Any

from flask import Blueprint, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.meetings import cards
from tumorboard.db import db
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import NotFound
from tumorboard.domain.meeting_flow import FIXED, OPEN_TO_WISHES
from tumorboard.queries import meetings, sheets
from tumorboard.vocabulary.workflow import MeetingStatus
from tumorboard.web import etag
from tumorboard.web.access import may_reader, requires
from tumorboard.web.context import current_board
from tumorboard.web.day_address import read_date

# The page draws its times from the cases themselves; it names so many of those that are not discussed.
PART = sheets.Part(blocks=False, wishes=True, most=25)
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
    tag = etag.of(state, current_board().version, g.actor.id, clock.today(current_board().tz))
    if etag.matches(tag):
        return etag.unchanged(tag)
    return etag.tagged(draw(on), tag)


def draw(on: date) -> str:
    """Draw the docket page."""
    session, board = db.session(), current_board()
    sheet = sheets.read(session, board, on, part=PART)
    runs = may_reader(Permission.RUN_DOCKET)
    status = sheet.meeting.status
    return render_template("meetings/page.html", sheet=sheet, card=cards.card(sheet, board.tz),
                           takes_wishes=runs and status in OPEN_TO_WISHES,
                           takes_moves=runs and status in (*OPEN_TO_WISHES, MeetingStatus.PUBLISHED),
                           changes=_changes(sheet) if runs else None, minutes_out=_has_minutes(sheet.meeting),
                           outcomes=_outcomes(sheet.meeting))


def _outcomes(meeting: Any) -> Any:
    """Say what came of each case, from the meeting's beginning on."""
    if meeting.status not in (MeetingStatus.IN_SESSION, MeetingStatus.CLOSED):
        return {}
    # Loaded from then on only, as the minutes are.
    from tumorboard.queries import discussions

    return discussions.outcomes(db.session(), meeting.id)


def _has_minutes(meeting: Any) -> bool:
    """Tell whether the reader may read the minutes: the board's desk before their release, others from then on."""
    if meeting.status is not MeetingStatus.CLOSED:
        return False
    # Loaded after a meeting only: this page is the first one of most days.
    from tumorboard.queries import releases

    return may_reader(Permission.RELEASE) or releases.are_minutes_out(db.session(), meeting.id)


def _changes(sheet: sheets.Sheet) -> Any:
    """Say what came and went since the docket was fixed; nothing before, and nothing after the meeting."""
    if sheet.meeting.status not in FIXED:
        return None
    # Loaded for those who run the docket only.
    from tumorboard.services import revising

    told = [row for rows in sheet.candidates.values() for row in rows]
    return revising.changes_of(db.session(), current_board(), sheet.meeting, sheet.items, told)
