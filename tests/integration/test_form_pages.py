"""The pages of a case's form: what a save tells, two pages at once, who may fill in, and the check before sending."""

import re
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import MemberFactory, PatientFactory
from tests.reading import as_read, shown
from tests.sending import post
from tests.signing import sign_in
from tumorboard.models import Board, Case, Member
from tumorboard.vocabulary.workflow import CaseStatus


@pytest.fixture
def browser(client: FlaskClient, ada: Member) -> FlaskClient:
    return sign_in(client, ada)


def test_a_note_of_four_megabytes_is_refused_and_given_back(browser: FlaskClient, case: Case) -> None:
    text = "x" * 4_000_000 + " the end"
    answer = post(browser, f"/cases/{case.id}/note", **{"note-text": text})
    assert (answer.status_code, " the end</dd>" in answer.text) == (413, True)


def test_a_page_that_asks_nothing_changes_nothing(browser: FlaskClient, case: Case, session: Session) -> None:
    post(browser, f"/cases/{case.id}/complete", asked="syndrome", syndrome=["carcinoid"], patient_goals="Travel.")
    post(browser, f"/cases/{case.id}/complete")
    session.expire_all()
    assert case.answers == {"syndrome": ["carcinoid"], "patient_goals": "Travel."}


def test_an_unknown_field_changes_nothing(browser: FlaskClient, case: Case, session: Session) -> None:
    post(browser, f"/cases/{case.id}/complete", mrn="1", net_family="ppgl", status="signed", grade="G3", ecog="1")
    session.expire_all()
    assert (case.status, case.net_family, case.answers) == (CaseStatus.SUBMITTED, "gep_net", {"ecog": 1})


def test_autosave_tells_what_follows(browser: FlaskClient, case: Case) -> None:
    typed = {"labs-2-analyte": "hiaa5_24h", "labs-2-value": "62", "labs-2-uln": "8", "labs-2-unit": "nmol/L",
             "labs-4-date": "someday", "asked": ["labs", "syndrome"], "syndrome": ["carcinoid"], "key": "page"}
    told = post(browser, f"/cases/{case.id}/complete/autosave", **typed).get_json()
    assert re.fullmatch(r"Saved on the server at \d+:\d\d ([ap]m|noon|midnight)", told["saved"])
    assert told["says"]["labs-2"] == "7.8 × the upper limit. The board’s rules read mg/(24.h)."
    assert told["problems"] == {"labs-4-date": "Enter a date like 2026-03-14 or 03/14/2026."}
    assert {"echo_date", "labs"} <= set(told["shown"]) and "heart" in told["sections"]
    assert (told["seen"]["function"], told["seen"]["host"]) == (1, 0)


def test_two_pages_without_script_lose_neither_text(
    browser: FlaskClient, case: Case, session: Session, board: Board
) -> None:
    other = sign_in(browser.application.test_client(), MemberFactory(session=session, board_id=board.id,
                                                                     coordinator=True))
    page = f"/cases/{case.id}/complete"
    post(browser, page, proposal="Resect.", key="one", **{"seen-referral": "0"})
    answer = post(other, page, proposal="Wait.", pcp_contact="Dr. Lund", key="two", **{"seen-referral": "0"})
    assert answer.status_code == 409
    assert shown(answer.text, "proposal") == "Wait." and "Resect." in answer.text
    assert re.search(r'name="seen-referral" value="0"', answer.text) and 'value="two"' in answer.text
    post(other, page, proposal="Wait.", key="two", **{"seen-referral": "0", "choose-proposal": "mine"})
    session.expire_all()
    assert case.answers == {"proposal": "Wait.", "pcp_contact": "Dr. Lund"}


def test_whoever_may_only_read_cannot_fill_in(browser: FlaskClient, case: Case, session: Session, board: Board) -> None:
    stranger = MemberFactory(session=session, board_id=board.id, specialties=("genetics",))
    case.status, case.accepted_at, case.accepted_by_id = CaseStatus.READY, case.submitted_at, case.submitter_id
    session.commit()
    other = sign_in(browser.application.test_client(), stranger)
    assert [other.get(f"/cases/{case.id}{path}").status_code for path in ("", "/complete", "/files")] == [200, 403, 200]
    assert post(other, f"/cases/{case.id}/complete", ecog="1").status_code == 403
    assert post(other, f"/cases/{case.id}/files").status_code == 403


