"""What changed between two builds of a docket, published or not."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from tumorboard.blueprints.meetings import building, orders
from tumorboard.blueprints.meetings.views import bp
from tumorboard.db import db
from tumorboard.domain.access import Permission
from tumorboard.domain.errors import NotFound
from tumorboard.queries import dockets, meetings, members
from tumorboard.web.access import requires
from tumorboard.web.context import current_board
from tumorboard.web.day_address import read_date
from tumorboard.web.wording import stamp

MOST_BUILDS = 30


@bp.get("/<local_date>/changes")
@requires(Permission.READ_DOCKET)
def compare(local_date: str) -> ResponseReturnValue:
    """Compare two builds; without a choice, the newest with the one before it."""
    session, board = db.session(), current_board()
    meeting = meetings.on(session, board, read_date(local_date))
    builds = dockets.builds(session, meeting.id, MOST_BUILDS)
    numbers = [each.build for each in builds]
    old, new = (_chosen(name, numbers, place) for name, place in (("from", 1), ("to", 0)))
    card = None
    if old is not None and new is not None:
        before, after = (dockets.whole_build(session, meeting.id, number) for number in (old, new))
        cases = {item.case_id: item.case for docket in (before, after) for item in docket.items}
        card = orders.compare(orders.of_docket(before), orders.of_docket(after), cases,
                              members.people(session, board), building.start_of(meeting))
    labels = [(each.build, _label(each)) for each in builds]
    return render_template("meetings/compare.html", meeting=meeting, card=card, builds=labels, old=old, new=new)


def _chosen(name: str, numbers: list[int], place: int) -> int | None:
    """Read the number of a build; raise NotFound where there is no such build."""
    text = request.args.get(name, "")
    if not text:
        return numbers[place] if place < len(numbers) else None
    if not text.isdigit() or int(text) not in numbers:
        raise NotFound("build of this docket")
    return int(text)


def _label(docket: Any) -> str:
    """Name a build: its revision and when it was published, or when it was built."""
    zone = current_board().tz
    if docket.revision:
        return f"Revision {docket.revision}, {stamp(docket.published_at, zone)}"
    return f"Draft {docket.build}, {stamp(docket.built_at, zone)}"
