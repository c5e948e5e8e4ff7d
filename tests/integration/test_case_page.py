"""The page of one case: what is computed and owed, and what others say beforehand."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW, MemberFactory, PatientFactory
from tests.house.queries import count_queries
from tests.rooms import Room
from tests.sending import send
from tests.showing import ANSWERS, discussed, page_of, stored
from tests.signing import sign_in
from tumorboard.db import db
from tumorboard.models import Availability, Board, Case, Meeting, Member, Message, Readiness
from tumorboard.queries import cases
from tumorboard.vocabulary.people import Answer
from tumorboard.vocabulary.workflow import CaseStatus, MessageKind, ReadinessState

MOST_QUERIES = 28


@pytest.fixture
def browser(client: FlaskClient, specialist: Member, meeting: Meeting) -> FlaskClient:
    """The endocrinologist's browser, while a meeting comes up."""
    return sign_in(client, specialist)


def test_what_is_counted_in_days_is_shown_with_its_rule(
        session: Session, board: Board, browser: FlaskClient, specialist: Member) -> None:
    page = page_of(browser, stored(session, board, specialist))
    for words in ("<dt>Age at the board</dt><dd><b>63 years</b>", "<b>64 days</b>", "Diagnosed Oct 1, 2026",
                  "<b>9 days</b>", "Received Nov 25, 2026", "<b>4 days</b>", "4 days left</span>",
                  "Within 10 days of the referral, by Dec 5", "Dec 15, 14 days left"):
        assert words in page, words


@pytest.mark.parametrize(("answers", "words"), [
    ({"referral_date": "2026-11-10"}, "11 days late"),
    ({"referral_date": "2026-11-10", "first_seen_date": "2026-11-18"}, "Seen Nov 18, in time"),
    ({"referral_date": "2026-11-10", "first_seen_date": "2026-11-23"}, "Seen Nov 23, 3 days late"),
    ({"diagnosis_date": "2021-05"}, "Only 2021-05 is recorded; the day is missing"),
    ({}, "Needs the date of diagnosis"),
])
def test_a_promise_is_kept_late_or_unknown_but_never_guessed(
        session: Session, board: Board, browser: FlaskClient, specialist: Member, answers: dict[str, Any], words: str
        ) -> None:
    assert words in page_of(browser, stored(session, board, specialist, answers=answers))


def test_the_danger_clock_raises_a_case_whatever_was_chosen(
        session: Session, board: Board, browser: FlaskClient, specialist: Member) -> None:
    case = stored(session, board, specialist, net_family="ppgl", tier=0, answers={"sbp": 212, "dbp": 124})
    page = page_of(browser, case)
    assert "Blood pressure danger: this does not wait for the meeting.</b> Dec 1: <b class=\"red\">today</b>" in page
    assert "Systolic BP, latest 212 mmHg; Diastolic BP, latest 124 mmHg." in page
    assert "Chosen was “Routine”." in page and "Discuss out of cycle" in page


@pytest.mark.parametrize(("born", "words"), [(date(2012, 1, 1), "Pediatric"), (date(2006, 1, 1), "Age of transition")])
def test_children_and_those_in_transition_are_marked(
        session: Session, board: Board, browser: FlaskClient, specialist: Member, born: date, words: str) -> None:
    patient = PatientFactory(session=session, board_id=board.id, birth_date=born)
    assert words in page_of(browser, stored(session, board, specialist, patient=patient))


def test_each_item_says_who_owes_it_since_when_and_how_late(
        session: Session, board: Board, browser: FlaskClient, specialist: Member) -> None:
    case = stored(session, board, specialist)
    session.add(Readiness(case_id=case.id, item="path_report", state=ReadinessState.REQUESTED, owner_id=specialist.id,
                          due_on=NOW.date() - timedelta(days=2), set_at=NOW - timedelta(days=5)))
    session.add(Readiness(case_id=case.id, item="sstr_pet", state=ReadinessState.WAIVED, reason="Done in March.",
                          set_at=NOW, set_by_id=specialist.id))
    case.answers = {**ANSWERS, "m": "1A"}
    session.commit()
    page = page_of(browser, case)
    assert "Dr. A. Feld. Since Nov 26. <span class=\"red\">2 days late</span>. Holds the case" in page
    assert "Waived by Dr. A. Feld: Done in March." in page and "Ready, as the answers say" in page


