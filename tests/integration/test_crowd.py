"""Many people at the same moment: each change is stored, nobody is shut out, and no patient is made twice."""

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories import FRIDAY, NOW, CaseFactory
from tests.integration.grounds import Ground
from tests.signing import csrf, sign_in
from tumorboard import clock
from tumorboard.db import db, transaction
from tumorboard.domain.docket.fingerprint import input_hash
from tumorboard.models import Board, Case, CaseEvent, DemoClock, Meeting, Member, Patient
from tumorboard.queries import dockets
from tumorboard.scheduling.advance import advance, rebuild
from tumorboard.services import docket_input

WRITERS = 30
FULL = os.environ.get("SOAK") == "1"
TUESDAY = NOW + timedelta(minutes=1)
PATIENT = {"mrn": "99 000 417", "family_name": "Quillfeather", "given_name": "Dorothea", "birth_date": "1963-05-02",
           "sex": "female"}
CASE = {"net_family": "gep_net", "submission_type": "progression", "urgency": "routine",
        "question": "Debulk the liver first, or begin radioligand therapy?"}


@pytest.fixture
def app(ground: Ground) -> Iterator[Flask]:
    """The fictional board on its Tuesday, with its provisional docket."""
    app = ground.fresh()
    with app.app_context():
        with transaction() as session:
            found = session.scalars(select(DemoClock)).one()
            found.ahead_seconds = int((TUESDAY - clock.real_now()).total_seconds())
        advance(TUESDAY)
        yield app
        db.session.remove()


def at_once(posts: list[tuple[FlaskClient, str, dict[str, Any]]]) -> list[Any]:
    """Send every form at the same moment, each from a browser of its own, and give the answers."""
    together = Barrier(len(posts))

    def send(post: tuple[FlaskClient, str, dict[str, Any]]) -> Any:
        client, address, form = post
        together.wait(60)
        return client.post(address, data=form)
    with ThreadPoolExecutor(len(posts)) as threads:
        return list(threads.map(send, posts))


def browsers(app: Flask, username: str, count: int) -> list[tuple[FlaskClient, str]]:
    """Sign a member in with so many browsers, each with its token."""
    member = db.session.scalars(select(Member).where(Member.username == username)).one()
    clients = [sign_in(app.test_client(), member) for _ in range(count)]
    return [(client, csrf(client)) for client in clients]


def waiting(how_many: int, **columns: Any) -> dict[UUID, int]:
    """Store cases that wait for their review, and give the version of each."""
    board = db.session.scalars(select(Board)).one()
    someone = db.session.scalars(select(Case.responsible_id).where(Case.responsible_id.is_not(None))).first()
    member = db.session.get_one(Member, someone)
    patient = db.session.scalars(select(Patient).limit(1)).one()
    made = [CaseFactory(session=db.session(), board_id=board.id, submitter=member, patient=patient, **columns)
            for _ in range(how_many)]
    return {each.id: each.version for each in made}


def test_thirty_writers_of_different_cases_are_all_served(app: Flask) -> None:
    versions = waiting(WRITERS, promised_on=FRIDAY + timedelta(weeks=2))
    clinician = str(db.session.scalars(select(Case.responsible_id).where(Case.id.in_(versions))).first())
    posts = []
    for (client, token), (case_id, seen) in zip(browsers(app, "coord_dale", WRITERS), versions.items(), strict=True):
        form = {**PATIENT, **CASE, "question": f"{case_id}: resect or wait?", "responsible_clinician": clinician,
                "seen": str(seen), "csrf_token": token, "do": "submit"}
        posts.append((client, f"/cases/{case_id}/edit", form))
    answers = at_once(posts)
    assert Counter(each.status_code for each in answers) == {303: WRITERS}
    db.session.remove()
    stored = {row[0]: row[1] for row in db.session.execute(select(Case.id, Case.question).where(Case.id.in_(versions)))}
    assert stored == {case_id: f"{case_id}: resect or wait?" for case_id in versions}
    edits = select(func.count()).where(CaseEvent.kind == "case.edited", CaseEvent.case_id.in_(versions))
    assert db.session.scalar(edits) == WRITERS


