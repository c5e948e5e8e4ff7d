"""The list of an ordinary hospital through the pages: what is good is imported, what is not is said row by row."""

import html
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import MemberFactory
from tests.house.project import ROOT
from tests.reading import as_read
from tests.signing import csrf, sign_in
from tumorboard.models import Board, Case, CaseEvent, Patient

DIRTY = (ROOT / "tests/samples/intake_dirty.csv").read_bytes()


@pytest.fixture
def coordinator(client: FlaskClient, session: Session, board: Board) -> FlaskClient:
    """A coordinator's browser, with one clinician to be responsible."""
    MemberFactory(session=session, board_id=board.id, username="ywexler")
    return sign_in(client, MemberFactory(session=session, board_id=board.id, coordinator=True))


def look(browser: FlaskClient, raw: bytes = DIRTY) -> str:
    """Send a list to be looked at."""
    parts = {'name="csrf_token"': csrf(browser).encode(), 'name="file"; filename="list.csv"': raw}
    body = b"".join(b"--edge\r\nContent-Disposition: form-data; " + name.encode() + b"\r\n\r\n" + content + b"\r\n"
                    for name, content in parts.items())
    return as_read(browser.post("/cases/import", data=body + b"--edge--\r\n",
                                content_type="multipart/form-data; boundary=edge"))


def fields(page: str) -> dict[str, str]:
    """Read the hidden fields of the confirmation."""
    form = page[page.index('action="/cases/import/confirm"'):]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


ROW = "(whole row)"
ENDS = [
    ("new", []), ("rejected", ["birth_date"]), ("needs_review", ["birth_date"]), ("duplicate", [ROW]), ("new", []),
    ("new", []), ("rejected", ["family_name", "birth_date"]), ("rejected", ["mrn"]), ("rejected", ["sex"]),
    ("needs_review", ["birth_date"]), ("rejected", [ROW]), ("rejected", ["responsible_clinician"]), ("skipped", [ROW]),
    ("skipped", [ROW]), ("rejected", ["family_name"]), ("new", [])]


def test_every_row_is_shown_with_what_is_wrong_in_words(coordinator: FlaskClient, session: Session) -> None:
    page = look(coordinator)
    for words in ("<b>4</b> new patients", "<b>2</b> to look at", "<b>7</b> rejected", "<b>1</b> already there",
                  "The file is Windows-1252", "insurance", "MÜLLER-ØSTERGÅRD, Zoë", "NUÑEZ, Íñigo",
                  "The calendar has no such day", "This is not a date.",
                  "A name holds letters. Check that the columns are in the right order.",
                  "letters, digits or hyphens", "Use one of: female, male, other, unknown.",
                  "The row has 5 columns; the header has 14.", "No active clinician has this user name",
                  "holds characters that cannot be shown"):
        assert words in html.unescape(page) or words in page, words
    assert page.index("Urgent, not imported") < page.index("ODUYA") < page.index("Needs your look")
    assert "<script>alert" not in page.lower() and "<img src=x" not in page.lower()
    assert session.scalars(select(Case)).all() == []


def test_good_rows_are_imported_and_bad_ones_stop_none_of_them(
    coordinator: FlaskClient, session: Session, board: Board
) -> None:
    answer = coordinator.post("/cases/import/confirm", data=fields(look(coordinator)))
    session.expire_all()
    [detail] = session.scalars(select(CaseEvent.detail).where(CaseEvent.kind == "cases.imported"))
    assert [(row["outcome"], [column for column, _ in row["problems"]]) for row in detail["rows"]] == ENDS
    names = session.execute(select(Patient.family_name, Patient.given_name).order_by(Patient.mrn)).all()
    assert [tuple(each) for each in names] == [
        ("Müller-Østergård", "Zoë"), ('=HYPERLINK("http://evil.example/";"Click")', "Formula"),
        ("<script>alert(1)</script>", "Tag"), ("Last", "Ørjan")]
    first = session.scalars(select(Case).order_by(Case.number)).first()
    assert first is not None and first.question == "“Resect” the ileal primary first – or start an analogue?"
    cases = [f"/cases/{each}" for each in session.scalars(select(Case.id))]
    for path in (answer.location, "/cases?view=all", "/", *cases):
        page = coordinator.get(path)
        assert page.status_code == 200
        assert "<script>alert" not in page.text.lower() and "<img src=x" not in page.text.lower()


def test_the_rejected_rows_come_back_to_be_corrected_and_sent_again(coordinator: FlaskClient, session: Session) -> None:
    shown = fields(look(coordinator))
    coordinator.post("/cases/import/confirm", data=shown)
    again = coordinator.post("/cases/import/rejected", data=shown).get_data()
    assert again.decode("utf-8-sig").count("99300") == 6
    mended = again.decode("utf-8-sig").replace("02/30/1970", "02/28/1970").replace(",?,ppgl", ",female,ppgl")
    page = look(coordinator, mended.encode())
    assert "<b>2</b> new patients, <b>5</b> rejected" in page
