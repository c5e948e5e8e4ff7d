"""What is new since the last discussion: kept when the room records, compared on the page of the case."""


import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW, MemberFactory
from tests.rooms import Room
from tests.showing import ANSWERS, discussed, page_of, stored
from tests.signing import sign_in
from tumorboard.models import Board, Case, CaseSnapshot, Meeting, Member, Patient
from tumorboard.services import meeting_room
from tumorboard.services.meeting_room import Result
from tumorboard.vocabulary.workflow import CaseStatus, Outcome


@pytest.fixture
def browser(client: FlaskClient, specialist: Member, meeting: Meeting) -> FlaskClient:
    """The endocrinologist's browser, while a meeting comes up."""
    return sign_in(client, specialist)


def test_what_is_new_since_the_last_discussion_stands_by_subject(
        session: Session, board: Board, browser: FlaskClient, specialist: Member) -> None:
    case = stored(session, board, specialist)
    before = {**ANSWERS, "ki67_percent": 2, "imaging": [], "question": case.question, "net_family": "gep_net",
              "submission_type": "new_diagnosis", "urgency": "routine"}
    discussed(session, board, case, before)
    page = page_of(browser, case)
    assert "New since Nov 27, 2026" in page and "Compared with this case" in page
    assert "New: CT, Nov 20, 2026" in page and "12% (was 2%)" in page
    assert "Derived grade: G2 (was G1)" in page and "Settled: No recent CT or MRI is recorded." in page
    assert "<b>Question and plan</b>" not in page


def test_a_new_question_is_compared_with_the_patients_earlier_case(
        session: Session, board: Board, browser: FlaskClient, specialist: Member) -> None:
    earlier = stored(session, board, specialist, status=CaseStatus.SIGNED)
    discussed(session, board, earlier, {"ki67_percent": 2, "question": "Another question altogether?"})
    patient = session.get_one(Patient, earlier.patient_id)
    page = page_of(browser, stored(session, board, specialist, patient=patient))
    assert "Compared with an earlier case" in page and "12% (was 2%)" in page
    assert "Another question altogether?" not in page and f"Case {earlier.number}</a>" in page


def test_a_case_that_the_reader_may_not_see_gives_no_news(
        session: Session, board: Board, browser: FlaskClient, specialist: Member) -> None:
    stranger = MemberFactory(session=session, board_id=board.id)
    hidden = stored(session, board, stranger, specialties=("genetics",))
    discussed(session, board, hidden, {"ki67_percent": 2})
    patient = session.get_one(Patient, hidden.patient_id)
    page = page_of(browser, stored(session, board, specialist, patient=patient))
    assert "New since" not in page and f"Case {hidden.number}</a>" not in page


def test_recording_an_outcome_keeps_what_the_case_said(room: Room) -> None:
    room.open()
    case = room.cases[0]
    for answers in ({"ki67_percent": 2}, {"ki67_percent": 5}):
        room.session.get_one(Case, case.id).answers = answers
        room.session.commit()
        found = meeting_room.discussions.get(room.session, room.meeting.id, case.id)
        meeting_room.record_result(room.session, found, Result(Outcome.MADE, goes_without=True), seen=found.version,
                                   by=room.coordinator, now=NOW)
        room.session.commit()
    kept = room.session.scalars(select(CaseSnapshot)).one()
    assert (kept.case_id, kept.meeting_id, kept.answers["ki67_percent"]) == (case.id, room.meeting.id, 5)
    assert not {"mrn", "birth_date", "sex"} & set(kept.answers)


def test_what_was_not_reached_keeps_nothing(room: Room) -> None:
    room.open()
    found = meeting_room.discussions.get(room.session, room.meeting.id, room.cases[0].id)
    meeting_room.record_result(room.session, found, Result(Outcome.NOT_DISCUSSED), seen=found.version,
                               by=room.coordinator, now=NOW)
    assert room.session.scalars(select(CaseSnapshot)).all() == []