@pytest.mark.soak
def test_a_docket_whose_cases_change_all_at_once_is_that_of_the_last_change(app: Flask) -> None:
    how_many = WRITERS if FULL else 6
    versions = waiting(how_many, accepted=True, tier=0, urgency="tumor_emergency", answers={"proposal": "Operate."})
    posts = []
    for number, ((client, token), (case_id, seen)) in enumerate(
            zip(browsers(app, "coord_dale", how_many), versions.items(), strict=True)):
        form = {"specialties": ["radiology"], "minutes": str(2 + number % 9), "urgency": "tumor_emergency",
                "complexity": "1", "presenter": "", "seen": str(seen), "csrf_token": token}
        posts.append((client, f"/cases/{case_id}/triage", form))
    assert Counter(each.status_code for each in at_once(posts)) == {303: how_many}
    db.session.remove()
    rebuild(TUESDAY)
    session = db.session()
    meeting = session.scalars(select(Meeting).where(Meeting.local_date == FRIDAY)).one()
    found = docket_input.read(session, session.scalars(select(Board)).one(), meeting)
    newest = dockets.bare_latest(session, meeting.id)
    assert newest is not None
    assert newest.input_hash == input_hash(found.instance)


def test_two_browsers_with_the_same_number_make_one_patient(app: Flask) -> None:
    before = db.session.scalar(select(func.count()).select_from(Case)) or 0
    someone = str(db.session.scalars(select(Case.responsible_id).where(Case.responsible_id.is_not(None))).first())
    form = {**PATIENT, **CASE, "responsible_clinician": someone, "do": "submit"}
    # Each asks something of its own: the same question about the same patient is one case, and said to be.
    posts = [(client, "/cases/new", {**form, "question": f"{CASE['question']} Part {number}.", "key": f"key {number}",
                                     "csrf_token": token})
             for number, (client, token) in enumerate(browsers(app, "coord_dale", 2))]
    answers = at_once(posts)
    assert [each.status_code for each in answers] == [303, 303]
    db.session.remove()
    assert db.session.scalar(select(func.count()).where(Patient.mrn == "99000417")) == 1
    assert db.session.scalar(select(func.count()).select_from(Case)) == before + 2


def test_two_clicks_that_submit_the_same_draft_at_once_send_it_once(app: Flask) -> None:
    someone = str(db.session.scalars(select(Case.responsible_id).where(Case.responsible_id.is_not(None))).first())
    two = browsers(app, "coord_dale", 2)
    form = {**PATIENT, **CASE, "responsible_clinician": someone, "do": "check", "key": "checked"}
    address = two[0][0].post("/cases/new", data={**form, "csrf_token": two[0][1]}).headers["Location"]
    case = address.removesuffix("/check")
    answers = at_once([(client, f"{case}/send", {"seen-submit": "1", "csrf_token": token}) for client, token in two])
    assert [(each.status_code, each.headers["Location"]) for each in answers] == [(303, case)] * 2
    db.session.remove()
    sent = select(func.count()).where(CaseEvent.kind == "case.submitted", CaseEvent.case_id == UUID(case[7:]))
    assert db.session.scalar(sent) == 1


def test_one_double_click_makes_one_case(app: Flask) -> None:
    before = db.session.scalar(select(func.count()).select_from(Case)) or 0
    [(client, token)] = browsers(app, "coord_dale", 1)
    other = app.test_client()
    with client.session_transaction() as cookie:
        kept = dict(cookie)
    with other.session_transaction() as cookie:
        cookie.update(kept)
    form = {**PATIENT, **CASE, "key": "one click", "csrf_token": token, "do": "save"}
    answers = at_once([(client, "/cases/new", form), (other, "/cases/new", form)])
    assert [each.status_code for each in answers] == [303, 303]
    db.session.remove()
    assert db.session.scalar(select(func.count()).select_from(Case)) == before + 1
