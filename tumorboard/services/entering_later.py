"""What was written on paper while the system was down, taken in afterwards and marked as entered later."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain.errors import AnswerRefused
from tumorboard.models import Attendance, Discussion, Meeting, Member
from tumorboard.queries import attendance, recommendations
from tumorboard.services import meeting_room, recommendation_text, recommending, recusing
from tumorboard.services.meeting_room import Result
from tumorboard.services.recommendation_text import Text
from tumorboard.services.record import record
from tumorboard.vocabulary.people import Mode


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of one case: what came of it, the text, who was there or stepped out, and the version that was seen."""

    discussion: Discussion
    result: Result
    text: Text
    people: Collection[UUID]
    seen: int
    recused: Collection[UUID] = ()
    why: str = ""


class SheetRefused(AnswerRefused):
    """One of the sheets cannot be taken as it stands."""

    def __init__(self, case_id: UUID, problems: dict[str, str]) -> None:
        """Keep which sheet it is."""
        super().__init__(problems)
        self.case_id = case_id


def enter(session: Session, meeting: Meeting, sheets: Iterable[Sheet], *, by: Member, now: datetime) -> int:
    """Store all the sheets or none; give how many there were."""
    done = 0
    for sheet in sheets:
        _note(session, meeting, {*sheet.people, *sheet.recused})
        recusing.note_from_paper(session, sheet.discussion, set(sheet.recused), sheet.why, by=by, now=now)
        text = _whole(session, sheet)
        result = replace(sheet.result, entered_later=frozenset(sheet.people),
                         problems=recommending.unsaid(sheet.result.outcome, text)
                         | recusing.unfit(session, sheet.discussion, text))
        try:
            meeting_room.record_result(session, sheet.discussion, result, seen=sheet.seen, by=by, now=now)
        except AnswerRefused as problem:
            raise SheetRefused(sheet.discussion.case_id, problem.problems) from problem
        recommending.write(session, sheet.discussion, text, by=by, now=now)
        record(session, sheet.discussion.case, "discussion.entered_later", by=by, at=now)
        done += 1
    session.flush()
    return done


def _whole(session: Session, sheet: Sheet) -> Text:
    """Add the line of the sheet to what was written before the system went down."""
    draft = recommendations.draft_of(session, sheet.discussion.id)
    if draft is None:
        return sheet.text
    before = recommendation_text.text_of(draft)
    return replace(before, items=sheet.text.items or before.items, summary=sheet.text.summary or before.summary,
                   consensus=sheet.text.consensus or before.consensus,
                   read_back_by=sheet.text.read_back_by or before.read_back_by, outcome_draft=())


def _note(session: Session, meeting: Meeting, people: Collection[UUID]) -> None:
    """Put whoever was there onto the attendance list of the meeting, as of its start: paper tells no times."""
    known = {each.member_id or each.id for each in attendance.of(session, meeting.id)}
    session.add_all([Attendance(meeting_id=meeting.id, member_id=each, mode=Mode.ROOM, arrived_at=meeting.starts_at)
                     for each in people if each not in known])
    session.flush()
