"""A closed meeting with one case that was decided: its people, and its text, written or signed."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW, CaseFactory, MeetingFactory, MemberFactory, PatientFactory
from tests.reading import as_read
from tests.signing import csrf, sign_in
from tumorboard.domain.recommending import Item
from tumorboard.models import Board, Case, Discussion, Meeting, Member, Patient, Recommendation
from tumorboard.queries import recommendations
from tumorboard.services import recommending
from tumorboard.services.recommendation_text import Text
from tumorboard.vocabulary.workflow import CaseStatus, DeferralReason, MeetingStatus, Outcome

ITEM = Item("lanreotide", "120 mg every 4 weeks", "palliative", "no gallstones", "", date(2026, 12, 18))
UNCHANGED = ("imaging_none", "path_none", "plan_none")
TEXT = Text("Slow growth.", (ITEM,), "unanimous", (), UNCHANGED, ("trial",))
DEFERRED = {"outcome": Outcome.DEFERRED, "deferral_reason": DeferralReason.PATHOLOGY, "missing": "The outside slides.",
            "back_on": FRIDAY + timedelta(weeks=1)}


@dataclass
class Decided:
    """What the tests of reviewing begin with."""

    session: Session
    board: Board
    chair: Member
    coordinator: Member
    referrer: Member
    meeting: Meeting

    def case(self, on: Meeting | None = None, outcome: dict[str, Any] | None = None, **more: Any) -> Discussion:
        """Store a case and what came of it; decided unless said otherwise."""
        patient = more.pop("patient", None) or PatientFactory(session=self.session, board_id=self.board.id)
        case = CaseFactory(session=self.session, board_id=self.board.id, submitter=self.referrer, patient=patient,
                           status=CaseStatus.DISCUSSED, **more)
        meeting = on or self.meeting
        was_there = {"name": "Ada Feld", "mode": "remote", "deputy_for": "Anke de Wit", "specialties": ["radiology"]}
        recorded = {"recorded_at": NOW, "recorded_by_id": self.coordinator.id, **(outcome or {"outcome": Outcome.MADE})}
        discussion = Discussion(meeting_id=meeting.id, case_id=case.id, position=1, start_min=0, minutes=6,
                                presence=[was_there], missing_specialties=["pathology"], **recorded)
        self.session.add(discussion)
        self.session.commit()
        return discussion

    def write(self, discussion: Discussion, text: Text = TEXT) -> Recommendation:
        """Store the text as a draft."""
        recommending.write(self.session, discussion, self.read_back(text), by=self.coordinator, now=NOW)
        self.session.commit()
        return self.draft(discussion.id)

    def read_back(self, text: Text = TEXT) -> Text:
        """Give a text as it is once the coordinator has read it back to the room, and said what changed."""
        return replace(text, read_back_by=text.read_back_by or self.coordinator.id,
                       what_changed=text.what_changed or UNCHANGED)

    def sign(self, discussion: Discussion, text: Text = TEXT) -> Recommendation:
        """Store the text and sign it."""
        draft = self.write(discussion, text)
        recommending.sign(self.session, draft, seen=draft.version, by=self.chair, now=NOW)
        self.session.commit()
        return self.read(draft.id)

    def amend(self, signed: Recommendation, reason: str = "New imaging.") -> Recommendation:
        """Begin the next version."""
        begun = recommending.amend(self.session, self.read(signed.id), reason, by=self.chair, now=NOW)
        self.session.commit()
        return self.read(begun.id)

    def draft(self, discussion_id: UUID) -> Recommendation:
        """Give the draft of a discussion as it is stored now."""
        self.session.expire_all()
        found = recommendations.draft_of(self.session, discussion_id)
        assert found is not None
        return found

    def read(self, recommendation_id: UUID) -> Recommendation:
        """Give a version as it is stored now."""
        self.session.rollback()
        self.session.expire_all()
        return recommendations.get(self.session, recommendation_id)

    def meeting_before(self, weeks: int) -> Meeting:
        """Store an earlier meeting."""
        back = timedelta(weeks=weeks)
        return MeetingFactory(session=self.session, board_id=self.board.id, status=MeetingStatus.PLANNED,
                              local_date=FRIDAY - back, starts_at=self.meeting.starts_at - back,
                              freeze_at=self.meeting.freeze_at - back, publish_at=self.meeting.publish_at - back)


def decided(session: Session, board: Board, meeting: Meeting | None = None) -> Decided:
    """Store the people, and the meeting where none is given."""
    chair = MemberFactory(session=session, board_id=board.id, chair=True, name="Rhea Vance")
    coordinator = MemberFactory(session=session, board_id=board.id, coordinator=True, name="Dana Whitlock")
    referrer = MemberFactory(session=session, board_id=board.id, referrer=True, name="Milo Ferris")
    meeting = meeting or MeetingFactory(session=session, board_id=board.id, status=MeetingStatus.PLANNED,
                                        chair_id=chair.id)
    return Decided(session, board, chair, coordinator, referrer, meeting)


def patient_of(session: Session, discussion: Discussion) -> Patient:
    """Give the patient of a discussion."""
    case = session.get_one(Case, discussion.case_id)
    return session.get_one(Patient, case.patient_id)


def page(client: FlaskClient, path: str, member: Member | None = None) -> tuple[int, str]:
    """Look at a page of recommendations, as a member where one is given."""
    if member is not None:
        sign_in(client, member)
    answer = client.get(f"/recommendations{path}")
    return answer.status_code, as_read(answer)


def post(client: FlaskClient, path: str, **typed: Any) -> tuple[int, str]:
    """Send a form of recommendations; give the answer's code with where it leads or what it says."""
    answer = client.post(f"/recommendations{path}", data={"csrf_token": csrf(client), **typed})
    return answer.status_code, answer.headers.get("Location") or as_read(answer)


def seen(version: Recommendation) -> dict[str, Any]:
    """Give what the form of a signature carries when it is opened now."""
    return {"seen": version.version, "seen_hash": recommending.hash_of(version), "key": str(uuid4())}
