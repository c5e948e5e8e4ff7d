"""Everything that the roster's grid is drawn from, put together once."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from tumorboard.domain import deputies, quorum
from tumorboard.vocabulary.people import Answer


class Grid:
    """The seats, the people, the meetings and the answers, as rows that were read before."""

    def __init__(self, labels: Mapping[str, str], members: Sequence[Any], meetings: Sequence[Any],
                 answers: Sequence[Any], loads: Mapping[UUID, Any]) -> None:
        """Keep the rows, and index what the cells ask for."""
        self.labels, self.meetings, self.loads = labels, meetings, loads
        self.members = [each for each in members if each.is_active]
        self.by_id = {each.id: each for each in self.members}
        self._answers = {(row.meeting_id, row.member_id): row for row in answers}
        self._when_called = deputies.only_when_called({each.id: each.deputy_id for each in self.members})
        self._seats: dict[UUID, dict[str, quorum.Seat]] = {}

    def regulars(self, code: str) -> list[Any]:
        """List who fills a seat each week, without those who come only when called."""
        return [each for each in self.members if code in each.specialties and each.id not in self._when_called]

    def specialists(self) -> list[Any]:
        """List everybody who fills a seat each week."""
        return [each for each in self.members if each.specialties and each.id not in self._when_called]

    def answer(self, meeting: Any, member: Any) -> tuple[Answer, Any]:
        """Give what a member answered for a meeting, and the row that holds it."""
        row = self._answers.get((meeting.id, member.id))
        return (row.answer, row) if row else (Answer.NO_ANSWER, None)

    def silent(self, meeting: Any) -> int:
        """Count who has not answered for a meeting."""
        return sum(self.answer(meeting, each)[0] == Answer.NO_ANSWER for each in self.specialists())

    def seats(self, meeting: Any) -> dict[str, quorum.Seat]:
        """Tell for every seat how it is covered at a meeting."""
        if meeting.id not in self._seats:
            people = [self._seated(meeting, each) for each in self.members if each.specialties]
            found = quorum.seats(list(self.labels), people)
            self._seats[meeting.id] = {seat.specialty: seat for seat in found}
        return self._seats[meeting.id]

    def _seated(self, meeting: Any, member: Any) -> quorum.Seated:
        """See a member as the rule of cover does."""
        answer, row = self.answer(meeting, member)
        called = self.by_id.get(row.deputy_id) if row else None
        return quorum.Seated(member.name, member.specialties, answer, called.name if called else "",
                             member.id in self._when_called)
