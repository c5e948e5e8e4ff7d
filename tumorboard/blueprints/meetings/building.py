"""What every act of the docket builder does: show its preview, keep it once, and let the docket follow."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.meetings import previews
from tumorboard.db import Session, db, transaction
from tumorboard.domain.docket_wishes import Ask
from tumorboard.domain.errors import Stale
from tumorboard.queries import dockets, meetings, members
from tumorboard.scheduling.advance import rebuild
from tumorboard.services import previewing, wishing
from tumorboard.services.docket_input import JUDGED_AT_ONCE
from tumorboard.services.wishing import Desk
from tumorboard.web import once
from tumorboard.web.access import current_member
from tumorboard.web.context import current_board

# A longer docket, or a larger pool, is ordered by the next tick instead of while somebody waits for the page: cases.
ORDERED_AT_ONCE = 20
Act = Callable[[Session, Any], object]


def desk_of(session: Session, on: date) -> Desk:
    """Lay out what a wish for the meeting of a date is judged by."""
    board = current_board()
    return wishing.lay_out(session, board, meetings.on(session, board, on))


def start_of(meeting: Any) -> datetime:
    """Give the start of a meeting where the board is."""
    at: datetime = meeting.starts_at.astimezone(current_board().tz)
    return at


def draw(on: date, ask: Ask, action: str, fields: dict[str, Any], desk: Desk | None = None, back: str = "") -> str:
    """Draw what an act would do, on the desk that is laid out already or on a new one; nothing is stored."""
    session, board = db.session(), current_board()
    found = previewing.preview(board, desk or desk_of(session, on), ask)
    meeting = found.desk.meeting
    card = previews.shown(found, ask, members.people(session, board), start_of(meeting))
    return render_template("meetings/preview.html", meeting=meeting, card=card, action=action, fields=fields,
                           back=back or url_for("meetings.page", local_date=on.isoformat()))


def keep(on: date, ask: Ask, seen: int, case_id: Any = None) -> ResponseReturnValue:
    """Keep an act, and go back to the docket that follows it."""
    return once_only(on, "Kept.", lambda session, meeting: wishing.keep(
        session, meeting, ask, seen=seen, by=current_member(), now=clock.now()), case_id)


@once.for_each_click
def once_only(on: date, words: str, act: Act, case_id: Any = None) -> ResponseReturnValue:
    """Do one act on a meeting that nobody else writes meanwhile, once however often it is sent."""
    there = url_for("meetings.page", local_date=on.isoformat(), _anchor=f"case-{case_id}" if case_id else None)
    with transaction() as session:
        act(session, meetings.locked(session, meetings.on(session, current_board(), on).id))
        once.remember(session, there)
    follow(on, words)
    return redirect(there, 303)


def follow(on: date, words: str) -> None:
    """Build the docket that follows a wish, and say so; a long one follows with the next tick."""
    session = db.session()
    meeting = meetings.on(session, current_board(), on)
    ordered, judged = dockets.newest_size(session, meeting.id)
    is_short = ordered <= ORDERED_AT_ONCE and judged <= JUDGED_AT_ONCE
    session.rollback()
    if is_short:
        rebuild(clock.now())
    flash(f"{words} The order below follows it." if is_short else f"{words} The order follows within a minute.")


def stale(on: date, ask: Ask, action: str, fields: dict[str, Any]) -> ResponseReturnValue:
    """Show the preview anew where the docket changed meanwhile; what was typed is in it still."""
    flash(Stale("this docket").message + " Look at what your wish would do now.")
    return draw(on, ask, action, fields), 409
