"""The pages of an import: look at every row, agree, and see what came of it."""

import base64
import html
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import MemberFactory
from tests.signing import csrf, sign_in
from tests.unit.intake.lists import csv_of, good
from tumorboard.models import Board, Case, CaseEvent

URGENT = good(mrn="99300903", family_name="Oduya", urgency="bp_danger", sex="?")
LONG = good(mrn="99300906", family_name="Long", question="q" * 2001)
SCRIPT = good(mrn="99300904", urgency="within_10_days", family_name="<script>alert(1)</script>",
              question="=1+1 or resect it, please say which?")


@pytest.fixture
def coordinator(client: FlaskClient, session: Session, board: Board) -> FlaskClient:
    """A coordinator's browser, with one clinician to be responsible."""
    MemberFactory(session=session, board_id=board.id, username="ywexler")
    return sign_in(client, MemberFactory(session=session, board_id=board.id, coordinator=True))


def send(browser: FlaskClient, raw: bytes) -> Any:
    """Send a file to be looked at; written by hand, because the test client leaves its own large files open."""
    parts = {'name="csrf_token"': csrf(browser).encode(), 'name="file"; filename="list.csv"': raw}
    body = b"".join(b"--edge\r\nContent-Disposition: form-data; " + name.encode() + b"\r\n\r\n" + content + b"\r\n"
                    for name, content in parts.items())
    return browser.post("/cases/import", data=body + b"--edge--\r\n", content_type="multipart/form-data; boundary=edge")


def fields(page: str) -> dict[str, str]:
    """Read the hidden fields of the confirmation."""
    form = page[page.index('action="/cases/import/confirm"'):]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def count(session: Session) -> int:
    """Count the cases."""
    session.rollback()
    return session.scalar(select(func.count()).select_from(Case)) or 0


def test_only_the_board_staff_import(client: FlaskClient, session: Session, board: Board) -> None:
    assert client.get("/cases/import").status_code == 303
    sign_in(client, MemberFactory(session=session, board_id=board.id, referrer=True))
    assert client.get("/cases/import").status_code == 403
    assert send(client, csv_of(good())).status_code == 403


def test_looking_shows_every_row_urgent_failures_first_and_stores_nothing(
        coordinator: FlaskClient, session: Session) -> None:
    page = send(coordinator, csv_of(SCRIPT, good(ecog="9", insurance="private"), URGENT, LONG)).get_data(as_text=True)
    assert "GEP-NET: stomach" in coordinator.get("/cases/import").get_data(as_text=True)
    places = [page.index(words) for words in ("Urgent, not imported", "ODUYA", "Needs your look", "QUILLFEATHER",
                                              "New patients", "&lt;SCRIPT&gt;")]
    assert places == sorted(places)
    assert "These columns are not stored:" in page and "insurance" in page
    assert "… and 1,761 more characters" in page
    assert "<SCRIPT>" not in page and "<script>alert" not in page
    assert count(session) == 0


def test_confirming_imports_what_was_shown_and_ticked_and_a_second_click_nothing(
        coordinator: FlaskClient, session: Session) -> None:
    page = send(coordinator, csv_of(SCRIPT, good(ecog="9"), good(mrn="99300905", family_name="Third", ecog="x"))
                ).get_data(as_text=True)
    tick = re.findall(r'name="confirm" value="(2-\w+)"', page)
    answers = [coordinator.post("/cases/import/confirm", data={**fields(page), "confirm": tick}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    result = coordinator.get(answers[0].location).get_data(as_text=True)
    assert "<b>2</b> new patients, <b>1</b> to look at." in html.unescape(result)
    assert (count(session), result.count("/cases/import")) == (2, 1)
    again = send(coordinator, csv_of(SCRIPT)).get_data(as_text=True)
    assert "Nothing in this list can be imported." in again


def test_a_list_that_arrives_otherwise_than_shown_is_refused(coordinator: FlaskClient, session: Session) -> None:
    shown = fields(send(coordinator, csv_of(good())).get_data(as_text=True))
    other = base64.urlsafe_b64encode(csv_of(SCRIPT)).decode()
    for change in ({"carried": other}, {"carried": "é"}, {"carried": ""}, {"sha256": ""}):
        answer = coordinator.post("/cases/import/confirm", data={**shown, **change})
        assert (answer.status_code, "did not arrive as it was shown" in answer.get_data(as_text=True)) == (422, True)
    assert count(session) == 0


@pytest.mark.parametrize(("raw", "words"), [
    (b"", "The file is empty."), (b"PK\x03\x04", "This is a spreadsheet"), (b"x" * 2_100_000, "larger than 2 MB")])
def test_a_file_that_is_no_list_is_refused_beside_the_field(coordinator: FlaskClient, raw: bytes, words: str) -> None:
    answer = send(coordinator, raw)
    assert (answer.status_code, answer.get_data(as_text=True).count(words)) == (422, 2)


def test_no_file_is_asked_for_in_words(coordinator: FlaskClient) -> None:
    answer = coordinator.post("/cases/import", data={"csrf_token": csrf(coordinator)})
    assert (answer.status_code, answer.get_data(as_text=True).count("Choose a CSV file.")) == (422, 2)


def test_ten_megabytes_are_refused_before_they_are_read(coordinator: FlaskClient) -> None:
    assert send(coordinator, b"x" * 10_000_000).status_code == 413


def test_two_megabytes_travel_whole_through_the_form(coordinator: FlaskClient, session: Session) -> None:
    raw = csv_of(good(note="x" * 2_096_000))
    page = send(coordinator, raw).get_data(as_text=True)
    assert coordinator.post("/cases/import/confirm", data=fields(page)).status_code == 303
    assert count(session) == 1


def test_the_rejected_rows_are_downloaded_with_their_reasons_and_recorded(
        coordinator: FlaskClient, session: Session) -> None:
    page = send(coordinator, csv_of(good(), URGENT, good(sex="?", family_name="=cmd"))).get_data(as_text=True)
    answer = coordinator.post("/cases/import/rejected", data=fields(page))
    lines = answer.get_data(as_text=True).splitlines()
    assert (answer.status_code, answer.mimetype, answer.headers["Content-Disposition"]) == (
        200, "text/csv", 'attachment; filename="rejected-rows.csv"')
    assert [len(lines), ",'=cmd," in lines[2]] == [3, True]
    exported = session.scalars(select(CaseEvent.detail).where(CaseEvent.kind == "cases.corrections_exported")).all()
    assert list(exported) == [{"rows": 2}]


def test_a_list_without_rows_says_what_fills_it(coordinator: FlaskClient) -> None:
    assert "The list has a header and no rows." in send(coordinator, csv_of()).get_data(as_text=True)


def test_an_import_that_does_not_exist_is_not_found(coordinator: FlaskClient, board: Board) -> None:
    assert coordinator.get(f"/cases/import/{board.id}").status_code == 404
