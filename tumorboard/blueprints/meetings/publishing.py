"""Publishing by hand: who will be told first, then the first revision early, or the next one."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.meetings import building, orders
from tumorboard.blueprints.meetings.views import bp
from tumorboard.db import Session, db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import MoveRefused, Stale
from tumorboard.queries import dockets, meetings
from tumorboard.scheduling.advance import rebuild
from tumorboard.services import docketing, revising
from tumorboard.vocabulary.workflow import MeetingStatus
from tumorboard.web import once
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.day_address import read_date
from tumorboard.web.wording import person, short_time


@bp.get("/<local_date>/publish")
@requires(Permission.RUN_DOCKET)
def confirm_publish(local_date: str) -> ResponseReturnValue:
    """Ask once more, and say who will be told."""
    return _draw(read_date(local_date))


@bp.post("/<local_date>/publish")
@requires(Permission.RUN_DOCKET)
@once.for_each_click
def publish(local_date: str) -> ResponseReturnValue:
    """Publish the first revision of a frozen docket, or the next one of a published docket."""
    on, there = read_date(local_date), url_for("meetings.page", local_date=local_date)
    try:
        # A wish that was kept a moment ago must be in what is published.
        rebuild(clock.now())
        with transaction() as session:
            number = _publish(session, on)
            once.remember(session, there)
    except Stale as problem:
        flash(f"{problem.message} Look at it again before you publish.")
        return _draw(on), 409
    flash(f"Revision {number} is published.")
    return redirect(there, 303)


def _publish(store: Session, on: date) -> int:
    """Publish what the state of the meeting asks for, and give its number."""
    by, now, board = current_member(), clock.now(), current_board()
    meeting = meetings.locked(store, meetings.on(store, board, on).id)
    if meeting.status is MeetingStatus.FROZEN:
        seen = request.form.get("seen", "")
        docket = docketing.publish_first(store, meeting, seen=int(seen) if seen.isdigit() else 0, by=by, now=now)
    elif revising.changes(store, board, meeting).gone:
        docket = revising.publish_next(store, board, meeting, by=by, now=now)
    else:
        raise MoveRefused("Nothing has changed since the last revision, so there is nothing to publish.")
    return docket.revision or 0


def _draw(on: date) -> str:
    """Draw the order that would be published, with everybody who is told."""
    session, board = db.session(), current_board()
    meeting = meetings.on(session, board, on)
    docket = dockets.latest(session, meeting.id)
    if docket is None or meeting.status is not MeetingStatus.FROZEN:
        raise MoveRefused("This docket is not frozen, so there is no first revision to publish by hand.")
    start = building.start_of(meeting)
    order = orders.of_docket(docket)
    told = [(person(block.member), orders.span_words(order.blocks[block.member_id], start))
            for block in sorted(docket.blocks, key=lambda each: (each.from_min, each.member.name))]
    rows = [(short_time(orders.at(item.start_min, start)), item.case) for item in docket.items]
    return render_template("meetings/publish.html", meeting=meeting, told=told, rows=rows)
