"""What cannot be done is answered with its status and a page in plain words, and nothing typed is lost."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.conftest import SETTINGS
from tests.factories import CaseFactory, MemberFactory, PatientFactory
from tests.signing import csrf, sign_in
from tumorboard import create_app
from tumorboard.db import db
from tumorboard.models import Board, Case, Member

UNKNOWN = "7a0f7a0e-52a5-4b5c-9f4e-111111111111"


@pytest.fixture
def signed_in(client: FlaskClient, coordinator: Member) -> FlaskClient:
    return sign_in(client, coordinator)


@pytest.fixture
def case(session: Session, board: Board, coordinator: Member) -> Case:
    return CaseFactory(session=session, board_id=board.id, submitter=coordinator,
                       patient=PatientFactory(session=session, board_id=board.id))


@pytest.mark.parametrize("path", [
    f"/cases/{UNKNOWN}", "/cases/not-an-id", f"/patients/{UNKNOWN}", f"/recommendations/{UNKNOWN}",
    "/meetings/2026-13-45", "/meetings/yesterday", "/meetings/1999-01-01", "/no-such-page"])
def test_what_does_not_exist_or_is_malformed_is_not_found(signed_in: FlaskClient, path: str) -> None:
    answer = signed_in.get(path)
    assert answer.status_code == 404
    assert "We cannot find that page" in answer.text


def test_a_form_without_its_token_is_refused_and_given_back(signed_in: FlaskClient, case: Case) -> None:
    answer = signed_in.post(f"/cases/{case.id}/note", data={"note-text": "She asked twice about <b>travel</b>."})
    assert answer.status_code == 400
    assert "She asked twice about &lt;b&gt;travel&lt;/b&gt;." in answer.text


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_a_form_from_another_site_is_refused_although_it_has_the_token(
    signed_in: FlaskClient, case: Case, headers: dict[str, str]
) -> None:
    data = {"csrf_token": csrf(signed_in), "note-text": "A note."}
    assert signed_in.post(f"/cases/{case.id}/note", data=data, headers=headers).status_code == 400


def test_a_stale_version_is_a_conflict_that_gives_the_text_back(signed_in: FlaskClient, case: Case) -> None:
    data = {"csrf_token": csrf(signed_in), "seen": str(case.version - 1), "text": "CT from outside, please."}
    answer = signed_in.post(f"/cases/{case.id}/send-back", data=data)
    assert answer.status_code == 409
    assert "CT from outside, please." in answer.text


def test_a_move_that_the_state_does_not_allow_is_a_conflict(signed_in: FlaskClient, case: Case) -> None:
    data = {"csrf_token": csrf(signed_in), "seen": str(case.version)}
    assert signed_in.post(f"/cases/{case.id}/withdraw-acceptance", data=data).status_code == 409


def test_a_role_that_lacks_the_permission_is_forbidden(client: FlaskClient, session: Session, board: Board) -> None:
    auditor = MemberFactory(session=session, board_id=board.id, auditor=True)
    answer = sign_in(client, auditor).get("/cases")
    assert (answer.status_code, "This is not open to you" in answer.text) == (403, True)


def test_nobody_is_sent_to_the_door(client: FlaskClient) -> None:
    answer = client.get("/cases")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in?next=/cases")


def test_a_form_sent_after_the_session_ended_gives_the_text_back(client: FlaskClient, case: Case) -> None:
    data = {"csrf_token": csrf(client), "note-text": "Prefers treatment near home."}
    answer = client.post(f"/cases/{case.id}/note", data=data)
    assert (answer.status_code, "Prefers treatment near home." in answer.text) == (401, True)


def test_too_much_text_is_refused_in_words(signed_in: FlaskClient, case: Case) -> None:
    data = {"csrf_token": csrf(signed_in), "note-text": "x" * 10_000_000}
    answer = signed_in.post(f"/cases/{case.id}/note", data=data)
    assert (answer.status_code, "too large" in answer.text) == (413, True)


def test_control_characters_are_refused_beside_their_field(signed_in: FlaskClient, case: Case) -> None:
    data = {"csrf_token": csrf(signed_in), "seen": str(case.version), "do": "submit", "question": "A\x00 question?"}
    answer = signed_in.post("/cases/new", data=data)
    assert (answer.status_code, "characters that cannot be shown" in answer.text) == (422, True)


def test_a_database_that_is_away_is_our_fault_in_plain_words(signed_in: FlaskClient, app: Flask) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE demo_clock RENAME TO gone"))
    try:
        answer = signed_in.get("/")
        assert (answer.status_code, "It is our fault" in answer.text) == (500, True)
    finally:
        with db.engine.begin() as connection:
            connection.execute(text("ALTER TABLE gone RENAME TO demo_clock"))


def test_the_log_of_a_failure_quotes_no_row(
    signed_in: FlaskClient, case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    data = {"csrf_token": csrf(signed_in), "note-text": "Quillfeather prefers Tuesdays."}
    with db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE message RENAME TO gone"))
    try:
        assert signed_in.post(f"/cases/{case.id}/note", data=data).status_code == 500
    finally:
        with db.engine.begin() as connection:
            connection.execute(text("ALTER TABLE gone RENAME TO message"))
    assert "Quillfeather" not in caplog.text
    assert "reference" in caplog.text


def test_a_host_that_is_not_ours_is_not_served() -> None:
    made = create_app(replace(SETTINGS, database_url="sqlite://", trusted_hosts=("board.example.org",)))
    answer = made.test_client().get("/sign-in", base_url="https://evil.example")
    assert (answer.status_code, answer.text) == (400, "This address is not served here.\n")
