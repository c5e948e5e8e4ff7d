"""One case a place up or down: a wish while the docket is being built, the next revision once it is published."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.meetings import building, orders, phrases
from tumorboard.blueprints.meetings.previews import Shown
from tumorboard.blueprints.meetings.views import bp
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.domain.docket_wishes import Move
from tumorboard.domain.errors import NotFound, Stale
from tumorboard.queries import meetings, members
from tumorboard.services import republishing
from tumorboard.vocabulary.workflow import MeetingStatus
from tumorboard.web import once
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.day_address import read_date
from tumorboard.web.wording import person

WAYS = {"up": True, "down": False}


@bp.get("/<local_date>/cases/<uuid:case_id>/move/<way>")
@requires(Permission.RUN_DOCKET)
def preview_move(local_date: str, case_id: UUID, way: str) -> ResponseReturnValue:
    """Show what a move would do; nothing is stored."""
    on, move = read_date(local_date), _move(case_id, way)
    return _draw(on, move)


@bp.post("/<local_date>/cases/<uuid:case_id>/move/<way>")
@requires(Permission.RUN_DOCKET)
def keep_move(local_date: str, case_id: UUID, way: str) -> ResponseReturnValue:
    """Keep a move, or publish it."""
    on, move = read_date(local_date), _move(case_id, way)
    seen = request.form.get("seen", "")
    version = int(seen) if seen.isdigit() else 0
    try:
        if _is_published(on):
            return _publish(on, move, version)
        return building.keep(on, move, version, case_id)
    except Stale as problem:
        flash(f"{problem.message} Look at what your move would do now.")
        return _draw(on, move), 409


def _draw(on: date, move: Move) -> str:
    """Draw the preview that the state of the docket asks for."""
    way = "up" if move.up else "down"
    action = url_for("meetings.keep_move", local_date=on.isoformat(), case_id=move.case, way=way)
    if not _is_published(on):
        return building.draw(on, move, action, {})
    session, board = db.session(), current_board()
    meeting = meetings.on(session, board, on)
    found = republishing.reorder(session, board, meeting, move)
    people = members.people(session, board)
    told = sorted(person(each) for each in people if each.id in found.told)
    return render_template("meetings/preview.html", meeting=meeting, action=action, fields={}, told=told,
                           card=_shown(found, move, people), back=url_for("meetings.page", local_date=on.isoformat()),
                           revision=(found.fixed.docket.revision or 0) + 1)


def _shown(found: Any, move: Move, people: Any) -> Shown:
    """Put the next revision into words."""
    docket, start = found.fixed.docket, building.start_of(found.fixed.meeting)
    names = phrases.names_of({str(key): case for key, case in found.fixed.cases.items()})
    comparison = orders.compare(orders.of_docket(docket), orders.of_plan(found.plan), found.fixed.cases, people, start)
    warnings = tuple(f"{names[str(key)]} would no longer stand where it was wished." for key in found.broken)
    more = found.plan["cost"] - docket.specialist_minutes if not comparison.left else None
    return Shown(phrases.act(move, names, start), comparison, more, found.plan["cost"], docket.specialist_minutes, (),
                 warnings)


@once.for_each_click
def _publish(on: date, move: Move, seen: int) -> ResponseReturnValue:
    """Publish the next revision, once however often it is sent."""
    there = url_for("meetings.page", local_date=on.isoformat(), _anchor=f"case-{move.case}")
    with transaction() as session:
        meeting = meetings.locked(session, meetings.on(session, current_board(), on).id)
        docket = republishing.publish(session, meeting, move, seen=seen, by=current_member(), now=clock.now())
        once.remember(session, there)
        number = docket.revision
    flash(f"Revision {number} is published.")
    return redirect(there, 303)


def _is_published(on: date) -> bool:
    """Tell whether moves make the next revision."""
    return meetings.on(db.session(), current_board(), on).status is MeetingStatus.PUBLISHED


def _move(case_id: UUID, way: str) -> Move:
    """Read the move of an address."""
    if way not in WAYS:
        raise NotFound("page")
    return Move(str(case_id), WAYS[way])
