"""Every list asks the database as often for three rows as for one, and exactly so often."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW, CaseFactory, MeetingFactory, MemberFactory, PatientFactory, found_board
from tests.house.everything import WEEK
from tests.house.fixed_clock import set_clock
from tests.house.queries import count_queries
from tests.signing import sign_in
from tumorboard.db import db
from tumorboard.models import (
    Board,
    Case,
    Discussion,
    Meeting,
    Member,
    Notice,
    Readiness,
    Recommendation,
    RecommendationItem,
)
from tumorboard.services.record import record
from tumorboard.vocabulary.notices import NoticeKind, Trouble
from tumorboard.vocabulary.people import Role
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus, Outcome, ReadinessState

# A new list: its address, and the number of queries that it takes, whatever its length.
LISTS = {
    "/cases": 5,
    "/worklists": 11,
    "/worklists/missing": 11,
    "/recommendations": 8,
    "/meetings/all": 4,
    "/roster": 8,
    "/roster/people": 6,
    "/roster/calendar": 4,
    "/accounts": 6,
    "/events": 4,
    "/notices": 3,
    "/mail": 4,
}
ROWS = (1, 3)


@pytest.fixture(scope="module")
def browsers(new_app):
    """A browser for each number of rows, signed in as somebody who holds every role."""
    found = {}
    for number in ROWS:
        app = new_app(demo=False)
        with app.app_context():
            reader = stock(db.session(), number)
            found[number] = sign_in(app.test_client(), reader)
    return found


def stock(session: Session, number: int) -> Member:
    """Store so many rows of everything that is listed, and give the reader."""
    board = found_board(session)
    reader = MemberFactory(session=session, board_id=board.id, roles=tuple(set(Role) - {Role.SYSTEM}), specialties=())
    for week in range(number):
        person = MemberFactory(session=session, board_id=board.id)
        patient = PatientFactory(session=session, board_id=board.id)
        sent = CaseFactory(session=session, board_id=board.id, submitter=person, patient_id=patient.id)
        session.add(Readiness(case_id=sent.id, item="path_report", state=ReadinessState.REQUESTED, owner_id=reader.id,
                              due_on=FRIDAY, set_at=NOW))
        signed = CaseFactory(session=session, board_id=board.id, submitter=person, patient_id=patient.id,
                             status=CaseStatus.SIGNED, accepted_at=NOW, accepted_by_id=reader.id)
        _meeting(session, board, week + 1, status=MeetingStatus.PLANNED)
        held = _meeting(session, board, -week, status=MeetingStatus.CLOSED, closed_at=NOW, closed_by_id=reader.id)
        _sign(session, held, signed, person)
        record(session, person, "account.invited", by=reader, at=NOW)
        session.add(Notice(board_id=board.id, member_id=reader.id, kind=NoticeKind.HUDDLE, once_key=f"huddle {week}",
                           subject="A huddle asks for you", body="Its page says who is asked.", queued_at=NOW,
                           trouble=Trouble.ADDRESS, tries=1, given_up_at=NOW))
    set_clock(session, board)
    session.commit()
    return reader


def _meeting(session: Session, board: Board, weeks: int, **columns: Any) -> Meeting:
    """Store the meeting so many weeks from this one."""
    usual = MeetingFactory.build()
    times = {name: getattr(usual, name) + weeks * WEEK for name in ("starts_at", "freeze_at", "publish_at")}
    made: Meeting = MeetingFactory(session=session, board_id=board.id, local_date=FRIDAY + weeks * WEEK, **times,
                                   **columns)
    return made


def _sign(session: Session, meeting: Meeting, case: Case, person: Member) -> None:
    """Store a signed recommendation of one case."""
    discussion = Discussion(meeting_id=meeting.id, case_id=case.id, position=1, start_min=0, minutes=6,
                            outcome=Outcome.MADE, recorded_at=NOW, recorded_by_id=person.id)
    session.add(discussion)
    session.flush()
    item = RecommendationItem(position=1, kind="surgery", detail="Resection", owner_id=person.id, due_on=FRIDAY)
    record_ = Recommendation(discussion_id=discussion.id, case_id=case.id, summary="Resect.", written_at=NOW,
                             written_by_id=person.id, consensus="consensus", items=[item])
    session.add(record_)
    session.flush()
    record_.signed_at, record_.signed_by_id, record_.content_hash = NOW, person.id, "0" * 64


def counted(client, path):
    """Read a list and count what it asks the database."""
    client.get(path)
    with client.application.app_context():
        engine = db.engine
    with count_queries(engine) as sent:
        answer = client.get(path)
    assert answer.status_code == 200
    return len(sent), answer.text


@pytest.mark.parametrize("path", LISTS)
def test_a_list_takes_the_same_number_of_queries_for_one_row_and_for_three(browsers, path):
    assert {number: counted(browsers[number], path)[0] for number in ROWS} == dict.fromkeys(ROWS, LISTS[path])


@pytest.mark.parametrize("path", LISTS)
def test_a_longer_list_shows_more(browsers, path):
    one, three = (counted(browsers[number], path)[1] for number in ROWS)
    assert len(three) > len(one) + 100


def test_a_query_per_row_is_noticed(browsers):
    def lazily(session):
        return [session.get_one(Member, each) for each in session.scalars(db.select(Member.id)).all()]

    counts = []
    for client in browsers.values():
        with client.application.app_context():
            with count_queries(db.engine) as sent:
                lazily(db.session())
            counts.append(len(sent))
    assert counts[0] < counts[1]
