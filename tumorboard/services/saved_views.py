"""Searches kept under a name: saved, changed, removed, each by its own member."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tumorboard.domain.errors import AnswerRefused
from tumorboard.models import Member, SavedView
from tumorboard.queries import saved_views as queries
from tumorboard.services.checking import expect_version
from tumorboard.services.record import record

MOST = 30


@dataclass(frozen=True, slots=True)
class Kept:
    """A name, and what is asked under it."""

    name: str
    asked: dict[str, str]



def save(session: Session, kept: Kept, *, by: Member, now: datetime) -> SavedView:
    """Keep a search under a name that the member has not used yet."""
    _expect_name(session, kept, by, None)
    if len(queries.of_member(session, by.id)) >= MOST:
        raise AnswerRefused({"name": f"You keep {MOST} searches already. Remove one that you do not use any more."})
    view = SavedView(board_id=by.board_id, member_id=by.id, name=kept.name, asked=kept.asked, saved_at=now)
    session.add(view)
    record(session, by, "view.saved", by=by, at=now)
    session.flush()
    return view


def change(session: Session, view: SavedView, kept: Kept, *, seen: int, by: Member, now: datetime) -> None:
    """Let a view stand for what is asked now."""
    expect_version(view, seen, "this saved search")
    _expect_name(session, kept, by, view)
    view.name, view.asked, view.saved_at = kept.name, kept.asked, now
    record(session, by, "view.changed", by=by, at=now)
    session.flush()


def remove(session: Session, view: SavedView, *, seen: int, by: Member, now: datetime) -> None:
    """Forget a view."""
    expect_version(view, seen, "this saved search")
    session.delete(view)
    record(session, by, "view.removed", by=by, at=now)
    session.flush()


def _expect_name(session: Session, kept: Kept, by: Member, view: SavedView | None) -> None:
    """Refuse a view without a name or without a question, and a name that stands already."""
    if not kept.name.strip():
        raise AnswerRefused({"name": "Give the search a name, for example “Liver, this year”."})
    if not any(kept.asked.values()):
        raise AnswerRefused({"q": "Type a word or choose something first; everything is listed under Cases."})
    if any(each.name == kept.name and each is not view for each in queries.of_member(session, by.id)):
        raise AnswerRefused({"name": "You have a search of this name. Choose another name, or change that one."})
