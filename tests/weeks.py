"""A week with a fixed docket: three routine cases on it, and cases that come after the cut-off."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW, CaseFactory, MemberFactory, PatientFactory
from tumorboard.models import Board, Case, CaseEvent, Docket, DocketCandidate, LateAddition, Meeting, Member
from tumorboard.queries import cases, dockets
from tumorboard.scheduling.advance import advance
from tumorboard.services import late_adding, meeting_room
from tumorboard.services.late_adding import Choice, Offer
from tumorboard.vocabulary.lanes import Remedy
from tumorboard.vocabulary.workflow import CaseStatus

FREEZE = NOW + timedelta(hours=20, minutes=20)
PUBLISH = FREEZE + timedelta(hours=5)
LATE = PUBLISH + timedelta(hours=1)
LATER = PUBLISH + timedelta(hours=2)
MORNING = NOW + timedelta(days=2, hours=15, minutes=20)


@dataclass
class Week:
    """The board, whose cases they are, its coordinator, and the meeting."""

    session: Session
    board: Board
    chair: Member
    coordinator: Member

    @property
    def meeting(self) -> Meeting:
        """Give the meeting of this week as it is stored."""
        found = self.session.scalars(select(Meeting).order_by(Meeting.local_date)).first()
        assert found is not None
        return found

    def accepted(self, **more: Any) -> Case:
        """Store an accepted case that lacks nothing."""
        patient = PatientFactory(session=self.session, board_id=self.board.id)
        given = {"answers": {"proposal": "Operate."}, "net_family": "other"} | more
        made: Case = CaseFactory(session=self.session, board_id=self.board.id, submitter=self.chair, patient=patient,
                                 accepted=True, **given)
        return made

    def crisis(self) -> Case:
        """Store a crisis that was submitted two hours ago and not looked at yet."""
        return self.accepted(tier=0, urgency="bp_danger", status=CaseStatus.SUBMITTED, accepted_at=None,
                             accepted_by_id=None, submitted_at=NOW - timedelta(hours=2))

    def emergency(self, **more: Any) -> Case:
        """Store an emergency that was accepted after publishing."""
        return self.accepted(**{"tier": 0, "urgency": "tumor_emergency", "accepted_at": LATE} | more)

    def turn(self, *moments: Any) -> "Week":
        """Let the scheduler tick at these times."""
        for moment in moments:
            advance(moment)
        self.session.expire_all()
        return self

    def shorten(self, minutes: int) -> None:
        """Leave the meeting only so many minutes."""
        self.meeting.minutes, self.meeting.reserve_minutes = minutes, 0
        self.session.commit()

    def offer(self, case: Case, **more: Any) -> Offer:
        """Ask what adding a case would do."""
        return late_adding.offer(self.session, self.board, self.meeting, case.id, **more)

    def add(self, case: Case, remedy: Remedy = Remedy.ROOM, reason: str = "Obstructed since last night.",
            **more: Any) -> LateAddition:
        """Decide about a late case."""
        row = late_adding.decide(self.session, self.offer(case), Choice(remedy, reason, **more), by=self.coordinator,
                                 now=LATER)
        self.session.commit()
        self.session.expire_all()
        return row

    def open(self) -> "Week":
        """Begin the meeting on Friday morning."""
        self.turn(MORNING)
        meeting_room.open_meeting(self.session, self.meeting, chair=self.chair, by=self.coordinator, now=MORNING)
        self.session.commit()
        return self

    def docket(self) -> Docket:
        """Give the newest build."""
        self.session.expire_all()
        found = dockets.latest(self.session, self.meeting.id)
        assert found is not None
        return found

    def order(self) -> list[UUID]:
        """Give the running order of the newest build."""
        return [item.case_id for item in self.docket().items]

    def row(self, case: Case) -> DocketCandidate:
        """Give what the newest build says of a case."""
        return next(row for row in self.docket().candidates if row.case_id == case.id)

    def case(self, case_id: UUID) -> Case:
        """Give a case as it is stored now."""
        self.session.expire_all()
        return cases.whole(self.session, case_id)

    def events(self, kind: str) -> list[CaseEvent]:
        """List the events of a kind."""
        return list(self.session.scalars(select(CaseEvent).where(CaseEvent.kind == kind).order_by(CaseEvent.at)))


def week(session: Session, board: Board, cases: int = 3) -> Week:
    """Store the people, and so many routine cases, on a Tuesday."""
    MemberFactory(session=session, board_id=board.id, specialties=("radiology",), name="Anke de Wit")
    chair = MemberFactory(session=session, board_id=board.id, chair=True, name="Rhea Vance")
    coordinator = MemberFactory(session=session, board_id=board.id, coordinator=True, name="Dana Whitlock")
    made = Week(session, board, chair, coordinator)
    for _ in range(cases):
        made.accepted()
    return made


def published(session: Session, board: Board, cases: int = 3) -> Week:
    """Give the week on Wednesday evening, when the docket was published."""
    return week(session, board, cases).turn(NOW, PUBLISH)
