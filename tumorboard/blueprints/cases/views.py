"""The list of cases and the page of one."""

from datetime import datetime
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from tumorboard.blueprints.cases import cards
from tumorboard.blueprints.cases.page import draw
from tumorboard.blueprints.cases.room import bp
from tumorboard.db import db
from tumorboard.domain.access import Permission
from tumorboard.queries import cases
from tumorboard.web import keyset
from tumorboard.web.access import actor, may_reader, requires
from tumorboard.web.context import current_board

Place = tuple[datetime, int]


@bp.get("")
@requires(Permission.READ_CASES)
def listing() -> ResponseReturnValue:
    """Show one view of the reader's cases, a page at a time."""
    return _listing(request.args.get("view", ""), "", _place(request.args.get("after", "")))


@bp.post("/find")
@requires(Permission.READ_CASES)
def find() -> ResponseReturnValue:
    """Show what the find box means; a name or number never stands in an address."""
    return _listing("all", request.form.get("q", "")[:80], _place(request.form.get("after", "")))


def _listing(view: str, typed: str, after: Place | None) -> str:
    """Draw the list."""
    session, board = db.session(), current_board()
    counts = cases.counts(session, board, actor())
    views = cards.views_of(counts, may_reader(Permission.REVIEW_CASES))
    chosen = next((each for each in views if each.key == view), views[0])
    rows = cases.listing(session, board, actor(), statuses=chosen.statuses, typed=typed, before=after)
    more = rows[cases.PAGE - 1] if len(rows) > cases.PAGE else None
    return render_template(
        "cases/listing.html", views=views, chosen=chosen, typed=typed, is_first=after is None,
        rows=[cards.row(each) for each in rows[:cases.PAGE]],
        next_after=keyset.written(more.saved_at, more.number) if more else "")


def _place(text: str) -> Place | None:
    """Read where the page before ended."""
    return keyset.read(text, keyset.moment, keyset.number)


@bp.get("/<uuid:case_id>")
@requires(Permission.READ_CASE)
def page(case_id: UUID) -> ResponseReturnValue:
    """Show one case with everything that the reader may do with it."""
    return draw(case_id, {})
