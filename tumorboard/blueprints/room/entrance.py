"""Into the room: open the meeting, or go on where it stands."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.room import cards
from tumorboard.blueprints.room.door import bp, meeting_on, way_to
from tumorboard.blueprints.room.forms import OpenForm
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.queries import discussions, dockets, meetings, members, room
from tumorboard.services import meeting_room
from tumorboard.vocabulary.workflow import Decision, MeetingStatus
from tumorboard.web import once
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.wording import full_name


@bp.get("")
@requires(Permission.RUN_MEETING)
def enter(local_date: str) -> ResponseReturnValue:
    """Show how to open the meeting, or go to the first case that waits."""
    meeting = meeting_on(db.session(), local_date)
    if meeting.status is MeetingStatus.IN_SESSION:
        return redirect(way_to(meeting, cards.following(discussions.of(db.session(), meeting.id))), 303)
    return _page(meeting, _form(meeting))


@bp.post("/open")
@requires(Permission.RUN_MEETING)
@once.for_each_click
def open_meeting(local_date: str) -> ResponseReturnValue:
    """Open the meeting with its published docket."""
    meeting = meeting_on(db.session(), local_date)
    form = _form(meeting, is_sent=True)
    if not form.validate():
        return _page(meeting, form), 422
    meeting_id, way = meeting.id, url_for("room.attendance", local_date=local_date)
    with transaction() as session:
        meeting, by = meetings.locked(session, meeting_id), current_member()
        chair = members.get(session, current_board(), UUID(form.chair.data))
        meeting_room.open_meeting(session, meeting, chair=chair, by=by, now=clock.now())
        once.remember(session, way)
    flash("The meeting is open. Note who is here first.")
    return redirect(way, 303)


def _form(meeting: Any, *, is_sent: bool = False) -> OpenForm:
    """Make the form, the meeting's chair chosen."""
    form = OpenForm() if is_sent else OpenForm(formdata=None, data={"chair": str(meeting.chair_id or "")})
    form.chair.choices = [("", "Choose a member"), *((str(each.id), full_name(each))
                                                     for each in room.chairs(db.session(), current_board()))]
    return form


def _page(meeting: Any, form: OpenForm) -> str:
    """Draw what stands before the meeting."""
    docket = dockets.published(db.session(), meeting.id)
    listed = sum(row.decision is Decision.LISTED for row in docket.candidates) if docket else 0
    return render_template("room/open.html", meeting=meeting, form=form, docket=docket, listed=listed,
                           minutes=lambda number: timedelta(minutes=number))
