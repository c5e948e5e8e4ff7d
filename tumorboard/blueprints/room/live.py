"""What everybody else follows: the case on the table, on their own screen or on the wall."""

from typing import Any
from uuid import UUID

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.room import cards, following, stage
from tumorboard.blueprints.room.door import bp, meeting_on
from tumorboard.db import db
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import NotFound
from tumorboard.queries import discussions, live, recusals, statements
from tumorboard.vocabulary.workflow import MeetingStatus
from tumorboard.web import etag
from tumorboard.web.access import requires
from tumorboard.web.context import current_board
from tumorboard.web.day_address import read_date
from tumorboard.web.polled import polled
from tumorboard.web.shared import made_once

MEMBERS = "room/live_now.html"
SCREEN = "room/screen_now.html"
# Seconds: as often as the script asks.
FRESH = 2


def _seen(state: tuple[Any, ...]) -> tuple[Any, ...]:
    """Name what a reader has seen of a meeting in this state; expected times change with the minute."""
    is_named = request.args.get("names") == "shown"
    return (request.path, is_named, *state, clock.now().replace(second=0, microsecond=0))


def _said(state: tuple[Any, ...]) -> tuple[Any, ...]:
    """Name what a recorder has seen of what members said of a case: no time passes in it."""
    return (request.full_path, *state)


@bp.get("/live")
@requires(Permission.READ_DOCKET)
def follow(local_date: str) -> ResponseReturnValue:
    """Follow the meeting on one's own screen."""
    found = _found(meeting_on(db.session(), local_date))
    return render_template("room/live.html", part=url_for("room.follow_piece", local_date=local_date),
                           mine=_mine(found), **found)


@bp.get("/live/now")
@requires(Permission.READ_DOCKET)
@polled(_seen)
def follow_piece(local_date: str) -> ResponseReturnValue:
    """Give the part of the live page that changes, or say that nothing did."""
    return _part(local_date, MEMBERS)


@bp.get("/screen")
@requires(Permission.READ_DOCKET)
def screen(local_date: str) -> ResponseReturnValue:
    """Show the case to the room: large, dark, and without the patient's name unless it is asked for."""
    meeting, is_named = meeting_on(db.session(), local_date), request.args.get("names") == "shown"
    names: dict[str, Any] = {"names": "shown"} if is_named else {}
    return render_template("room/screen.html", part=url_for("room.screen_piece", local_date=local_date, **names),
                           is_named=is_named, **_found(meeting))


@bp.get("/screen/now")
@requires(Permission.READ_DOCKET)
@polled(_seen)
def screen_piece(local_date: str) -> ResponseReturnValue:
    """Give the part of the screen that changes, or say that nothing did."""
    return _part(local_date, SCREEN, is_named=request.args.get("names") == "shown")


@bp.get("/<uuid:case_id>/said/now")
@requires(Permission.RUN_MEETING)
@polled(_said)
def said_piece(local_date: str, case_id: UUID) -> ResponseReturnValue:
    """Give whoever records a case what members say on it meanwhile, and whether somebody else recorded it."""
    session, on = db.session(), read_date(local_date)
    discussion = discussions.get(session, meeting_on(session, local_date).id, case_id)
    state = live.state(session, current_board(), on)
    tag = etag.of(_said(state or ()), g.actor.id)
    return etag.tagged(render_template(
        "room/said_now.html", statements=statements.of(session, discussion.id), discussion=discussion,
        is_behind=request.args.get("version", "") not in ("", str(discussion.version)), local_date=local_date), tag)


def _part(local_date: str, template: str, **more: Any) -> ResponseReturnValue:
    """Answer a script for whom something changed; that nothing did, it is told before anything is loaded."""
    state = live.state(db.session(), current_board(), read_date(local_date))
    if state is None:
        raise NotFound("meeting")
    seen = _seen(state)
    # Sixty ask within two seconds after each change; and a clock that is shown must not stand for longer.
    text, found = made_once((*seen, clock.now().second // FRESH), lambda: _drawn(template, local_date, more))
    needed = render_template("room/needed.html", mine=_mine(found)) if template == MEMBERS else ""
    return etag.tagged(needed + text, etag.of(seen, g.actor.id))


def _drawn(template: str, local_date: str, more: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Draw what is the same for everybody, with what tells each reader when they are needed."""
    found = _found(meeting_on(db.session(), local_date))
    # No row is kept: it belongs to the request that read it.
    return render_template(template, **found, **more), {name: found[name] for name in ("times", "placed", "is_running")}


def _mine(found: dict[str, Any]) -> dict[str, Any] | None:
    """Tell when the reader is needed in a running meeting."""
    return following.mine(found["times"], found["placed"], g.actor, clock.now()) if found["is_running"] else None


def _found(meeting: Any) -> dict[str, Any]:
    """Give the case on the table with what stands around it, and who is needed when."""
    session, now = db.session(), clock.now()
    rows = discussions.of(session, meeting.id)
    is_running = meeting.status is MeetingStatus.IN_SESSION
    on_it = following.on_the_table(rows) if is_running else None
    out = recusals.of_meeting(session, meeting.id)
    around = {"meeting": meeting, "rows": rows, "times": following.times(rows, meeting.starts_at, now),
              "placed": following.places(rows, live.people(session, meeting.id), out),
              "is_running": is_running, "discussion": on_it,
              "is_break_due": is_running and following.is_break_due(rows),
              "pace": cards.pace_words(rows, meeting.starts_at, now)}
    if on_it is None:
        return around
    found = stage.stage(session, meeting, discussions.get(session, meeting.id, on_it.case_id), now)
    return found | around | {"discussion": found["discussion"]}
