"""Letters and minutes: those that wait for their release, and those that went out."""

from collections.abc import Sequence
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
from tumorboard.web import keyset
from tumorboard.web.access import current_member, requires
from tumorboard.web.context import current_board
from tumorboard.web.pages import as_uuid
from tumorboard.web.wording import count


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
    after = keyset.read(request.args.get("after", ""), keyset.moment, UUID)
    found: Sequence[Any] = releases.released(db.session(), current_board(), after)
    rows, more = found[:releases.PAGE], found[releases.PAGE:]
    return render_template("recommendations/released.html", rows=rows, is_first=after is None,
                           next_after=keyset.written(rows[-1].released_at, rows[-1].id) if more else "")


@bp.post("/letters/release")
@requires(Permission.RELEASE)
def release_letters() -> ResponseReturnValue:
    """Release what the button named; what went out meanwhile, or may not go out yet, stays as it is."""
    named = " ".join(request.form.getlist("paper")).split()
    ids = [found for each in named if (found := as_uuid(each)) is not None]
    with transaction() as session:
        gone = releasing.release(session, current_board(), ids, by=current_member(), now=clock.now())
    flash(f"{count(gone, 'paper')} released. Those whose cases they are about are told." if gone
          else "Nothing was released: it went out before, or still waits for a signature.")
    return redirect(url_for("recommendations.letters"), 303)


def _by_meeting(papers: Sequence[Any], held: Any) -> list[tuple[Any, list[Any], list[UUID]]]:
    """Group the papers under their meetings, each with the ids of those that may go out."""
    groups = [(key, list(rows)) for key, rows in groupby(papers, lambda paper: paper.meeting)]
    return [(meeting, rows, [each.id for each in rows if each.id not in held]) for meeting, rows in groups]
