"""Who is here: every expected person by seat, deputies, guests."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.room import people, stage
from tumorboard.blueprints.room.door import bp, meeting_on
from tumorboard.blueprints.room.forms import GuestForm
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.queries import meetings
from tumorboard.services import meeting_room
from tumorboard.vocabulary.people import Mode
from tumorboard.vocabulary.workflow import MeetingStatus
from tumorboard.web import once
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board


@bp.get("/attendance")
@requires(Permission.RUN_MEETING)
def attendance(local_date: str) -> ResponseReturnValue:
    """Show who is expected and who is here."""
    meeting = meeting_on(db.session(), local_date)
    if meeting.status is not MeetingStatus.IN_SESSION:
        return redirect(url_for("room.enter", local_date=local_date), 303)
    return _page(meeting, GuestForm(formdata=None))


@bp.post("/attendance")
@requires(Permission.RUN_MEETING)
@once.for_each_click
def take_attendance(local_date: str) -> ResponseReturnValue:
    """Note who came, who changed places and who left; only what was changed on this page counts."""
    return _note(local_date, GuestForm(), has_guest=bool(request.form.get("guest", "").strip()))


@bp.post("/guests")
@requires(Permission.RUN_MEETING)
@once.for_each_click
def add_guest(local_date: str) -> ResponseReturnValue:
    """Note a guest, with whatever else was changed on the page."""
    return _note(local_date, GuestForm(), has_guest=True)


def _note(local_date: str, form: GuestForm, *, has_guest: bool) -> ResponseReturnValue:
    """Note in one go what the page says; a guest whose name cannot be taken holds it up, and nothing typed is lost."""
    meeting, way = meeting_on(db.session(), local_date), url_for("room.attendance", local_date=local_date)
    if has_guest and not form.validate():
        return _page(meeting, form), 422
    meeting_id = meeting.id
    with transaction() as session:
        meeting, by, now = meetings.locked(session, meeting_id), current_member(), clock.now()
        marks = _asked(people.expected(session, current_board(), meeting), now)
        if marks:
            meeting_room.take_attendance(session, meeting, marks, by=by, now=now)
        if has_guest:
            meeting_room.add_guest(session, meeting, form.guest.data, Mode(form.mode.data), by=by, now=now)
        once.remember(session, way)
    flash("Guest noted." if has_guest else "Attendance noted." if marks else "Nothing was changed.")
    return redirect(way, 303)


def _asked(everybody: Iterable[Any], now: datetime) -> dict[UUID, Mode | None]:
    """Read what was changed; with its button, also those who said that they would be here by now."""
    everybody = list(everybody)
    marks = _marks(request.form, [each.id for each in everybody])
    if request.form.get("do") == "yes":
        at = now.astimezone(current_board().tz).time()
        marks |= {each.id: each.mode_by_answer(at) for each in everybody
                  if each.row is None and each.mode_by_answer(at) and each.id not in marks}
    return marks


def _marks(typed: Mapping[str, str], known: Iterable[UUID]) -> dict[UUID, Mode | None]:
    """Read what was changed on the page; what stands as it was may have been changed by somebody else."""
    changed = {each: typed[f"mark-{each}"] for each in known
               if f"mark-{each}" in typed and typed[f"mark-{each}"] != typed.get(f"was-{each}", "")}
    modes = {mode.value: mode for mode in Mode}
    return {each: modes.get(word) for each, word in changed.items() if word in modes or word == ""}


def _page(meeting: Any, form: GuestForm) -> str:
    """Draw the list."""
    session, now = db.session(), clock.now()
    everybody = people.expected(session, current_board(), meeting)
    return render_template("room/attendance.html", form=form, groups=people.by_seat(everybody), typed=request.form,
                           **stage.frame(session, meeting, now))
