"""Letters and minutes: those that wait for their release, and those that went out."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.recommendations.views import bp
from tumorboard.db import db, transaction
from tumorboard.domain.access import Permission
from tumorboard.queries import releases
from tumorboard.services import releasing
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.pages import as_uuid
from tumorboard.web.wording import count

Place = tuple[datetime, UUID]


@bp.get("/letters")
@requires(Permission.RELEASE)
def letters() -> ResponseReturnValue:
    """Show what waits, by meeting."""
    session, board = db.session(), current_board()
    papers = releases.waiting(session, board)
    held = releasing.held(session, papers)
    return render_template("recommendations/letters.html", groups=_by_meeting(papers, held), held=held,
                           ready=len(papers) - len(held), waiting=len(papers))


@bp.get("/letters/released")
@requires(Permission.RELEASE)
def released_letters() -> ResponseReturnValue:
    """Show what went out, the newest first."""
    session, board, after = db.session(), current_board(), _place(request.args.get("after", ""))
    found = releases.released(session, board, after)
    rows = found[:releases.PAGE]
    return render_template("recommendations/released.html", rows=rows, is_first=after is None,
                           next_after=_place_of(rows[-1]) if len(found) > len(rows) else "")


@bp.post("/letters/release")
@requires(Permission.RELEASE)
def release_letters() -> ResponseReturnValue:
    """Release what the button named; what went out meanwhile, or may not go out yet, stays as it is."""
    ids = [found for each in request.form.getlist("paper") if (found := as_uuid(each)) is not None]
    with transaction() as session:
        gone = releasing.release(session, current_board(), ids, by=current_member(), now=clock.now())
    flash(f"{count(gone, 'paper')} released. Those whose cases they are about are told." if gone
          else "Nothing was released: it went out before, or still waits for a signature.")
    return redirect(url_for("recommendations.letters"), 303)


def _by_meeting(papers: Sequence[Any], held: Any) -> list[tuple[Any, list[Any], list[UUID]]]:
    """Group the papers under their meetings, each with the ids of those that may go out."""
    groups = [(key, list(rows)) for key, rows in groupby(papers, lambda paper: paper.meeting)]
    return [(meeting, rows, [each.id for each in rows if each.id not in held]) for meeting, rows in groups]


def _place_of(paper: Any) -> str:
    """Say where a page ends, so that the next one begins there."""
    return f"{paper.released_at.isoformat()}|{paper.id}"


def _place(text: str) -> Place | None:
    """Read where the page before ended; a mistyped place begins again."""
    at, _, last = text.partition("|")
    last_id = as_uuid(last)
    try:
        return (datetime.fromisoformat(at), last_id) if last_id and datetime.fromisoformat(at).tzinfo else None
    except ValueError:
        return None
