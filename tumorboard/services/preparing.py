"""Getting ready for a meeting: lines of a preparation list that are done, items asked for, and reminders."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain import letters
from tumorboard.domain.clinical import ReadinessItem
from tumorboard.domain.clinical.readiness import MET
from tumorboard.domain.errors import MoveRefused
from tumorboard.models import Board, Case, Meeting, Member, PreparationMark, Reminder
from tumorboard.queries import members, worklists
from tumorboard.services import readiness_review
from tumorboard.services.outbox import Note, queue
from tumorboard.services.readiness_review import ItemState
from tumorboard.services.record import record
from tumorboard.vocabulary.notices import NoticeKind
from tumorboard.vocabulary.workflow import ReadinessState


def mark(session: Session, meeting: Meeting, case: Case, line: str, *, by: Member, now: datetime) -> None:
    """Note that a line of the preparation list is done; done twice is done once."""
    if worklists.mark(session, meeting.id, case.id, line) is not None:
        return
    session.add(PreparationMark(meeting_id=meeting.id, case_id=case.id, line=line, done_at=now, done_by_id=by.id))
    record(session, case, "case.prepared", by=by, at=now)
    session.flush()


def unmark(session: Session, meeting: Meeting, case: Case, line: str, *, by: Member, now: datetime) -> None:
    """Note that a line is to be done after all."""
    row = worklists.mark(session, meeting.id, case.id, line)
    if row is None:
        return
    session.delete(row)
    record(session, case, "case.unprepared", by=by, at=now)
    session.flush()


def remind(session: Session, case: Case, item: ReadinessItem, due_on: date, *, by: Member, now: datetime) -> None:
    """Ask for an item: what nobody was asked for yet is requested by that day, what was is called to mind."""
    row = next((each for each in case.readiness_rows if each.item == item.id), None)
    if item.state in MET:
        raise MoveRefused("This item is settled already. Open the case to see by whom.")
    if row is None:
        asked = ItemState(ReadinessState.REQUESTED, None, due_on)
        readiness_review.set_item(session, case, item.id, asked, by=by, now=now)
    session.add(Reminder(case_id=case.id, item=item.id, at=now, by_id=by.id))
    record(session, case, "case.reminded", by=by, at=now, item=item.id)
    until = row.due_on if row is not None and row.due_on is not None else due_on
    board = session.get_one(Board, case.board_id)
    note = Note(NoticeKind.REMINDER, letters.asked_for(until),
                f"asked {case.id} {item.id} {now.astimezone(board.tz).date()}", case_id=case.id)
    told = _whose(session, case, item, row.owner_id if row is not None else None)
    queue(session, [(each, note) for each in told if each != by.id], now=now)
    session.flush()


def _whose(session: Session, case: Case, item: ReadinessItem, named: UUID | None) -> list[UUID]:
    """Give who is told: the one asked by name, the presenter, or everybody on the seat that the item belongs to."""
    if named is not None:
        return [named]
    if item.owner == "presenter":
        return [each for each in (case.presenter_id or case.responsible_id,) if each is not None]
    people = members.people(session, session.get_one(Board, case.board_id))
    return [each.id for each in people if each.is_active and item.owner in each.specialties]
