"""The worklists as pages."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from tumorboard.blueprints.worklists import cards, lists
from tumorboard.blueprints.worklists.room import bp
from tumorboard.db import db
from tumorboard.domain.access import Permission, prepares
from tumorboard.domain.errors import NotFound
from tumorboard.domain.preparing import PATHOLOGY, RADIOLOGY
from tumorboard.queries import desks, worklists
from tumorboard.web import owing
from tumorboard.web.access import actor, current_member, may_reader, requires
from tumorboard.web.context import current_board

SEATS = {RADIOLOGY: "Radiology", PATHOLOGY: "Pathology"}


def tabs(here: str) -> list[dict[str, Any]]:
    """List the worklists that the reader may open."""
    found: list[tuple[str, dict[str, str], str, bool]] = [
        ("worklists.tasks", {}, "Your tasks", True),
        ("worklists.missing", {}, "What is missing", may_reader(Permission.REVIEW_CASES))]
    found += [("worklists.preparation", {"seat": seat}, f"{words} prepares", may_reader(Permission.READ_DOCKET))
              for seat, words in SEATS.items()]
    return [{"endpoint": endpoint, "values": values, "words": words, "is_here": words == here}
            for endpoint, values, words, is_shown in found if is_shown]


@bp.get("")
@requires(Permission.READ_CASES)
def tasks() -> ResponseReturnValue:
    """Show what the reader owes, the latest first, with what was sent back to them."""
    by, today = lists.yard(), lists.today()
    asked = desks.asked_back(db.session(), current_board(), current_member().id)
    return render_template("worklists/tasks.html", tabs=tabs("Your tasks"), meeting=by.meeting, asked=asked,
                           rows=[owing.card(row, today, by.profile) for row in lists.tasks(by)])


@bp.get("/missing")
@requires(Permission.REVIEW_CASES)
def missing() -> ResponseReturnValue:
    """Show what is missing for the coming meeting, by case."""
    by, today, zone = lists.yard(), lists.today(), current_board().tz
    found, total = lists.missing(by)
    cases = [{"case": each.case, "place": each.place, "at": cards.at(each.place, by.meeting, zone),
              "rows": [owing.card(row, today, by.profile) for row in each.rows]} for each in found]
    late = sum(row["tone"] == "late" for each in cases for row in each["rows"])
    return render_template("worklists/missing.html", tabs=tabs("What is missing"), meeting=by.meeting, cases=cases,
                           total=total, late=late)


@bp.get("/preparation/<seat>")
@requires(Permission.READ_DOCKET)
def preparation(seat: str) -> ResponseReturnValue:
    """Show what a seat pulls and reads again for the coming meeting, in running order."""
    if seat not in SEATS:
        raise NotFound("preparation list")
    by, zone = lists.yard(), current_board().tz
    marks = worklists.marks(db.session(), by.meeting.id) if by.meeting else {}
    found = [cards.prepared(each, marks, by.profile, lists.today()) | {"at": cards.at(each.place, by.meeting, zone)}
             for each in lists.preparation(seat, by)]
    return render_template("worklists/preparation.html", tabs=tabs(f"{SEATS[seat]} prepares"), seat=seat,
                           title=f"{SEATS[seat]} prepares", meeting=by.meeting, cases=found, left=cards.left(found),
                           may_tick=prepares(actor(), seat))
