"""Published blocks, and what members were told."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW, CaseFactory, PatientFactory
from tumorboard.models import Case, Docket, DocketBlock, DocketCandidate, DocketItem, Meeting, Member, Notice
from tumorboard.services import docketing
from tumorboard.vocabulary.notices import NoticeKind
from tumorboard.vocabulary.workflow import Decision

Told = dict[str, list[str]]
Spans = dict[Member, tuple[int, int]]
PUBLISH = NOW + timedelta(hours=25, minutes=20)


def build(session: Session, meeting: Meeting, spans: Spans, by: Member, at: datetime = PUBLISH) -> Docket:
    """Publish a docket with these blocks; its last case ends at minute 84."""
    number = len(session.scalars(select(Docket).where(Docket.meeting_id == meeting.id)).all()) + 1
    docket = Docket(meeting_id=meeting.id, build=number, built_at=at, input_hash="x", proof="exact", minutes_used=84,
                    specialist_minutes=84, first_come_minutes=84, lower_bound=84, blocks=[
                        DocketBlock(member_id=each.id, from_min=span[0], to_min=span[1])
                        for each, span in spans.items()])
    session.add(docket)
    session.flush()
    case = CaseFactory(session=session, board_id=meeting.board_id, submitter=by, accepted=True,
                       patient=PatientFactory(session=session, board_id=meeting.board_id))
    session.add_all([
        DocketItem(docket_id=docket.id, case_id=case.id, position=1, start_min=0, minutes=84, tier=3,
                   people=[str(each.id) for each in spans]),
        DocketCandidate(docket_id=docket.id, case_id=case.id, rank=1, decision=Decision.ADMITTED, reason="In line.")])
    session.flush()
    docketing.publish(session, meeting, docket, by=by, now=at)
    session.commit()
    return docket


def provisional(session: Session, meeting: Meeting, case: Case) -> None:
    """Store a docket that is not published, with one case."""
    session.add(Docket(meeting_id=meeting.id, build=9, built_at=NOW, input_hash="y", proof="exact", minutes_used=6,
                       specialist_minutes=6, first_come_minutes=6, lower_bound=6, candidates=[DocketCandidate(
                           case_id=case.id, rank=1, decision=Decision.ADMITTED, reason="First.")]))
    session.flush()


def told(session: Session, kind: NoticeKind | None = None) -> Told:
    """Give what each member was told, in order."""
    session.expire_all()
    rows = session.execute(select(Member.username, Notice.subject, Notice.kind).join(Notice.member)
                           .order_by(Notice.queued_at, Member.username))
    found: Told = {}
    for who, subject, about in rows:
        if kind is None or about == kind:
            found.setdefault(who, []).append(subject)
    return found
