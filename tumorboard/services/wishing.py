"""The coordinator's wishes for a docket: kept with what they end, and undone step by step; none is ever deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain import docket_wish_problems, docket_wishes
from tumorboard.domain.docket_wish_problems import Scene
from tumorboard.domain.docket_wishes import Ask, Change, Lift, Wanted
from tumorboard.domain.errors import AnswerRefused, MoveRefused, NotFound, Stale
from tumorboard.domain.meeting_flow import OPEN_TO_WISHES
from tumorboard.domain.times import clock_time
from tumorboard.models import Board, Case, Meeting, Member, Wish
from tumorboard.queries import dockets, wishes
from tumorboard.services import docket_input
from tumorboard.services.checking import expect_version
from tumorboard.services.docket_input import Candidates
from tumorboard.services.record import record
from tumorboard.vocabulary.workflow import WishKind


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before whoever wishes: the cases, the order that is shown, and the wishes that stand."""

    meeting: Meeting
    found: Candidates
    order: tuple[str, ...]
    rows: Sequence[Wish]

    @property
    def standing(self) -> list[Wanted]:
        """The wishes that stand."""
        return [docket_wishes.wanted(row) for row in self.rows]


def lay_out(session: Session, board: Board, meeting: Meeting) -> Desk:
    """Read what a wish is judged by; raise where the docket takes no wishes any more."""
    if meeting.status not in OPEN_TO_WISHES:
        raise MoveRefused(f"This docket is “{meeting.status.label.lower()}”, so it takes no wishes. "
                          "A published order is moved by its next revision.")
    found = docket_input.at_hand(session, board, meeting)
    return Desk(meeting, found, tuple(dockets.newest_order(session, meeting.id)),
                wishes.standing(session, meeting.id))


def change_of(desk: Desk, board: Board, ask: Ask) -> Change:
    """Say what an act would make and end; raise AnswerRefused, in words for its fields, where it cannot be."""
    if not isinstance(ask, Lift) and ask.case is not None and ask.case not in desk.found.ranked:
        raise NotFound("case on this docket")
    if isinstance(ask, docket_wishes.Move) and ask.case not in desk.order:
        raise MoveRefused("The case is not in the running order, so there is nothing to move.")
    if isinstance(ask, Lift) and ask.wish not in desk.standing:
        raise Stale("this wish")
    change = docket_wishes.change_of(ask, desk.order, desk.standing)
    if not change.made and not change.ended:
        raise MoveRefused("The case stands at the end of the order already.")
    problems = docket_wish_problems.problems(change, _scene(desk, board))
    if problems:
        raise AnswerRefused(problems)
    return change


def keep(session: Session, meeting: Meeting, ask: Ask, *, seen: int, by: Member, now: datetime) -> Change:
    """Keep a wish, a move, or the end of a wish; the docket is built anew from it afterwards."""
    expect_version(meeting, seen, "this docket")
    board = session.get_one(Board, meeting.board_id)
    desk = lay_out(session, board, meeting)
    change = change_of(desk, board, ask)
    _write(session, desk, change, by, now)
    for each in (*change.made, *(one for one in change.ended if not change.made)):
        _tell(session, desk, each, _happening(each, bool(change.made)), by, now)
    session.flush()
    return change


def undo(session: Session, meeting: Meeting, *, step: int, by: Member, now: datetime) -> Change:
    """Take the last step back: what it made ends, what it ended stands again."""
    board = session.get_one(Board, meeting.board_id)
    desk = lay_out(session, board, meeting)
    if not step or wishes.newest_step(session, meeting.id) != step:
        raise Stale("the wishes for this docket")
    made = [docket_wishes.wanted(row) for row in desk.rows if row.step == step]
    ended = [docket_wishes.wanted(row) for row in wishes.ended_in(session, meeting.id, step)]
    change = docket_wishes.undoing(made, ended)
    _write(session, desk, change, by, now)
    for each in change.made or change.ended:
        _tell(session, desk, each, "docket.wish_undone", by, now)
    session.flush()
    return change


def _write(session: Session, desk: Desk, change: Change, by: Member, now: datetime) -> None:
    """End what ends before anything is made, so that one pin a case is never two."""
    step, by_id = wishes.newest_step(session, desk.meeting.id) + 1, by.id
    for row in desk.rows:
        if docket_wishes.wanted(row) in change.ended:
            row.ended_step, row.ended_at, row.ended_by_id = step, now, by_id
    session.flush()
    for each in change.made:
        session.add(Wish(
            meeting_id=desk.meeting.id, case_id=_id(each.case), kind=each.kind, from_min=each.from_min,
            to_min=each.to_min, other_id=_id(each.other), chain=list(each.chain), note=each.note, step=step,
            made_at=now, made_by_id=by_id))
    desk.meeting.version += 1
    session.flush()


def _tell(session: Session, desk: Desk, wanted: Wanted, kind: str, by: Member, now: datetime) -> None:
    """Leave the event of one wish at its case, or at the meeting where it is for all."""
    case = desk.found.ranked.get(wanted.case) if wanted.case else None
    subject: Case | Meeting = case or desk.meeting
    record(session, subject, kind, by=by, at=now, wish=wanted.kind.value).meeting_id = desk.meeting.id


def _happening(wanted: Wanted, is_made: bool) -> str:
    """Name what happened to one wish."""
    if wanted.kind is WishKind.ORDER:
        return "docket.order_kept" if is_made else "docket.order_released"
    return "docket.wish_kept" if is_made else "docket.wish_ended"


def _scene(desk: Desk, board: Board) -> Scene:
    """Give what problems are judged by, with the words to name cases and hours."""
    begins = desk.meeting.starts_at.astimezone(board.tz)
    ends = begins + timedelta(minutes=desk.meeting.minutes)
    names = {key: case.patient.family_name.upper() if case.patient else f"case {case.number}"
             for key, case in desk.found.ranked.items()}
    rows = {row["id"]: row for row in desk.found.instance["candidates"]}
    return Scene(desk.standing, rows, desk.meeting.minutes, (clock_time(begins), clock_time(ends)), names)


def _id(key: str | None) -> UUID | None:
    """Read the id of a case."""
    return UUID(key) if key else None
