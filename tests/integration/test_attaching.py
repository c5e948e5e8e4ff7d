"""Files of a case: taken by content, opened through their case alone, removed with a reason that stays."""

from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.factories import CaseFactory, MemberFactory
from tests.reading import as_read
from tests.signing import csrf, sign_in
from tests.unit.test_file_content import PDF, png
from tumorboard.domain import file_content
from tumorboard.models import Attachment, AttachmentContent, Board, Case, CaseEvent, Member
from tumorboard.services.attaching import plain_name


@pytest.fixture
def browser(client: FlaskClient, ada: Member) -> FlaskClient:
    return sign_in(client, ada)


def attach(browser: FlaskClient, case: Case, content: bytes, name: str = "report.pdf", **more: Any) -> TestResponse:
    """Send a file."""
    answer = browser.post(f"/cases/{case.id}/files", data={
        "csrf_token": csrf(browser), "file": (BytesIO(content), name), **more})
    # A large body lies in a temporary file of the test's own browser.
    answer.request.environ["wsgi.input"].close()
    return answer


def only(session: Session) -> Attachment:
    """Give the one file that is stored."""
    return session.scalars(select(Attachment)).one()


def test_a_file_is_kept_and_given_back_byte_for_byte(browser: FlaskClient, case: Case, session: Session) -> None:
    assert attach(browser, case, PDF, about="Outside report").status_code == 303
    stored = only(session)
    answer = browser.get(f"/cases/{case.id}/files/{stored.id}")
    assert (answer.status_code, answer.data, answer.mimetype) == (200, PDF, "application/pdf")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="file.pdf"')
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Cache-Control"]) == ("nosniff", "no-store")
    assert "Outside report" in as_read(browser.get(f"/cases/{case.id}/files"))


def test_the_name_says_nothing_about_the_kind(browser: FlaskClient, case: Case, session: Session) -> None:
    attach(browser, case, png(8, 6), name="../../etc/pass\u202ewd\x00.html")
    stored = only(session)
    assert (stored.name, stored.kind, stored.width, stored.height) == ("passwd.html", "png", 8, 6)
    answer = browser.get(f"/cases/{case.id}/files/{stored.id}")
    assert (answer.mimetype, answer.headers["Content-Disposition"]) == (
        "image/png", "attachment; filename=\"file.png\"; filename*=UTF-8''passwd.png")


@pytest.mark.parametrize(("content", "words"), [
    (b"<html>", "neither a PDF"), (b"", "empty"), (png(60_000, 60_000), "Save it with at most 50 million"),
])
def test_what_is_not_taken_is_said_and_what_was_typed_stays(
    browser: FlaskClient, case: Case, session: Session, content: bytes, words: str
) -> None:
    answer = attach(browser, case, content, about="Kept words")
    assert (answer.status_code, words in answer.text, "Kept words" in answer.text) == (422, True, True)
    assert session.scalar(select(func.count()).select_from(Attachment)) == 0


def test_a_file_must_be_chosen(browser: FlaskClient, case: Case) -> None:
    answer = browser.post(f"/cases/{case.id}/files", data={"csrf_token": csrf(browser), "about": "Nothing"})
    assert (answer.status_code, "Choose a file first." in answer.text) == (422, True)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_twenty_megabytes_come_in_and_more_do_not(browser: FlaskClient, case: Case, session: Session) -> None:
    most = PDF + bytes(file_content.MOST_BYTES - len(PDF))
    assert attach(browser, case, most).status_code == 303
    assert "at most 20 MB" in attach(browser, case, most + b"x").text
    answer = attach(browser, case, bytes(30 * 1024 * 1024))
    assert (answer.status_code, "at most 20 MB" in answer.text) == (413, True)


def test_the_same_file_is_kept_once(browser: FlaskClient, case: Case, session: Session) -> None:
    attach(browser, case, PDF)
    assert "here already" in attach(browser, case, PDF, name="again.pdf").text
    assert session.scalar(select(func.count()).select_from(AttachmentContent)) == 1


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_case_holds_only_so_many_files(browser: FlaskClient, case: Case) -> None:
    for number in range(file_content.MOST_FILES):
        assert attach(browser, case, PDF + str(number).encode()).status_code == 303
    assert "A case holds at most 40 files" in attach(browser, case, PDF + b"more").text


def test_a_removed_file_leaves_its_reason_and_its_event(browser: FlaskClient, case: Case, session: Session) -> None:
    attach(browser, case, PDF)
    stored = only(session)
    path = f"/cases/{case.id}/files/{stored.id}"
    refused = browser.post(f"{path}/remove", data={"csrf_token": csrf(browser), "reason": " "})
    assert (refused.status_code, "why the file is removed" in refused.text) == (422, True)
    browser.post(f"{path}/remove", data={"csrf_token": csrf(browser), "reason": "Another patient’s report."})
    assert browser.get(path).status_code == 404
    assert "Another patient’s report." in browser.get(f"/cases/{case.id}/files").text
    assert session.scalar(select(func.count()).select_from(AttachmentContent)) == 0
    kinds = session.scalars(select(CaseEvent.kind).where(CaseEvent.case_id == case.id).order_by(CaseEvent.at)).all()
    assert kinds == ["case.file_attached", "case.file_removed"]
    assert attach(browser, case, PDF).status_code == 303


def test_a_file_opens_only_through_its_own_case_and_for_its_readers(
    browser: FlaskClient, case: Case, session: Session, board: Board, ada: Member
) -> None:
    attach(browser, case, PDF)
    stored = only(session)
    mine = CaseFactory(session=session, board_id=board.id, submitter=ada, patient_id=case.patient_id)
    assert browser.get(f"/cases/{mine.id}/files/{stored.id}").status_code == 404
    stranger = MemberFactory(session=session, board_id=board.id, specialties=("genetics",))
    other = sign_in(browser.application.test_client(), stranger)
    assert other.get(f"/cases/{case.id}/files/{stored.id}").status_code == 404


@pytest.mark.parametrize(("name", "plain"), [
    ("C:\\scans\\CT abdomen.pdf", "CT abdomen.pdf"), ("...", "File without a name"), ("x" * 300, "x" * 120),
    ("עברית.pdf", "עברית.pdf"), ("a\r\nb.pdf", "ab.pdf"),
])
def test_a_name_is_only_a_name(name: str, plain: str) -> None:
    assert plain_name(name) == plain
