"""The people of one meeting, as the attendance list shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any
from uuid import UUID

from tumorboard.domain import attending, deputies
from tumorboard.queries import attendance, meetings, members
from tumorboard.vocabulary.people import Answer, Mode, Role
from tumorboard.web.pages import profile

OFFICES = frozenset({Role.COORDINATOR, Role.CHAIR, Role.VICE_CHAIR})
OTHERS, NOT_CALLED, GUESTS = "Others of the board", "Deputies, not called", "Guests"


@dataclass(frozen=True, slots=True)
class Expected:
    """One person: what they answered, whether they were called as a deputy and for whom, and their attendance."""

    id: UUID
    member: Any
    guest: str = ""
    answer: Any = None
    called_for: Any = None
    row: Any = None
    is_stand_in: bool = False

    @property
    def mode(self) -> str:
        """How they are there now; empty where they are not."""
        return self.row.mode.value if self.row is not None and self.row.left_at is None else ""

    @property
    def group(self) -> str:
        """Under which heading they stand: their first seat."""
        if self.member is None:
            return GUESTS
        if self.is_stand_in and self.called_for is None and self.row is None:
            return NOT_CALLED
        return self.member.specialties[0] if self.member.specialties else OTHERS

    @property
    def answered(self) -> tuple[str, str]:
        """Give tone and words of what they answered."""
        if self.answer is None or self.answer.answer is Answer.NO_ANSWER:
            return ("part", "Called as deputy") if self.called_for else ("na", Answer.NO_ANSWER.label)
        given = self.answer.answer
        return ("no" if given in (Answer.ABSENT, Answer.DEPUTY) else "ok"), given.label

    def mode_by_answer(self, at: time) -> Mode | None:
        """Tell how they are there at a local time by what they answered."""
        hours = (self.answer.from_time, self.answer.until_time) if self.answer else (None, None)
        return attending.said_yes(self.answer.answer if self.answer else None, hours, at,
                                  is_called=self.called_for is not None)


def expected(session: Any, board: Any, meeting: Any) -> list[Expected]:
    """List everybody who may be noted: those with a seat or an office, whoever was noted, and the guests."""
    everybody = members.people(session, board)
    answers = {each.member_id: each for each in meetings.answers(session, [meeting.id])}
    named = {each.id: each for each in everybody}
    called = {each.deputy_id: named.get(each.member_id) for each in answers.values()
              if each.answer is Answer.DEPUTY}
    noted = {each.member_id or each.id: each for each in attendance.of(session, meeting.id)}
    stand_ins = deputies.only_when_called({each.id: each.deputy_id for each in everybody})
    found = [Expected(each.id, each, "", answers.get(each.id), called.get(each.id), noted.get(each.id),
                      each.id in stand_ins)
             for each in everybody if each.id in noted or _may_come(each)]
    guests = [row for row in noted.values() if row.member_id is None]
    return found + [Expected(row.id, None, row.guest_name or "", row=row) for row in guests]


def _may_come(member: Any) -> bool:
    """Tell whether a member sits on the board."""
    return bool(member.is_active and (member.specialties or member.roles & OFFICES))


def by_seat(everybody: Sequence[Expected]) -> list[tuple[str, list[Expected]]]:
    """Group people by their first seat, in the order of the board's list of seats."""
    labels = profile().labels("specialty")
    order = [*labels, OTHERS, GUESTS, NOT_CALLED]
    groups = {code: [each for each in everybody if each.group == code] for code in order}
    # Somebody may hold a seat that the board's list no longer has.
    groups[OTHERS] += [each for each in everybody if each.group not in groups]
    return [(labels.get(code, code), groups[code]) for code in order if groups[code]]
