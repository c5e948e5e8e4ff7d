"""The page that everybody begins with."""

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from tumorboard import clock
from tumorboard.blueprints.home import cards, urgent
from tumorboard.db import db
from tumorboard.domain.access import Permission
from tumorboard.domain.telling import stays
from tumorboard.queries import cases, desks, meetings, notices, recommendations, sheets
from tumorboard.services import releasing
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import MeetingStatus
from tumorboard.web.access import actor, current_member, may_reader, requires
from tumorboard.web.context import current_board

bp = Blueprint("home", __name__)
FRIDAYS = 5


@bp.get("/")
@requires(Permission.USE_BOARD)
def this_week() -> ResponseReturnValue:
    """Show what this week asks of the reader."""
    session, board, me = db.session(), current_board(), current_member()
    coming = meetings.coming(session, board)
    sheet = sheets.read(session, board, coming.local_date) if coming and may_reader(Permission.READ_DOCKET) else None
    fridays = _next(meetings.after(session, board, clock.today(board.tz), FRIDAYS + 1))
    answers = desks.answers_of(session, me.id, [each.id for each in fridays])
    unread = notices.unread(session, me.id)
    mine = cases.own(session, board, me.id) if may_reader(Permission.SUBMIT_CASE) else []
    return render_template(
        "home/this_week.html", meeting=coming, fridays=fridays, answers=answers, me=me,
        block=cards.block(sheet, me.id, board.tz, stays=stays(me.stays_whole_meeting, me.roles)) if sheet else None,
        unread=unread, changed=cards.changed(unread, coming),
        room=cards.room(sheet) if sheet else None, mine=[cards.own_case(each, sheet, board.tz) for each in mine],
        todo=_todo(coming), released=_released())


def _next(found: list[Any]) -> list[Any]:
    """Leave out the meeting that was held today."""
    return [each for each in found if each.status is not MeetingStatus.CLOSED][:FRIDAYS]


def _todo(coming: Any) -> list[cards.Todo]:
    """List what the board needs from the reader, the most pressing first."""
    session, board, me = db.session(), current_board(), current_member()
    found: list[cards.Todo] = urgent.todo(coming, clock.now())
    if may_reader(Permission.RUN_MEETING) and coming is not None:
        found += [cards.left_open(each) for each in meetings.left_open(session, board, coming)]
    if may_reader(Permission.REVIEW_CASES):
        found += [cards.to_review(each, clock.today(board.tz)) for each in cases.to_review(session, board)
                  if each.status == "submitted"]
        found += [cards.change_asked(message, case) for message, case in desks.changes_asked(session, board)]
    if may_reader(Permission.RUN_MAIL) and (mail := notices.mail(session, board)).undelivered:
        found.append(cards.undelivered(mail))
    if may_reader(Permission.RELEASE) and (ready := releasing.ready(session, board)):
        found.append(cards.to_release(ready))
    if may_reader(Permission.CORRECT_PATIENT):
        found += [cards.disputed(each) for each in desks.disputed(session, board)]
    if may_reader(Permission.SIGN):
        own_only = None if Role.CHAIR in me.roles else me.id
        found += [cards.to_sign(each) for each in recommendations.to_sign(session, board, chaired_by=own_only)]
    if may_reader(Permission.SUBMIT_CASE):
        found += [cards.asked_back(each, coming) for each in desks.asked_back(session, board, me.id)]
    return found


def _released() -> list[Any]:
    """List the newest recommendations that those see who neither submit nor sit on the board."""
    if may_reader(Permission.READ_CASES) or not may_reader(Permission.READ_RECOMMENDATIONS):
        return []
    return recommendations.listing(db.session(), current_board(), actor())[:5]
