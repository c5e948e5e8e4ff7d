"""Who is told what: one function for each thing that people hear of, called by the service that does it."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain import letters, telling
from tumorboard.domain.letters import Letter, When
from tumorboard.domain.telling import Span
from tumorboard.models import Board, Case, Docket, DocketBlock, Meeting, Member
from tumorboard.queries import attendance, boards, meetings, members
from tumorboard.queries import notices as queries
from tumorboard.services import docket_input
from tumorboard.services.outbox import Note, outdate, queue
from tumorboard.vocabulary.notices import NoticeKind
from tumorboard.vocabulary.people import Role

Told = Iterable[tuple[UUID, Note]]
ON_THE_BOARD = frozenset({Role.COORDINATOR, Role.CHAIR, Role.VICE_CHAIR, Role.SPECIALIST})
# Early enough to do it today, late enough that nobody is woken; local time of the board.
REMIND_AT = time(8, 0)


def docket_published(session: Session, meeting: Meeting, docket: Docket, *, now: datetime) -> None:
    """Tell everybody their block of the first revision, and later only those whose block moved five minutes or more."""
    # Of a meeting that is over, nobody needs to hear.
    if now >= meeting.starts_at + timedelta(minutes=meeting.minutes) or docket.revision is None:
        return
    board = session.get_one(Board, meeting.board_id)
    when, staying = When(meeting.starts_at, board.tz), _staying(session, board, meeting)
    told, ends_min = queries.blocks(session, meeting.id), queries.ends_min(session, docket.id)
    if docket.revision > 1:
        news = telling.shifts([_spans(each) for each in told])
        found = [(member_id, letters.changed(when, shift)) for member_id, shift in news.items()
                 if member_id not in staying]
    elif ends_min:
        throughout = letters.needed_throughout(when, Span(0, ends_min))
        found = [(block.member_id, letters.needed(when, Span(block.from_min, block.to_min))) for block in told[-1]]
        found += [(member_id, throughout) for member_id in staying]
    else:
        found = []
    kind = NoticeKind.NEEDED if docket.revision == 1 else NoticeKind.NEEDED_CHANGED
    once = f"docket {meeting.local_date} {docket.revision}"
    outdate(session, meeting.id, [who for who, _ in found], now=now)
    queue(session, [(who, Note(kind, letter, once, meeting.id)) for who, letter in found], now=now)


def _spans(blocks: Iterable[DocketBlock]) -> dict[UUID, Span]:
    """See stored blocks as the rules see them."""
    return {block.member_id: Span(block.from_min, block.to_min) for block in blocks}


def _staying(session: Session, board: Board, meeting: Meeting) -> list[UUID]:
    """Give who comes and stays the whole meeting."""
    seated = docket_input.seated(members.people(session, board), meetings.answers(session, [meeting.id]), board,
                                 meeting)
    return [member_id for member_id, person in seated.items() if person["whole_meeting"]]


def meeting_called_off(session: Session, meeting: Meeting, *, by: Member, now: datetime) -> None:
    """Tell that a meeting will not be held."""
    _tell_of(session, meeting, letters.called_off(_when(session, meeting)), "called off", by=by, now=now)


def meeting_held_after_all(session: Session, meeting: Meeting, *, by: Member, now: datetime) -> None:
    """Tell that a meeting that was called off will be held."""
    _tell_of(session, meeting, letters.held_after_all(_when(session, meeting)), "held after all", by=by, now=now)


def meeting_moved(session: Session, meeting: Meeting, before: datetime, *, by: Member, now: datetime) -> None:
    """Tell that a meeting, which was to start at `before`, is at another time."""
    when = _when(session, meeting)
    _tell_of(session, meeting, letters.moved(When(before, when.zone), when), "moved", by=by, now=now)


def meeting_added(session: Session, meeting: Meeting, *, by: Member, now: datetime) -> None:
    """Tell of an extra meeting."""
    _tell_of(session, meeting, letters.added(_when(session, meeting)), "added", by=by, now=now)


def _tell_of(session: Session, meeting: Meeting, letter: Letter, what: str, *, by: Member, now: datetime) -> None:
    """Tell the board's people, and whose case is on the docket; whoever did it knows."""
    board = session.get_one(Board, meeting.board_id)
    people = [each.id for each in members.people(session, board) if each.roles & ON_THE_BOARD]
    people += [member_id for case in queries.concerned(session, meeting) for member_id in _owners(case)]
    # The same meeting may be called off twice, so the state that is told of is named by its version.
    note = Note(NoticeKind.MEETING, letter, f"{what} {meeting.local_date} {meeting.version}", meeting.id)
    queue(session, [(member_id, note) for member_id in people if member_id != by.id], now=now)


