"""Personas and the time machine; registered by the demo command alone, and answered on this machine alone."""

from ipaddress import ip_address

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.queries import members
from tumorboard.scheduling.advance import advance, tick
from tumorboard.services.demo import time_machine
from tumorboard.services.demo.founding import PASSWORD
from tumorboard.web import sessions
from tumorboard.web.access import public, requires
from tumorboard.web.context import current_board

bp = Blueprint("demo", __name__, url_prefix="/demo")
PERSONAS = (
    ("eromano", "Specialist", "Submits a case, answers for Friday, sees when she is needed."),
    ("coord_dale", "Coordinator", "Accepts cases, reads the docket and its reasons, prints the agenda."),
    ("aokafor", "Chair", "Runs the meeting and signs the recommendations."),
    ("ref_abara", "Referring clinician", "Submits patients from another hospital and sees only those."),
    ("ref_quist", "Clinician", "Reviews the recommendations that were signed."),
    ("adm_rook", "Administrator", "Looks after accounts and settings, without any patient’s data."),
    ("aud_bell", "Auditor", "Reads the record of changes."),
)


@bp.before_request
def only_here() -> None:
    """Answer nobody but this machine, and nobody who came through a proxy."""
    is_here = request.remote_addr is not None and ip_address(request.remote_addr).is_loopback
    if not is_here or "X-Forwarded-For" in request.headers:
        abort(404)


@bp.app_context_processor
def stops() -> dict[str, object]:
    """Give every page the moments that the clock can be moved to."""
    return {"demo_stops": lambda: time_machine.stops(db.session(), current_board(), clock.now())}


@bp.get("/")
@public
def personas() -> ResponseReturnValue:
    """Offer every role with one click."""
    return render_template("demo/personas.html", personas=PERSONAS, password=PASSWORD)


@bp.post("/be/<username>")
@public
def be(username: str) -> ResponseReturnValue:
    """Sign in as one of the personas."""
    if username not in {name for name, *_ in PERSONAS}:
        abort(404)
    member = members.by_name_or_email(db.session(), current_board(), username)
    if member is None:
        abort(404)
    sessions.begin(member)
    return redirect(url_for("home.this_week"), 303)


@bp.post("/clock")
@requires(Permission.USE_BOARD)
def move_clock() -> ResponseReturnValue:
    """Move the demo's clock to a moment of the week, and do what was due on the way."""
    board, now = current_board(), clock.now()
    wanted = request.form.get("to", "")
    stop = next((each for each in time_machine.stops(db.session(), board, now) if each.key == wanted), None)
    if stop is None:
        flash("The clock is there already.")
    else:
        with transaction() as session:
            time_machine.move(session, current_board(), stop.at, now=now, real_now=clock.real_now())
        advance(stop.at)
        tick("the demo's time machine")
        flash(f"The demo’s clock was moved to {stop.words}.")
    return redirect(url_for("home.this_week"), 303)
