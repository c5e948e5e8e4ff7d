"""Hostile text in every field of the catalogue, through the pages: shown as typed, or refused beside it and kept."""

import html
import os
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import MemberFactory, PatientFactory
from tests.house.pages import inspect
from tests.reading import shown
from tests.sending import post
from tests.signing import sign_in
from tumorboard.domain.clinical.answers import columns
from tumorboard.domain.clinical.rulebook import index
from tumorboard.models import Board, Case, CaseSection, Member, Patient
from tumorboard.profiles import load
from tumorboard.services.answer_shelf import asked

PROFILE = load()
FIRST_PAGE = [*(field["key"] for field in PROFILE.fields("submit")), "mrn_issuer"]
IDENTITY = ("mrn", "mrn_issuer", "family_name", "given_name", "birth_date", "died_on")
CHOSEN = [field["key"] for field in PROFILE.fields("submit") if field["type"] in ("choice", "user")]
LINES = [key for key, field in asked(PROFILE).items() if field["type"] not in ("rows", "multichoice")]
BOXES = [key for key, field in asked(PROFILE).items() if field["type"] == "multichoice"]
ROWS = [key for key, field in asked(PROFILE).items() if field["type"] == "rows"]
CELLS = [f"{key}-0-{column.name}" for key in ROWS for column in columns(asked(PROFILE)[key], index(PROFILE))]
TYPES = {**{key: asked(PROFILE)[key]["type"] for key in LINES}, **{
    f"{key}-0-{column.name}": column.definition["type"] for key in ROWS
    for column in columns(asked(PROFILE)[key], index(PROFILE))}}
FULL = os.environ.get("SOAK") == "1"
# Ten megabytes. With SOAK=1 in every field, else in one of each page and one of a row.
GIANT = "Ä b\n" * 2_000_000 + "the end"
GIANTS = sorted(TYPES) if FULL else ["symptoms", "labs-0-value"]
GIANT_FIRST = [name for name in FIRST_PAGE if name not in CHOSEN] if FULL else ["question"]
HOSTILE = {
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;", "formula": "=1+1 and =cmd|'/c calc'!A1",
    "right to left": "\u202eabc\u202c עברית العربية", "emoji": "👩🏽‍⚕️ 𝒳 ⁉️", "control": "bell\x07 and escape\x1b[31m",
    "null": "a\x00b", "template": "{{ 7 * 7 }}{% raw %}${7*7}", "sql": "'); DROP TABLE \"case\"; --",
    "lines": "one\n\n  two\tthree",
}


@pytest.fixture
def browser(client: FlaskClient, ada: Member) -> FlaskClient:
    return sign_in(client, ada)


