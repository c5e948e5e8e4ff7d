"""Taking a case next, or putting it off, while the meeting runs."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.room import cards, onward
from tumorboard.blueprints.room.door import bp, changing, way_to
from tumorboard.domain.access import Permission
from tumorboard.queries import discussions
from tumorboard.services import reordering
from tumorboard.web import once
from tumorboard.web.access import current_member, requires
from tumorboard.web.wording import patient_name


@bp.post("/<uuid:case_id>/promote")
@requires(Permission.RUN_MEETING)
def promote(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Take a case next."""
    return _move(local_date, case_id, reordering.promote, "comes next. Everybody sees the new times.")


@bp.post("/<uuid:case_id>/skip")
@requires(Permission.RUN_MEETING)
def skip(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Put a case off to the end."""
    return _move(local_date, case_id, reordering.skip, "comes last. Everybody sees the new times.")


@bp.post("/<uuid:case_id>/put-off")
@requires(Permission.RUN_MEETING)
@once.for_each_click
def put_off(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Put the case at hand off to the end, and begin the next one."""
    with changing(local_date, case_id) as (session, discussion):
        meeting, by, now = discussion.meeting, current_member(), clock.now()
        place, was_begun = discussion.position, discussion.opened_at is not None
        reordering.put_off(session, meeting, discussion, by=by, now=now)
        # Whoever looked ahead comes back to the case on the table; whoever put that one off goes on to the next.
        after = onward.begin_next(session, meeting, place - 1, by=by, now=now) if was_begun else cards.following(
            discussions.of(session, meeting.id))
        way, name = way_to(meeting, after), patient_name(discussion.case.patient)
        once.remember(session, way)
    flash(f"{name} is put off and comes last. Everybody sees the new times.")
    return redirect(way, 303)


def _move(local_date: str, case_id: UUID, verb: Callable[..., None], words: str) -> ResponseReturnValue:
    """Change the order, and go on where the meeting stands."""
    with changing(local_date, case_id) as (session, discussion):
        name = patient_name(discussion.case.patient)
        verb(session, discussion.meeting, discussion, by=current_member(), now=clock.now())
    flash(f"{name} {words}")
    return redirect(url_for("room.enter", local_date=local_date), 303)
