"""Who is told of a docket and of a meeting: their block, changes of five minutes, and what they chose by mail."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW, CaseFactory, MeetingFactory, MemberFactory, PatientFactory
from tests.telling import PUBLISH, build, provisional, told
from tumorboard.db import transaction
from tumorboard.domain.errors import Stale
from tumorboard.models import Board, Docket, Meeting, Member, Notice
from tumorboard.services import calendar_changes, docketing, notices, outbox
from tumorboard.vocabulary.notices import MailTopic, NoticeKind
from tumorboard.vocabulary.workflow import MeetingStatus


@pytest.fixture
def meeting(session: Session, board: Board) -> Meeting:
    """A frozen meeting."""
    made: Meeting = MeetingFactory(session=session, board_id=board.id, status=MeetingStatus.FROZEN, frozen_at=NOW)
    return made


def test_the_first_revision_tells_each_their_block_and_who_stays_how_long(
    session: Session, meeting: Meeting, chair: Member, people: list[Member]
) -> None:
    ada, ben, _cy = people
    build(session, meeting, {ada: (18, 46), ben: (0, 6)}, chair)
    assert told(session) == {
        "ada": ["Needed 7:18–7:46 on Friday, Dec 4"], "ben": ["Needed 7:00–7:06 on Friday, Dec 4"],
        "chair": ["Needed the whole meeting on Friday, Dec 4, 7:00–8:24"]}


def test_a_later_revision_tells_only_whose_block_moved_five_minutes_or_more(
    session: Session, meeting: Meeting, chair: Member, people: list[Member]
) -> None:
    ada, ben, cy = people
    build(session, meeting, {ada: (18, 46), ben: (0, 6)}, chair)
    build(session, meeting, {ada: (22, 50), ben: (5, 11), cy: (60, 66)}, chair, PUBLISH + timedelta(hours=1))
    build(session, meeting, {ada: (26, 54), cy: (60, 66)}, chair, PUBLISH + timedelta(hours=2))
    assert told(session, NoticeKind.NEEDED_CHANGED) == {
        "ada": ["Needed 7:26–7:54 instead of 7:18–7:46 on Friday, Dec 4"],
        "ben": ["Needed 7:05–7:11 instead of 7:00–7:06 on Friday, Dec 4", "No longer needed on Friday, Dec 4"],
        "cy": ["Needed after all: 8:00–8:06 on Friday, Dec 4"]}


def test_of_a_meeting_that_is_over_nobody_is_told(
    session: Session, meeting: Meeting, chair: Member, people: list[Member]
) -> None:
    build(session, meeting, {people[0]: (0, 6)}, chair, meeting.starts_at + timedelta(minutes=90))
    assert told(session) == {}


def test_a_docket_without_a_case_asks_for_nobody(session: Session, meeting: Meeting, chair: Member) -> None:
    docket = Docket(meeting_id=meeting.id, build=1, built_at=NOW, input_hash="x", proof="exact", minutes_used=0,
                    specialist_minutes=0, first_come_minutes=0, lower_bound=0)
    session.add(docket)
    session.flush()
    docketing.publish(session, meeting, docket, by=chair, now=PUBLISH)
    assert told(session) == {}


def test_what_is_told_stands_or_falls_with_what_it_tells_of(
    session: Session, meeting: Meeting, chair: Member, people: list[Member]
) -> None:
    class Interrupted(Exception):
        """The machine stops."""

    meeting.status, meeting_id, chair_id = MeetingStatus.OPEN, meeting.id, chair.id
    session.commit()
    with pytest.raises(Interrupted), transaction() as store:
        found, by = store.get_one(Meeting, meeting_id), store.get_one(Member, chair_id)
        calendar_changes.skip(store, found, "Snow", seen=found.version, by=by, now=NOW)
        assert store.scalars(select(Notice)).all()
        raise Interrupted
    assert told(session) == {}


def test_a_skipped_meeting_is_told_to_the_board_and_to_whose_case_it_was_and_not_why(
    session: Session, board: Board, meeting: Meeting, chair: Member, people: list[Member]
) -> None:
    referrer = MemberFactory(session=session, board_id=board.id, referrer=True, username="referrer")
    MemberFactory(session=session, board_id=board.id, clinician=True)
    MemberFactory(session=session, board_id=board.id, username="gone", is_active=False)
    case = CaseFactory(session=session, board_id=board.id, submitter=referrer, accepted=True,
                       patient=PatientFactory(session=session, board_id=board.id))
    meeting.status = MeetingStatus.OPEN
    provisional(session, meeting, case)
    calendar_changes.skip(session, meeting, "Dorothea Quillfeather died", seen=meeting.version, by=chair, now=NOW)
    calendar_changes.reinstate(session, meeting, seen=meeting.version, by=chair, now=NOW + timedelta(hours=1))
    session.commit()
    both = ["No meeting on Friday, Dec 4", "The meeting on Friday, Dec 4 is held after all"]
    assert told(session, NoticeKind.MEETING) == {who: both for who in ("ada", "ben", "cy", "referrer")}
    assert not [each for each in session.scalars(select(Notice.body)) if "Quill" in each]


def test_a_meeting_called_off_twice_is_told_twice(
    session: Session, meeting: Meeting, chair: Member, people: list[Member]
) -> None:
    meeting.status = MeetingStatus.OPEN
    session.commit()
    for hour in range(2):
        now = NOW + timedelta(hours=hour)
        calendar_changes.skip(session, meeting, "Snow", seen=meeting.version, by=chair, now=now)
        calendar_changes.reinstate(session, meeting, seen=meeting.version, by=chair, now=now)
    session.commit()
    assert len(told(session)["ada"]) == 4


def test_a_moved_meeting_is_told_with_both_times_also_to_whose_case_goes_with_it(
    session: Session, board: Board, meeting: Meeting, chair: Member, people: list[Member]
) -> None:
    referrer = MemberFactory(session=session, board_id=board.id, referrer=True, username="referrer")
    provisional(session, meeting, CaseFactory(session=session, board_id=board.id, submitter=referrer, accepted=True,
                                              patient=PatientFactory(session=session, board_id=board.id)))
    later = MeetingFactory(session=session, board_id=board.id, local_date=meeting.local_date + timedelta(days=3),
                           starts_at=meeting.starts_at + timedelta(days=3), status=MeetingStatus.PLANNED)
    meeting.status, meeting.moved_to_on = MeetingStatus.MOVED, later.local_date
    session.flush()
    notices.meeting_moved(session, later, meeting.starts_at, by=chair, now=NOW)
    words = ["The meeting of Friday, Dec 4 moves to Monday, Dec 7"]
    assert told(session) == {who: words for who in ("ada", "ben", "cy", "referrer")}


def test_an_extra_meeting_is_told(
    session: Session, meeting: Meeting, chair: Member, people: list[Member]
) -> None:
    notices.meeting_added(session, meeting, by=chair, now=NOW)
    assert told(session)["ada"] == ["Extra meeting on Friday, Dec 4"]


def test_what_a_member_declined_stands_on_the_page_only(
    session: Session, meeting: Meeting, chair: Member, people: list[Member]
) -> None:
    ada, ben, _cy = people
    outbox.choose(session, ada, {MailTopic.CASES}, seen=0, now=NOW)
    ben.email = None
    session.commit()
    build(session, meeting, {ada: (18, 46), ben: (0, 6)}, chair)
    build(session, meeting, {ada: (40, 68), ben: (0, 6)}, chair, PUBLISH + timedelta(hours=1))
    rows = session.execute(select(Member.username, Notice.kind, Notice.next_try_at.is_not(None)).join(Notice.member))
    assert {(who, kind): goes for who, kind, goes in rows} == {
        ("ada", "needed"): False, ("ben", "needed"): False, ("chair", "needed"): True, ("ada", "needed_changed"): True}


def test_a_choice_made_elsewhere_meanwhile_is_not_written_over(session: Session, people: list[Member]) -> None:
    ada = people[0]
    outbox.choose(session, ada, set(), seen=0, now=NOW)
    with pytest.raises(Stale):
        outbox.choose(session, ada, set(MailTopic), seen=0, now=NOW)
    outbox.choose(session, ada, set(MailTopic), seen=1, now=NOW)
