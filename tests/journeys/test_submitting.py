"""A specialist and a coordinator with one case: drafted, refused, submitted, sent back, answered, accepted, changed."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.factories import NOW, MemberFactory
from tests.signing import csrf, sign_in
from tumorboard.models import Board, Case, CaseEvent, Member, Patient
from tumorboard.scheduling.advance import advance
from tumorboard.vocabulary.workflow import CaseStatus

GOOD = {
    "mrn": "004 812 771", "birth_date": "03/14/1968", "family_name": "Okafor", "given_name": "Ngozi", "sex": "female",
    "net_family": "other", "submission_type": "progression", "urgency": "tumor_emergency",
    "question": "Bleeding small bowel primary: resect today, or embolize first?",
}


@pytest.fixture
def specialist(session: Session, board: Board) -> Member:
    MemberFactory(session=session, board_id=board.id, specialties=("pathology",))
    return MemberFactory(session=session, board_id=board.id, specialties=("radiology",))


@pytest.fixture
def coordinator(session: Session, board: Board) -> Member:
    return MemberFactory(session=session, board_id=board.id, coordinator=True)


@pytest.fixture
def browser(client: FlaskClient, specialist: Member, coordinator: Member) -> FlaskClient:
    """The specialist's browser."""
    return sign_in(client, specialist)


def send(browser: FlaskClient, path: str, **typed: str) -> TestResponse:
    """Send a form with its token."""
    return browser.post(path, data={"csrf_token": csrf(browser), **typed})


def submitted(browser: FlaskClient, specialist: Member, session: Session, **other: str) -> Case:
    """Submit a case in the browser, and give it as stored."""
    typed = GOOD | {"responsible_clinician": str(specialist.id), "do": "submit", "key": "first"} | other
    answer = send(browser, "/cases/new", **typed)
    assert answer.status_code == 303, answer.text
    session.expire_all()
    return session.scalars(select(Case).order_by(Case.number.desc())).first()


def test_what_is_missing_is_said_and_the_draft_holds_what_was_typed(browser: FlaskClient, session: Session) -> None:
    answer = send(browser, "/cases/new", do="submit", birth_date="14.3.68", question="Why?", urgency="routine")
    assert answer.status_code == 422
    assert "Enter a date like 1968-03-14" in answer.text and "Write the question as a question" in answer.text
    assert session.scalars(select(Case)).one().draft["birth_date"] == "14.3.68"


def test_a_double_click_makes_one_case(browser: FlaskClient, specialist: Member, session: Session) -> None:
    for _ in range(2):
        submitted(browser, specialist, session)
    assert session.scalar(select(func.count()).select_from(Case)) == 1


def test_the_same_question_once_more_is_refused_with_the_way_to_the_first_case(
    browser: FlaskClient, specialist: Member, session: Session
) -> None:
    first = submitted(browser, specialist, session)
    again = GOOD | {"responsible_clinician": str(specialist.id), "do": "submit", "key": "second"}
    answer = send(browser, "/cases/new", **again)
    assert (answer.status_code, f"Case {first.number} asks the same about this patient" in answer.text) == (422, True)
    assert f'<a href="/cases/{first.id}">Open case {first.number}</a>' in answer.text
    assert GOOD["question"] in answer.text
    assert submitted(browser, specialist, session, key="second", question="Embolize again, or observe?").id != first.id


def test_a_draft_is_saved_and_finished_later(browser: FlaskClient, specialist: Member, session: Session) -> None:
    assert send(browser, "/cases/new", do="save", question="Half a thou").headers["Location"] == "/"
    draft = session.scalars(select(Case)).one()
    assert "Half a thou" in browser.get(f"/cases/{draft.id}/edit").text
    typed = GOOD | {"responsible_clinician": str(specialist.id), "do": "submit"}
    assert send(browser, f"/cases/{draft.id}/edit", **typed).status_code == 303
    session.expire_all()
    assert session.get_one(Case, draft.id).status is CaseStatus.SUBMITTED


def test_a_draft_is_nobody_elses(browser: FlaskClient, session: Session, board: Board) -> None:
    send(browser, "/cases/new", do="save", question="Mine alone")
    draft = session.scalars(select(Case)).one()
    other = sign_in(browser.application.test_client(), MemberFactory(session=session, board_id=board.id))
    assert other.get(f"/cases/{draft.id}/edit").status_code == 404


