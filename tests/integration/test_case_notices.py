"""Who is told of a case: that it was sent back, deferred or not reached, and what is due tomorrow."""

from datetime import date, datetime, timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW, CaseFactory, MeetingFactory, PatientFactory
from tests.recording import DEFER, record
from tests.rooms import Room
from tests.telling import told
from tumorboard.db import db
from tumorboard.models import Board, Case, Member, Notice, Readiness
from tumorboard.queries import cases
from tumorboard.scheduling.advance import advance
from tumorboard.scheduling.reminding import remind
from tumorboard.services import notices, readiness_review
from tumorboard.services.readiness_review import Missing
from tumorboard.vocabulary.notices import NoticeKind
from tumorboard.vocabulary.workflow import CaseStatus, ReadinessState

MORNING = datetime(2026, 12, 2, 13, 0, tzinfo=NOW.tzinfo)


def test_submitter_and_responsible_hear_that_a_case_was_sent_back_but_not_who_sent_it(
    session: Session, board: Board, chair: Member, people: list[Member]
) -> None:
    submitter, responsible, _cy = people
    case = CaseFactory(session=session, board_id=board.id, submitter=submitter, responsible_id=responsible.id,
                       patient=PatientFactory(session=session, board_id=board.id))
    whole = cases.whole(session, case.id)
    readiness_review.send_back(session, whole, Missing(text="Slides of Quillfeather"), seen=whole.version, by=chair,
                               now=NOW)
    assert told(session) == {"ada": ["A case of yours was sent back"], "ben": ["A case of yours was sent back"]}
    whole = cases.whole(session, case.id)
    readiness_review.answer(session, whole, "Sent.", seen=whole.version, by=submitter, now=NOW)
    readiness_review.send_back(session, whole, Missing(text="More"), seen=whole.version, by=submitter, now=NOW)
    assert {who: len(each) for who, each in told(session).items()} == {"ada": 1, "ben": 2}


def test_closing_tells_whose_case_was_deferred_or_not_reached(room: Room) -> None:
    room.open()
    record(room, **DEFER, owner=str(room.people["deputy"].id))
    room.post(f"{room.path(1)}/put-back")
    room.post("/close")
    chair = room.people["chair"].username
    assert {who: sorted(each) for who, each in told(room.session, NoticeKind.RETURNED).items()} == {
        chair: ["A case of yours was deferred", "A case of yours was not reached"]}
    linked = room.session.scalars(select(Notice.case_id).where(Notice.kind == NoticeKind.RETURNED))
    assert set(linked) == {case.id for case in room.cases}


def test_a_case_that_lost_its_place_and_a_huddle_are_told_to_whom_they_concern(
    session: Session, board: Board, people: list[Member]
) -> None:
    ada, ben, cy = people
    case = CaseFactory(session=session, board_id=board.id, submitter=ada,
                       patient=PatientFactory(session=session, board_id=board.id))
    meeting = MeetingFactory(session=session, board_id=board.id)
    for _ in range(2):
        notices.case_displaced(session, case, meeting, now=NOW)
    notices.huddle_asked(session, case, uuid4(), [ben.id, cy.id], now=NOW)
    assert told(session) == {"ada": ["A case of yours is no longer on the docket of Friday, Dec 4"],
                             "ben": ["A huddle asks for you"], "cy": ["A huddle asks for you"]}


@pytest.fixture
def owed(session: Session, board: Board, chair: Member, people: list[Member]) -> list[Case]:
    """Three cases: Ada owes two items tomorrow and one since yesterday, Ben one next week, Cy one of a closed case."""
    made = [CaseFactory(session=session, board_id=board.id, submitter=chair, status=status,
                        patient=PatientFactory(session=session, board_id=board.id), accepted_at=NOW,
                        accepted_by_id=chair.id)
            for status in (CaseStatus.READY, CaseStatus.SUBMITTED, CaseStatus.CLOSED)]
    ada, ben, cy = people
    due = date(2026, 12, 3)
    for case, item, owner, on in ((made[0], "slides", ada, due), (made[1], "slides", ada, due),
                                  (made[1], "goal", ada, due - timedelta(days=2)), (made[0], "goal", cy, FRIDAY),
                                  (made[0], "labs", ben, due + timedelta(days=7)), (made[2], "slides", cy, due)):
        session.add(Readiness(case_id=case.id, item=item, state=ReadinessState.REQUESTED, owner_id=owner.id, due_on=on,
                              set_at=NOW, set_by_id=chair.id))
    session.commit()
    return made


def test_what_is_due_tomorrow_is_counted_once_a_day_in_the_morning(session: Session, owed: list[Case]) -> None:
    assert remind(MORNING - timedelta(minutes=1)) == 0
    assert [remind(MORNING + timedelta(hours=hour)) for hour in range(3)] == [1, 0, 0]
    assert told(session) == {"ada": ["Due tomorrow: 2 things the board waits for"]}
    assert session.scalars(select(Notice.body)).one().endswith("1 is late already.")
    assert remind(MORNING + timedelta(days=1)) == 1
    assert told(session)["cy"] == ["Due tomorrow: 1 thing the board waits for"]


def test_five_hosts_that_remind_at_once_remind_once(app: Flask, session: Session, owed: list[Case]) -> None:
    together, told_ = Barrier(5), []

    def one() -> None:
        with app.app_context():
            together.wait(30)
            told_.append(remind(MORNING))
            db.session.remove()
    crew = [Thread(target=one) for _ in range(5)]
    session.rollback()
    for each in crew:
        each.start()
    for each in crew:
        each.join(60)
    assert sorted(told_) == [0, 0, 0, 0, 1]


def test_the_tick_reminds(session: Session, owed: list[Case]) -> None:
    advance(MORNING)
    assert told(session, NoticeKind.REMINDER) == {"ada": ["Due tomorrow: 2 things the board waits for"]}
