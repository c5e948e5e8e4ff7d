"""The agenda on paper."""

from flask import Response
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.meetings import paper
from tumorboard.blueprints.meetings.views import bp
from tumorboard.db import db
from tumorboard.domain.access import Permission
from tumorboard.queries import dockets, meetings, sheets
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.day_address import read_date


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
