"""A huddle from the case page to its record: asked for, taken part in, recorded once; and what others see of it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import MemberFactory
from tests.house.fixed_clock import set_clock
from tests.reading import as_read
from tests.signing import csrf, sign_in
from tests.weeks import NOW, Week
from tests.weeks import week as a_week
from tumorboard.models import Board, Case, Huddle, Member
from tumorboard.queries import huddles

WHY = "Blood pressure 210 over 130 since this morning."
DECIDED = "Admit tonight; doxazosin first."


@pytest.fixture
def week(session: Session, board: Board, client: FlaskClient) -> Week:
    """A Tuesday, and the browser of the chair, who is an endocrinologist."""
    board.urgent_phone = "555 0199"
    made = a_week(session, board, cases=1).turn(NOW)
    set_clock(session, board)
    session.commit()
    sign_in(client, made.chair)
    return made


@pytest.fixture
def case(week: Week) -> Case:
    """A crisis that was submitted two hours ago."""
    return week.crisis()


@pytest.fixture
def surgeon(session: Session, board: Board) -> Member:
    """Somebody who takes part and is not needed."""
    return MemberFactory(session=session, board_id=board.id, specialties=("surgery_endocrine",), name="Ines Duarte")


def post(client: FlaskClient, path: str, **typed: Any) -> tuple[int, str]:
    answer = client.post(path, data={"csrf_token": csrf(client), "key": str(uuid4()), **typed})
    return answer.status_code, answer.headers.get("Location") or as_read(answer)


def asked(client: FlaskClient, case: Case) -> str:
    """Ask for a huddle, and give the address of its page."""
    code, there = post(client, f"/huddles/new/{case.id}", why=WHY)
    assert code == 303
    return there


def told(surgeon: Member, **change: Any) -> dict[str, Any]:
    return {"seen": 1, "day": "2026-12-01", "began": "15:30", "means": "phone", "people": str(surgeon.id),
            "decided": DECIDED, "decider": str(surgeon.id), "items-0-kind": "alpha_beta",
            "items-0-detail": "Doxazosin 2 mg", "items-0-owner": str(surgeon.id),
            "items-0-due_on": "2026-12-01"} | change


def test_a_danger_offers_a_huddle_on_the_case_page_and_a_routine_case_does_not(
        client: FlaskClient, week: Week, case: Case) -> None:
    routine = week.accepted()
    link = "Discuss out of cycle"
    assert (link in as_read(client.get(f"/cases/{case.id}")), link in as_read(client.get(f"/cases/{routine.id}"))) == (
        True, False)


def test_the_question_shows_whom_to_call(client: FlaskClient, week: Week, case: Case) -> None:
    text = as_read(client.get(f"/huddles/new/{case.id}"))
    assert "555 0199" in text and "Rhea Vance" in text and "Anke de Wit" in text


def test_without_a_reason_nothing_is_asked(client: FlaskClient, week: Week, case: Case) -> None:
    code, text = post(client, f"/huddles/new/{case.id}", why="")
    assert (code, "Write in a line what cannot wait" in text) == (422, True)


def test_a_double_click_asks_once_and_asking_again_leads_to_the_same(
        client: FlaskClient, session: Session, week: Week, case: Case) -> None:
    key = str(uuid4())
    answers = {post(client, f"/huddles/new/{case.id}", why=WHY, key=key) for _ in range(2)}
    assert len(answers) == 1 and session.scalar(select(func.count()).select_from(Huddle)) == 1
    assert client.get(f"/huddles/new/{case.id}").headers["Location"] == answers.pop()[1]


def test_those_whom_the_case_needs_see_it_on_their_page_and_others_do_not(
        client: FlaskClient, week: Week, case: Case, surgeon: Member) -> None:
    asked(client, case)
    seen = [("a huddle is asked for" in as_read(sign_in(client, member).get("/")))
            for member in (week.chair, surgeon, week.coordinator)]
    assert seen == [True, False, True]


def test_an_emergency_that_waits_a_day_is_on_the_coordinators_page_with_the_time(
        client: FlaskClient, week: Week, case: Case) -> None:
    sign_in(client, week.coordinator)
    assert "an emergency waits" not in as_read(client.get("/"))
    case.submitted_at = NOW - timedelta(hours=27)
    week.session.commit()
    text = as_read(client.get("/"))
    assert "an emergency waits" in text and "Waits 1 d 3 h" in text


def test_recorded_it_stands_with_everything_and_the_case_is_listed(
        client: FlaskClient, week: Week, case: Case, surgeon: Member) -> None:
    there = asked(client, case)
    assert post(client, f"{there}/record", **told(surgeon)) == (303, there)
    text = as_read(client.get(there))
    for words in (DECIDED, "Ines Duarte, MD", "by phone", "Alpha-/beta-blockade: Doxazosin 2 mg", "Recorded by"):
        assert words in text
    assert "Record and close" not in text
    docket = as_read(client.get("/meetings/2026-12-04"))
    assert "Decided out of cycle on Dec 1, to be noted" in docket


def test_what_is_missing_is_said_all_at_once_and_what_was_typed_stays(
        client: FlaskClient, week: Week, case: Case, surgeon: Member) -> None:
    there = asked(client, case)
    code, text = post(client, f"{there}/record", seen=1, day="2026-12-01", began="15:30", decided=DECIDED)
    assert code == 422 and DECIDED in text
    for words in ("Choose how you spoke with each other.", "Choose at least one member", "Choose who decided."):
        assert words in text


def test_an_item_can_be_added_and_dropped_without_storing_anything(
        client: FlaskClient, session: Session, week: Week, case: Case, surgeon: Member) -> None:
    there = asked(client, case)
    code, text = post(client, f"{there}/record", **told(surgeon, rows="add items"))
    assert (code, 'name="items-1-kind"' in text) == (200, True)
    code, text = post(client, f"{there}/record", **told(surgeon, rows="drop items-0"))
    assert (code, "Doxazosin 2 mg" in text) == (200, False)
    assert huddles.asked_of(session, case.id) is not None


def test_a_stale_page_gives_the_text_back(client: FlaskClient, week: Week, case: Case, surgeon: Member) -> None:
    there = asked(client, case)
    code, text = post(client, f"{there}/record", **told(surgeon, seen=7))
    assert (code, DECIDED in text) == (409, True)


def test_called_off_with_a_reason_it_leaves_everybodys_page(
        client: FlaskClient, week: Week, case: Case) -> None:
    there = asked(client, case)
    assert post(client, f"{there}/call-off", seen=1)[0] == 422
    assert post(client, f"{there}/call-off", seen=1, called_off_why="Settled on the ward.") == (
        303, f"/cases/{case.id}")
    assert "a huddle is asked for" not in as_read(client.get("/"))
    assert "Settled on the ward." in as_read(client.get(f"/cases/{case.id}"))


def test_whose_case_it_is_reads_what_was_decided_and_cannot_record(
        client: FlaskClient, week: Week, case: Case, surgeon: Member) -> None:
    referrer = MemberFactory(session=week.session, board_id=week.board.id, referrer=True)
    case.submitter_id = referrer.id
    week.session.commit()
    there = asked(client, case)
    sign_in(client, referrer)
    assert "Record and close" not in as_read(client.get(there))
    assert post(client, f"{there}/record", **told(surgeon))[0] == 403
    sign_in(client, week.chair)
    post(client, f"{there}/record", **told(surgeon))
    sign_in(client, referrer)
    assert DECIDED in as_read(client.get(there)) and DECIDED in as_read(client.get(f"/cases/{case.id}"))


def test_nobody_else_finds_it(client: FlaskClient, week: Week, case: Case, surgeon: Member) -> None:
    there = asked(client, case)
    stranger = MemberFactory(session=week.session, board_id=week.board.id, referrer=True)
    clinician = MemberFactory(session=week.session, board_id=week.board.id, clinician=True)
    # A specialist finds it once its case is before the board.
    assert [sign_in(client, each).get(there).status_code for each in (stranger, clinician, surgeon)] == [404] * 3
    assert sign_in(client, surgeon).get("/huddles/00000000-0000-0000-0000-000000000001").status_code == 404


def test_it_stands_on_the_patients_page_in_its_place(
        client: FlaskClient, week: Week, case: Case, surgeon: Member) -> None:
    there = asked(client, case)
    post(client, f"{there}/record", **told(surgeon))
    text = as_read(client.get(f"/patients/{case.patient_id}"))
    assert "Huddle" in text and DECIDED in text
    assert text.index("Submitted") < text.index("Huddle") < text.index("Now")