def test_a_number_is_looked_up_only_with_the_birth_date(
    browser: FlaskClient, specialist: Member, session: Session
) -> None:
    submitted(browser, specialist, session)
    alone = send(browser, "/cases/new", do="find", mrn="004812771")
    both = send(browser, "/cases/new", do="find", mrn="004812771", birth_date="1968-03-14")
    wrong = send(browser, "/cases/new", do="find", mrn="004812771", birth_date="1968-03-15")
    found = ["OKAFOR" in answer.text for answer in (alone, both, wrong)]
    assert found == [False, True, False]
    looked = select(func.count()).select_from(CaseEvent).where(CaseEvent.kind == "patient.looked_up")
    assert session.scalar(looked) == 2


def test_looking_through_the_numbers_is_stopped(browser: FlaskClient) -> None:
    answers = [send(browser, "/cases/new", do="find", mrn=f"00{n:04d}", birth_date="1968-03-14") for n in range(21)]
    assert [answer.status_code for answer in answers] == [200] * 20 + [403]


def test_a_choice_that_is_not_offered_is_refused(browser: FlaskClient, specialist: Member) -> None:
    typed = GOOD | {"responsible_clinician": str(specialist.id), "do": "submit", "urgency": "soon"}
    answer = send(browser, "/cases/new", **typed)
    assert (answer.status_code, "Choose one of these." in answer.text) == (422, True)


def test_a_case_is_sent_back_answered_and_accepted(
    browser: FlaskClient, specialist: Member, coordinator: Member, session: Session
) -> None:
    case = submitted(browser, specialist, session)
    desk = sign_in(browser.application.test_client(), coordinator)
    page = f"/cases/{case.id}"
    send(desk, f"{page}/send-back", seen=str(case.version), text="Which vessel bleeds?")
    assert "Which vessel bleeds?" in browser.get(page).text
    session.expire_all()
    send(browser, f"{page}/answer", **{"answer-seen": str(case.version), "answer-text": "The ileocolic artery."})
    session.expire_all()
    assert send(desk, f"{page}/accept", seen=str(case.version)).status_code == 303
    session.expire_all()
    assert case.status is CaseStatus.READY
    assert "The ileocolic artery." in desk.get(page).text


def test_the_submitter_edits_until_the_freeze_and_then_asks(
    browser: FlaskClient, specialist: Member, coordinator: Member, session: Session
) -> None:
    case = submitted(browser, specialist, session)
    desk = sign_in(browser.application.test_client(), coordinator)
    case.submitted_at = NOW
    session.commit()
    page = f"/cases/{case.id}"
    send(desk, f"{page}/accept", seen=str(case.version))
    session.expire_all()
    case.accepted_at = NOW
    session.commit()
    assert browser.get(f"{page}/edit").status_code == 200
    advance(NOW)
    advance(NOW + timedelta(hours=30))
    assert browser.get(f"{page}/edit").status_code == 403
    assert "Ask for a change" in browser.get(page).text
    send(browser, f"{page}/ask-for-change", **{"change-text": "She moved to the other hospital."})
    assert "She moved to the other hospital." in desk.get(page).text
    assert "a change is asked for" in desk.get("/").text


def test_a_withdrawn_case_keeps_its_reason(browser: FlaskClient, specialist: Member, session: Session) -> None:
    case = submitted(browser, specialist, session)
    refused = send(browser, f"/cases/{case.id}/withdraw", reason="")
    assert (refused.status_code, "Write in a line why" in refused.text) == (422, True)
    send(browser, f"/cases/{case.id}/withdraw", reason="Treated elsewhere.")
    assert "Treated elsewhere." in browser.get(f"/cases/{case.id}").text


def test_cases_are_found_by_the_start_of_a_name_and_by_number(
    browser: FlaskClient, specialist: Member, session: Session
) -> None:
    submitted(browser, specialist, session)
    typed = ("oka", "ngo", "004812771", "okafor ngozi", "fato", "99")
    assert ["OKAFOR" in send(browser, "/cases/find", q=text).text for text in typed] == [True] * 4 + [False] * 2


def test_two_numbers_are_two_patients(browser: FlaskClient, specialist: Member, session: Session) -> None:
    submitted(browser, specialist, session)
    submitted(browser, specialist, session, mrn="7001", key="second")
    assert session.scalars(select(Patient.mrn).order_by(Patient.mrn)).all() == ["004812771", "7001"]