def said(page: str, name: str) -> str:
    """Give the words that stand beside a field."""
    found = re.search(rf'<span class="err" id="{name}-e">(.*?)</span>(?:</span>)?', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", html.unescape(found[1])).split()) if found else ""


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_whole_form_shows_it_as_typed_and_says_beside_each_field_what_was_not_taken(
    browser: FlaskClient, case: Case, session: Session, kind: str
) -> None:
    text, path = HOSTILE[kind], f"/cases/{case.id}/complete"
    answer = post(browser, path, asked=[*ROWS, *BOXES], **dict.fromkeys([*LINES, *BOXES, *CELLS], text))
    assert answer.status_code == 422
    page = browser.get(path).text
    assert {name: shown(page, name) for name in [*LINES, *CELLS]} == dict.fromkeys([*LINES, *CELLS], text)
    assert inspect(page) == []
    session.expire_all()
    taken = {*case.answers, *(f"{key}-0-{name}" for key in ROWS for row in case.answers.get(key, ()) for name in row)}
    assert [name for name in [*LINES, *BOXES, *CELLS] if (name in taken) == bool(said(page, name))] == []
    assert {case.answers[name] for name in taken if name in LINES} <= {text}
    for each in ("", "/complete", "/complete/history", "/edit"):
        assert "<script>alert" not in browser.get(f"/cases/{case.id}{each}").text


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_first_page_keeps_it_as_typed_and_says_what_was_not_taken(
    browser: FlaskClient, session: Session, kind: str
) -> None:
    text = HOSTILE[kind]
    answer = post(browser, "/cases/new", do="check", key=kind, **dict.fromkeys(FIRST_PAGE, text))
    made = session.scalars(select(Case)).one()
    assert (answer.status_code, made.draft) == (422, dict.fromkeys(FIRST_PAGE, text))
    lines = [name for name in FIRST_PAGE if name not in CHOSEN]
    for page in (answer.text, browser.get(f"/cases/{made.id}/edit").text):
        assert {name: shown(page, name) for name in lines} == dict.fromkeys(lines, text)
        assert inspect(page) == [] and "<script>alert" not in page
    # White space is no part of a number.
    refused = ("birth_date", *CHOSEN, *(() if kind == "lines" else ("mrn",)))
    assert [name for name in refused if not said(answer.text, name)] == []
    assert browser.get(f"/cases/{made.id}/check").headers["Location"] == f"/cases/{made.id}/edit"


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_page_of_an_identity_keeps_it_as_typed_and_stores_nothing(
    client: FlaskClient, session: Session, board: Board, kind: str
) -> None:
    patient = PatientFactory(session=session, board_id=board.id, mrn="1234")
    text, browser = HOSTILE[kind], sign_in(client, MemberFactory(
        session=session, board_id=board.id, coordinator=True))
    # The day of death is never any of this, so that nothing is taken.
    answer = post(browser, f"/patients/{patient.id}/correct", seen=patient.version, **dict.fromkeys(IDENTITY, text))
    page = answer.text
    assert (answer.status_code, bool(said(page, "died_on")), "<script>alert" in page) == (422, True, False)
    assert {name: shown(page, name) == text for name in IDENTITY} == dict.fromkeys(IDENTITY, True)
    session.expire_all()
    assert (patient.mrn, patient.mrn_issuer) == ("1234", board.hospital)


@pytest.mark.parametrize("kind", ["html", "formula", "right to left", "emoji", "template", "sql"])
def test_an_odd_name_of_another_hospital_is_shown_as_it_was_typed(
    browser: FlaskClient, ada: Member, session: Session, kind: str
) -> None:
    typed = {"mrn": "77712", "mrn_issuer": HOSTILE[kind], "birth_date": "1968-03-14", "family_name": "Okafor",
             "given_name": "Ngozi", "sex": "female", "net_family": "gep_net", "submission_type": "progression",
             "urgency": "routine", "question": "Operate now, or watch it?", "responsible_clinician": str(ada.id)}
    checked = post(browser, "/cases/new", do="check", key="first", **typed, **{"seen-submit": "0"})
    page = browser.get(checked.headers["Location"]).text
    assert HOSTILE[kind] in html.unescape(page) and "<script>alert" not in page and inspect(page) == []
    made = session.scalars(select(Case)).one()
    assert post(browser, f"/cases/{made.id}/send", **{"seen-submit": "1"}).status_code == 303
    patient = session.scalars(select(Patient)).one()
    page = browser.get(f"/patients/{patient.id}").text
    assert (patient.mrn_issuer, HOSTILE[kind] in html.unescape(page)) == (HOSTILE[kind], True)
    assert "<script>alert" not in page and inspect(page) == []


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", GIANTS)
def test_ten_megabytes_are_refused_beside_the_field_and_come_back_letter_by_letter(
    browser: FlaskClient, case: Case, session: Session, name: str
) -> None:
    answer = post(browser, f"/cases/{case.id}/complete", asked=name.split("-")[0], **{name: GIANT})
    assert (answer.status_code, shown(answer.text, name) == GIANT, bool(said(answer.text, name))) == (422, True, True)
    session.expire_all()
    kept = session.scalars(select(CaseSection)).one().unread[name.split("-")[0]]
    assert (case.answers, kept in (GIANT, [{name.rpartition("-")[2]: GIANT}])) == ({}, True)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", GIANT_FIRST)
def test_ten_megabytes_on_the_first_page_are_refused_beside_the_field_and_kept(
    browser: FlaskClient, session: Session, name: str
) -> None:
    answer = post(browser, "/cases/new", do="check", key="giant", **{name: GIANT})
    assert (answer.status_code, shown(answer.text, name) == GIANT, bool(said(answer.text, name))) == (422, True, True)
    assert session.scalars(select(Case)).one().draft[name] == GIANT


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", IDENTITY if FULL else ["mrn_issuer"])
def test_ten_megabytes_of_identity_are_refused_beside_the_field_and_come_back(
    client: FlaskClient, session: Session, board: Board, name: str
) -> None:
    patient = PatientFactory(session=session, board_id=board.id)
    browser = sign_in(client, MemberFactory(session=session, board_id=board.id, coordinator=True))
    answer = post(browser, f"/patients/{patient.id}/correct", seen=patient.version, **{name: GIANT})
    assert (answer.status_code, shown(answer.text, name) == GIANT, bool(said(answer.text, name))) == (422, True, True)