def test_a_specialist_whom_the_case_needs_fills_in_but_does_not_count_the_minutes(
    browser: FlaskClient, case: Case, session: Session, board: Board
) -> None:
    needed = MemberFactory(session=session, board_id=board.id, specialties=("radiology",))
    other = sign_in(browser.application.test_client(), needed)
    assert post(other, f"/cases/{case.id}/complete", somatic="ATRX lost", minutes="20").status_code == 303
    session.expire_all()
    assert (case.answers, case.minutes) == ({"somatic": "ATRX lost"}, 6)


def test_a_child_is_marked_and_its_handover_asked(browser: FlaskClient, case: Case, session: Session) -> None:
    page = as_read(browser.get(f"/cases/{case.id}/complete"))
    assert "Transition to adult care</span>" not in page
    session.get_one(type(case), case.id)
    patient = session.scalars(select(PatientFactory._meta.model)).one()
    patient.birth_date = date(2009, 6, 1)
    session.commit()
    page = as_read(browser.get(f"/cases/{case.id}/complete"))
    assert "Under age: pediatrics is invited" in page and "Handed over to the adult team" in page
    assert re.search(r'data-field="handover" ?>', page) and not re.search(r'data-field="handover" hidden', page)


def test_answers_are_checked_before_they_are_sent(browser: FlaskClient, ada: Member, session: Session) -> None:
    typed = {"mrn": "004 812 771", "birth_date": "03/14/1968", "family_name": "<b>Okafor</b>", "given_name": "Ngozi",
             "sex": "female", "net_family": "ppgl", "alpha_blockade": "none", "submission_type": "progression",
             "urgency": "bp_danger", "question": "Who starts the blockade, and when to operate?",
             "responsible_clinician": str(ada.id), "do": "check", "key": "first", "seen-submit": "0"}
    answer = post(browser, "/cases/new", **typed)
    made = session.scalars(select(Case)).one()
    assert answer.headers["Location"] == f"/cases/{made.id}/check"
    page = as_read(browser.get(f"/cases/{made.id}/check"))
    assert "Mar 14, 1968" in page and "&lt;b&gt;Okafor&lt;/b&gt;" in page and "This does not wait for Friday." in page
    stale = post(browser, f"/cases/{made.id}/send", **{"seen-submit": "0"})
    assert stale.headers["Location"].endswith("/check")
    assert post(browser, f"/cases/{made.id}/send", **{"seen-submit": "1"}).headers["Location"] == f"/cases/{made.id}"
    session.expire_all()
    assert (made.status, made.tier) == (CaseStatus.SUBMITTED, 0)


def test_an_incomplete_draft_is_not_checked_but_kept(browser: FlaskClient, session: Session) -> None:
    answer = post(browser, "/cases/new", do="check", question="Why?", birth_date="14.3.68", key="k")
    assert answer.status_code == 422
    made = session.scalars(select(Case)).one()
    assert made.draft["birth_date"] == "14.3.68"
    assert browser.get(f"/cases/{made.id}/check").headers["Location"] == f"/cases/{made.id}/edit"


def test_a_first_autosave_begins_one_draft_however_often_it_is_sent(browser: FlaskClient, session: Session) -> None:
    for text in ("Half", "Half a thought", "Half a thought more"):
        told = post(browser, "/cases/new/autosave", question=text, key="same").get_json()
    made = session.scalars(select(Case)).one()
    assert (made.draft["question"], told["go"]) == ("Half a thought more", f"/cases/{made.id}/edit")


def test_changes_of_a_sent_case_are_kept_and_not_applied(browser: FlaskClient, case: Case, session: Session) -> None:
    post(browser, f"/cases/{case.id}/edit/autosave", question="Operate now, or", key="k", **{"seen-submit": "0"})
    session.expire_all()
    assert case.question.startswith("Resect the primary")
    page = as_read(browser.get(f"/cases/{case.id}/edit"))
    assert "Changes that are not applied yet" in page and "Operate now, or</textarea>" in page
    post(browser, f"/cases/{case.id}/edit/discard")
    assert "Changes that are not applied yet" not in browser.get(f"/cases/{case.id}/edit").text


def test_the_history_of_a_draft_holds_no_empty_answers(browser: FlaskClient, session: Session) -> None:
    post(browser, "/cases/new/autosave", question="Why?", family_name="", key="k")
    made = session.scalars(select(Case)).one()
    page = as_read(browser.get(f"/cases/{made.id}/complete/history"))
    assert "Question for the board" in page and "Family name" not in page