def case_sent_back(session: Session, case: Case, message_id: UUID, *, by: Member, now: datetime) -> None:
    """Tell whose case it is that something is asked for."""
    note = Note(NoticeKind.ASKED, letters.sent_back(), f"asked {message_id}", case_id=case.id)
    queue(session, [(each, note) for each in _owners(case) if each != by.id], now=now)


def case_deferred(session: Session, case: Case, meeting: Meeting, *, now: datetime) -> None:
    """Tell whose case it is that the board put it off."""
    _tell_owners(session, case, meeting, NoticeKind.RETURNED, letters.deferred(_when(session, meeting)), now=now)


def case_not_reached(session: Session, case: Case, meeting: Meeting, *, now: datetime) -> None:
    """Tell whose case it is that the meeting ended before it."""
    _tell_owners(session, case, meeting, NoticeKind.RETURNED, letters.not_reached(_when(session, meeting)), now=now)


def case_displaced(session: Session, case: Case, meeting: Meeting, *, now: datetime) -> None:
    """Tell whose case it is that an emergency took its place on a published docket."""
    _tell_owners(session, case, meeting, NoticeKind.DISPLACED, letters.displaced(_when(session, meeting)), now=now)


def letter_released(session: Session, case: Case, meeting: Meeting, version: int, *, by: Member, now: datetime) -> None:
    """Tell whose case it is, and who referred the patient, that they can read and print the letter."""
    note = Note(NoticeKind.RELEASED, letters.letter_released(_when(session, meeting), version),
                f"letter {meeting.local_date} {case.id} {version}", meeting.id, case.id)
    readers = dict.fromkeys([*_owners(case), *([case.referrer_id] if case.referrer_id else [])])
    queue(session, [(each, note) for each in readers if each != by.id], now=now)


def minutes_released(session: Session, meeting: Meeting, *, by: Member, now: datetime) -> None:
    """Tell whoever was there that the minutes can be read."""
    note = Note(NoticeKind.RELEASED, letters.minutes_released(_when(session, meeting)), f"minutes {meeting.local_date}",
                meeting.id)
    queue(session, [(each, note) for each in attendance.attended(session, meeting.id) if each != by.id], now=now)


def huddle_asked(session: Session, case: Case, huddle_id: UUID, asked: Iterable[UUID], *, now: datetime) -> None:
    """Tell those who are asked to decide before the meeting."""
    note = Note(NoticeKind.HUDDLE, letters.huddle(), f"huddle {huddle_id}", case_id=case.id)
    queue(session, [(member_id, note) for member_id in asked], now=now)


def _tell_owners(session: Session, case: Case, meeting: Meeting, kind: NoticeKind, letter: Letter, *, now: datetime
                 ) -> None:
    """Tell whose case it is what became of it at, or before, a meeting."""
    note = Note(kind, letter, f"{kind} {meeting.local_date} {case.id}", meeting.id, case.id)
    queue(session, [(member_id, note) for member_id in _owners(case)], now=now)


def _owners(case: Case) -> list[UUID]:
    """Give whose case it is: who submitted it, and who is responsible for the patient."""
    return [each for each in (case.submitter_id, case.responsible_id) if each is not None]


def _when(session: Session, meeting: Meeting) -> When:
    """Give the meeting's time where its board lives."""
    return When(meeting.starts_at, session.get_one(Board, meeting.board_id).tz)


def owing(session: Session, board: Board, *, now: datetime) -> list[queries.Due]:
    """List who is to be reminded now of what is due tomorrow; before the morning, nobody."""
    local = now.astimezone(board.tz)
    if local.time() < REMIND_AT:
        return []
    today = local.date()
    return queries.unreminded(session, board, today + timedelta(days=1), _reminder(today))


def remind(session: Session, board: Board, *, now: datetime) -> int:
    """Remind everybody once a day of what is due tomorrow; give how many were."""
    # Another host may be reminding: whoever comes second finds it done.
    boards.lock(session)
    once = _reminder(now.astimezone(board.tz).date())
    return queue(session, [
        (due.member_id, Note(NoticeKind.REMINDER, letters.reminder(due.tomorrow, due.late), once))
        for due in owing(session, board, now=now)], now=now)


def _reminder(today: date) -> str:
    """Name today's reminder."""
    return f"reminder {today}"
