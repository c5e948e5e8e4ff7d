"""What was decided out of cycle comes before the board: the room begins with its words and items."""

from datetime import datetime

from sqlalchemy.orm import Session

from tumorboard.domain.recommending import Item
from tumorboard.domain.times import day
from tumorboard.models import Board, Huddle, Meeting, Member
from tumorboard.queries import discussions, huddles, recommendations
from tumorboard.services import recommending
from tumorboard.services.recommendation_text import Text
from tumorboard.vocabulary.workflow import Lane


def hand_over(session: Session, meeting: Meeting, *, by: Member, now: datetime) -> None:
    """Write what huddles decided into the drafts of their cases, where nothing is written yet."""
    rows = [each for each in discussions.of(session, meeting.id)
            if each.outcome is None and each.case.lane is Lane.SOC_LISTING]
    held = huddles.recorded(session, [each.case_id for each in rows])
    board = session.get_one(Board, meeting.board_id)
    for each in rows:
        if each.case_id in held and recommendations.draft_of(session, each.id) is None:
            recommending.write(session, each, _text(session, held[each.case_id], board), by=by, now=now)


def _text(session: Session, huddle: Huddle, board: Board) -> Text:
    """Give the words and the items of a huddle as a recommendation takes them."""
    if huddle.started_at is None:
        raise ValueError("a recorded huddle has a time")
    decider = session.get_one(Member, huddle.decider_id)
    on = day(huddle.started_at.astimezone(board.tz).date())
    items = tuple(Item(item.kind, item.detail, owner=str(item.owner_id) if item.owner_id else "", due_on=item.due_on)
                  for item in huddle.items)
    return Text(f"Decided out of cycle on {on} by {decider.name}: {huddle.decided}", items)