def test_an_opinion_reaches_the_room_under_name_and_seat(room: Room) -> None:
    radiologist = room.people["radiologist"]
    room.session.add(Message(case_id=room.cases[0].id, kind=MessageKind.OPINION, at=NOW, by_id=radiologist.id,
                             text="The lesion in segment 4 is a hemangioma."))
    room.session.commit()
    room.open()
    _code, page = room.get(room.path())
    assert "<b>Dr. A. de Wit</b>, Diagnostic radiology: The lesion in segment 4 is a hemangioma." in page


def test_who_cannot_come_is_asked_for_an_opinion(
        session: Session, board: Board, browser: FlaskClient, specialist: Member, meeting: Meeting) -> None:
    case = stored(session, board, specialist)
    assert "You said that you are not there" not in page_of(browser, case)
    session.add(Availability(meeting_id=meeting.id, member_id=specialist.id, answer=Answer.ABSENT, answered_at=NOW))
    session.commit()
    assert "You said that you are not there" in page_of(browser, case)
    _code, page = send(browser, f"/cases/{case.id}/note", **{"note-text": "I would wait.", "note-is_opinion": "y"})
    assert "<b>Dr. A. Feld</b>, Endocrinology" in page and "Preliminary opinion" in page


def test_the_submitter_sees_what_is_missing_and_says_in_place_where_it_stands(
        session: Session, board: Board, client: FlaskClient, specialist: Member) -> None:
    case = stored(session, board, specialist, status=CaseStatus.ASKED, presenter_id=specialist.id)
    session.add(Message(case_id=case.id, kind=MessageKind.ASK, at=NOW, by_id=specialist.id, items=["patient_goals"],
                        text=""))
    case.answers = {}
    session.commit()
    browser = sign_in(client, specialist)
    page = page_of(browser, case)
    assert f'<a class="noprint" href="/cases/{case.id}/items/patient_goals"' in page and "Send the answer" in page


def test_two_who_set_the_same_item_do_not_overwrite_each_other(
        session: Session, board: Board, client: FlaskClient, meeting: Meeting) -> None:
    coordinator = MemberFactory(session=session, board_id=board.id, coordinator=True)
    case = stored(session, board, coordinator)
    browser, typed = sign_in(client, coordinator), {"seen": "0", "state": "waived", "reason": "Not needed here."}
    here = f"/cases/{case.id}/items/path_report"
    assert [send(browser, here, **typed)[0] for _ in range(2)] == [303, 409]
    assert len(cases.whole(session, case.id).readiness_rows) == 1


def test_a_long_or_hostile_text_is_refused_or_shown_as_typed(
        session: Session, board: Board, browser: FlaskClient, specialist: Member) -> None:
    case = stored(session, board, specialist)
    assert send(browser, f"/cases/{case.id}/note", **{"note-text": "x" * 4001})[0] == 422
    _code, page = send(browser, f"/cases/{case.id}/note", **{"note-text": "<script>alert(1)</script> =cmd ‮"})
    assert "&lt;script&gt;alert(1)&lt;/script&gt; =cmd ‮" in page


def surround(session: Session, case: Case, specialist: Member, items: tuple[str, ...]) -> None:
    """Let somebody owe these items, with a word about each."""
    for item in items:
        session.add(Readiness(case_id=case.id, item=item, state=ReadinessState.REQUESTED, due_on=FRIDAY,
                              owner_id=specialist.id, set_at=NOW))
        session.add(Message(case_id=case.id, kind=MessageKind.NOTE, at=NOW, by_id=specialist.id, text=item))
    session.commit()


def test_the_page_takes_the_same_number_of_queries_however_much_there_is(
        session: Session, board: Board, browser: FlaskClient, specialist: Member) -> None:
    case, found = stored(session, board, specialist), []
    discussed(session, board, case, {"ki67_percent": 2})
    for items in (("path_report",), ("path_grade", "sstr_pet", "heart")):
        surround(session, case, specialist, items)
        page_of(browser, case)
        with count_queries(db.engine) as sent:
            page_of(browser, case)
        found.append(len(sent))
    assert found[0] == found[1] <= MOST_QUERIES
