"""The roster: who fills which seat, and who comes on the next meetings."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.roster import cards
from tumorboard.blueprints.roster.grid import Grid
from tumorboard.db import db
from tumorboard.domain.access import Permission
from tumorboard.queries import meetings, members, roster
from tumorboard.web.access import requires
from tumorboard.web.context import current_board
from tumorboard.web.pages import profile

bp = Blueprint("roster", __name__)
SHOWN = 4


@bp.get("/roster")
@requires(Permission.READ_ROSTER)
def seats() -> ResponseReturnValue:
    """Show one row per seat with the answers for the next meetings."""
    grid = read_grid()
    own = grid.by_id.get(g.actor.id)
    return render_template("roster/seats.html", grid=grid, rows=cards.rows(grid), fridays=cards.fridays(grid),
                           own=own_answers(grid, own) if own is not None and own.specialties else [],
                           office=cards.offices)


def read_grid() -> Grid:
    """Read everything that the grid shows, in a number of reads that no roster makes larger."""
    session, board = db.session(), current_board()
    coming = meetings.after(session, board, clock.today(board.tz), SHOWN)
    ids = [each.id for each in coming]
    return Grid(profile().labels("specialty"), members.people(session, board), coming, meetings.answers(session, ids),
                roster.loads(session, ids))


def own_answers(grid: Grid, member: object) -> list[tuple[object, cards.Line | None]]:
    """List the next meetings with what this member answered; a skipped one has no line."""
    found: list[tuple[object, cards.Line | None]] = []
    for meeting in grid.meetings:
        answer, row = grid.answer(meeting, member)
        line = cards.Line("", cards.TONES.get(answer, "ok"), cards.words(answer, row, grid.by_id))
        found.append((meeting, None if meeting.status in cards.OFF else line))
    return found
