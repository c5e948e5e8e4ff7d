"""Taking a case next, or putting it off, while the meeting runs."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.room.door import bp, meeting_on
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.queries import discussions, meetings
from tumorboard.services import reordering
from tumorboard.web.access import current_member, requires


@bp.post("/<uuid:case_id>/promote")
@requires(Permission.RUN_MEETING)
def promote(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Take a case next."""
    return _move(local_date, case_id, reordering.promote, "It comes next. Everybody sees the new times.")


@bp.post("/<uuid:case_id>/skip")
@requires(Permission.RUN_MEETING)
def skip(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Put a case off to the end."""
    return _move(local_date, case_id, reordering.skip, "It comes last. Everybody sees the new times.")


def _move(local_date: str, case_id: UUID, verb: Callable[..., None], words: str) -> ResponseReturnValue:
    """Change the order, and go on where the meeting stands."""
    meeting_id = meeting_on(db.session(), local_date).id
    with transaction() as session:
        meeting = meetings.locked(session, meeting_id)
        verb(session, meeting, discussions.get(session, meeting_id, case_id), by=current_member(), now=clock.now())
    flash(words)
    return redirect(url_for("room.enter", local_date=local_date), 303)
