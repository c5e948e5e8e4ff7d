"""A published meeting with its people and cases, ready to be opened."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW, CaseFactory, MeetingFactory, MemberFactory, PatientFactory
from tests.reading import as_read
from tests.signing import csrf, sign_in
from tumorboard.models import (
    Availability,
    Board,
    Case,
    Discussion,
    Docket,
    DocketCandidate,
    DocketItem,
    Meeting,
    Member,
)
from tumorboard.services import meeting_room
from tumorboard.vocabulary.people import Answer, Role
from tumorboard.vocabulary.workflow import CaseStatus, Decision, Lane, MeetingStatus

WEEK = timedelta(weeks=1)
NEXT = FRIDAY + WEEK
AT = f"/meetings/{FRIDAY.isoformat()}/room"


@dataclass
class Room:
    """The meeting, whom it has, its cases in order, and a coordinator's browser."""

    session: Session
    client: FlaskClient
    meeting: Meeting
    coordinator: Member
    people: dict[str, Member] = field(default_factory=dict)
    cases: list[Case] = field(default_factory=list)

    def post(self, path: str, **typed: Any) -> tuple[int, str]:
        """Send a form; give the answer's code with where it leads or what it says."""
        answer = self.client.post(AT + path, data={"csrf_token": csrf(self.client), **typed})
        return answer.status_code, answer.headers.get("Location") or as_read(answer)

    def get(self, path: str = "") -> tuple[int, str]:
        """Look at a page of the room."""
        answer = self.client.get(AT + path)
        return answer.status_code, answer.headers.get("Location") or as_read(answer)

    def open(self) -> "Room":
        """Begin the meeting."""
        meeting_room.open_meeting(self.session, self.meeting, chair=self.people["chair"], by=self.coordinator, now=NOW)
        self.session.commit()
        return self

    def discussion(self, number: int = 0) -> Discussion:
        """Give the stored record of a case, read anew."""
        self.session.rollback()
        self.session.expire_all()
        return self.session.scalars(select(Discussion).where(
            Discussion.meeting_id == self.meeting.id, Discussion.case_id == self.cases[number].id)).one()

    def path(self, number: int = 0) -> str:
        """Give the address of a case within the room."""
        return f"/{self.cases[number].id}"


def published(session: Session, board: Board, client: FlaskClient, discussed: int = 2, listed: int = 0) -> Room:
    """Store the meeting of FRIDAY with a published docket; each case needs endocrinology and radiology."""
    meeting = MeetingFactory(session=session, board_id=board.id, status=MeetingStatus.PUBLISHED, frozen_at=NOW,
                             published_at=NOW)
    MeetingFactory(session=session, board_id=board.id, local_date=NEXT, starts_at=meeting.starts_at + WEEK,
                   freeze_at=meeting.freeze_at + WEEK, publish_at=meeting.publish_at + WEEK,
                   status=MeetingStatus.PLANNED)
    coordinator = MemberFactory(session=session, board_id=board.id, coordinator=True, name="Dana Whitlock")
    room = Room(session, sign_in(client, coordinator), meeting, coordinator)
    room.people["chair"] = MemberFactory(session=session, board_id=board.id, chair=True, name="Rhea Vance",
                                         roles=(Role.CHAIR, Role.SPECIALIST))
    meeting.chair_id = room.people["chair"].id
    room.people["deputy"] = MemberFactory(session=session, board_id=board.id, name="Jonas Feld",
                                          specialties=("radiology",))
    room.people["radiologist"] = MemberFactory(session=session, board_id=board.id, name="Anke de Wit",
                                               specialties=("radiology",), deputy_id=room.people["deputy"].id)
    session.add(Availability(meeting_id=meeting.id, member_id=room.people["radiologist"].id, answer=Answer.DEPUTY,
                             deputy_id=room.people["deputy"].id, answered_at=NOW))
    session.add(Availability(meeting_id=meeting.id, member_id=room.people["chair"].id, answer=Answer.PRESENT,
                             answered_at=NOW))
    docket = Docket(meeting_id=meeting.id, build=1, revision=1, built_at=NOW, published_at=NOW, input_hash="x",
                    proof="exact", minutes_used=12, specialist_minutes=12, first_come_minutes=12, lower_bound=12)
    session.add(docket)
    session.flush()
    for place in range(discussed + listed):
        is_listed = place >= discussed
        case = CaseFactory(session=session, board_id=board.id, submitter=room.people["chair"], listed=True,
                           status=CaseStatus.LISTED, lane=Lane.SOC_LISTING if is_listed else Lane.DISCUSS,
                           headline=f"Ileal NET, the one in place {place + 1}",
                           patient=PatientFactory(session=session, board_id=board.id))
        room.cases.append(case)
        session.add(DocketCandidate(docket_id=docket.id, case_id=case.id, rank=place + 1, reason="In line.",
                                    decision=Decision.LISTED if is_listed else Decision.ADMITTED))
        if not is_listed:
            session.add(DocketItem(docket_id=docket.id, case_id=case.id, position=place + 1, start_min=place * 6,
                                   minutes=6, tier=3))
    session.commit()
    return room


def place_people(room: Room, members: list[Member]) -> None:
    """Publish the docket once more, with one member needed for each case in turn."""
    docket = Docket(meeting_id=room.meeting.id, build=2, revision=2, built_at=NOW, published_at=NOW, input_hash="y",
                    proof="exact", minutes_used=12, specialist_minutes=12, first_come_minutes=12, lower_bound=12)
    room.session.add(docket)
    room.session.flush()
    for place, (case, member) in enumerate(zip(room.cases, members, strict=True)):
        room.session.add(DocketItem(docket_id=docket.id, case_id=case.id, position=place + 1, start_min=place * 6,
                                    minutes=6, tier=3, people=[str(member.id)]))
    room.session.commit()
