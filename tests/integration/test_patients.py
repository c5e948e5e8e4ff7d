"""The page of a patient: the course as far as one may see it, and the identity corrected."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.decided import DEFERRED, TEXT, Decided, decided, patient_of
from tests.factories import CaseFactory, MemberFactory, PatientFactory
from tests.reading import as_read
from tests.signing import csrf, sign_in
from tumorboard.models import Board, CaseEvent, Member, Patient
from tumorboard.services.recommendation_text import Text

IDENTITY = {"mrn": "004812", "mrn_issuer": "General Hospital", "family_name": "Quillfeather", "given_name": "Dorothea",
            "birth_date": "05/02/1963", "sex": "female", "died_on": ""}


@pytest.fixture
def world(session: Session, board: Board) -> Decided:
    return decided(session, board)


def page(client: FlaskClient, patient: Patient, member: Member | None = None) -> tuple[int, str]:
    if member is not None:
        sign_in(client, member)
    answer = client.get(f"/patients/{patient.id}")
    return answer.status_code, as_read(answer)


def post(client: FlaskClient, patient: Patient, verb: str, **typed: Any) -> tuple[int, str]:
    answer = client.post(f"/patients/{patient.id}/{verb}", data={"csrf_token": csrf(client), **typed})
    return answer.status_code, answer.headers.get("Location") or as_read(answer)


def stored(session: Session, patient: Patient) -> Patient:
    patient_id = patient.id
    session.rollback()
    session.expire_all()
    return session.get_one(Patient, patient_id)


def test_a_patient_is_seen_by_those_who_may_read_a_case_of_theirs(world: Decided, client: FlaskClient) -> None:
    signed, waiting = world.case(), world.case()
    world.sign(signed)
    world.write(waiting)
    people = {"coordinator": world.coordinator, "own": world.referrer,
              "clinician": MemberFactory(session=world.session, board_id=world.board.id, clinician=True),
              "other": MemberFactory(session=world.session, board_id=world.board.id, referrer=True),
              "admin": MemberFactory(session=world.session, board_id=world.board.id, admin=True)}
    codes = {name: (page(client, patient_of(world.session, signed), member)[0],
                    page(client, patient_of(world.session, waiting))[0]) for name, member in people.items()}
    assert codes == {"coordinator": (200, 200), "own": (200, 200), "clinician": (200, 404), "other": (404, 404),
                     "admin": (403, 403)}


def test_a_patient_without_a_case_is_known_to_the_coordinator_alone(world: Decided, client: FlaskClient) -> None:
    alone = PatientFactory(session=world.session, board_id=world.board.id)
    code, text = page(client, alone, world.coordinator)
    assert (code, "There is no case under this record" in text) == (200, True)
    assert page(client, alone, world.chair)[0] == 404


def test_the_course_holds_every_meeting_in_order_with_its_recommendation(world: Decided, client: FlaskClient) -> None:
    held = world.case(on=world.meeting_before(3))
    signed = world.sign(held)
    patient = patient_of(world.session, held)
    world.write(world.case(patient=patient))
    CaseFactory(session=world.session, board_id=world.board.id, submitter=world.referrer, patient=patient,
                accepted=True)
    text = page(client, patient, world.coordinator)[1]
    order = ["Nov 13, 2026", "Lanreotide, 120 mg every 4 weeks", str(signed.id), "Dec 4, 2026", "not signed yet",
             'class="now"', "Accepted"]
    places = [text.find(each) for each in order]
    assert -1 not in places
    assert places == sorted(places)


def test_the_course_says_why_a_decision_was_put_off(world: Decided, client: FlaskClient) -> None:
    held = world.case(outcome=DEFERRED)
    world.sign(held, Text())
    text = page(client, patient_of(world.session, held), world.referrer)[1]
    assert "Pathology missing, comes back Dec 11, 2026" in text


def test_an_outcome_that_nobody_signed_is_not_told_on(world: Decided, client: FlaskClient) -> None:
    held, later = world.case(on=world.meeting_before(1)), None
    world.sign(held)
    patient = patient_of(world.session, held)
    later = world.case(patient=patient)
    draft = world.write(later)
    own = page(client, patient, world.referrer)[1]
    assert ("Discussed, not signed yet" in own, str(draft.id) in own) == (True, False)
    clinician = page(client, patient, MemberFactory(session=world.session, board_id=world.board.id, clinician=True))[1]
    assert ("Nov 27, 2026" in clinician, "Dec 4, 2026" in clinician, "Discussed" in clinician) == (True, False, False)


def test_an_identity_is_corrected_and_who_did_it_is_on_record(world: Decided, client: FlaskClient) -> None:
    patient = PatientFactory(session=world.session, board_id=world.board.id, mrn=None, disputed_mrn="77")
    sign_in(client, world.coordinator)
    typed = {**IDENTITY, "family_name": "Quillfeather-Ørn", "died_on": "2020-02-29", "seen": patient.version,
             "key": "one click"}
    assert [post(client, patient, "correct", **typed)[0] for _ in range(2)] == [303, 303]
    now = stored(world.session, patient)
    assert (now.mrn, now.disputed_mrn, now.family_name, now.search_name, str(now.died_on)) == (
        "004812", None, "Quillfeather-Ørn", "quillfeather orn dorothea", "2020-02-29")
    event = world.session.scalars(select(CaseEvent).where(CaseEvent.kind == "patient.corrected")).one()
    assert event.detail == {"fields": ["family_name", "died_on", "mrn"]}
    assert "Feb 29, 2020" in page(client, patient)[1]


def test_a_number_of_another_record_is_refused_in_words(world: Decided, client: FlaskClient) -> None:
    PatientFactory(session=world.session, board_id=world.board.id, mrn="004812")
    patient = PatientFactory(session=world.session, board_id=world.board.id, mrn=None)
    sign_in(client, world.coordinator)
    code, text = post(client, patient, "correct", **{**IDENTITY, "mrn": "00 48 12", "seen": patient.version})
    assert (code, "Another record has this number already." in text, 'href="#mrn"' in text) == (422, True, True)
    elsewhere = {**IDENTITY, "mrn_issuer": "Lakeside Clinic", "seen": patient.version}
    assert post(client, patient, "correct", **elsewhere)[0] == 303


@pytest.mark.parametrize(("field", "typed"), [
    ("mrn", ""), ("mrn", "no. 5"), ("mrn_issuer", " "), ("family_name", ""), ("given_name", ""), ("birth_date", ""),
    ("birth_date", "1963"), ("birth_date", "2163-05-02"), ("sex", ""), ("sex", "robot"), ("died_on", "1960-01-01"),
    ("died_on", "2160-01-01"), ("family_name", "Quill\x00")])
def test_what_cannot_be_taken_is_said_beside_the_field(world: Decided, client: FlaskClient, field: str, typed: str
                                                       ) -> None:
    patient = PatientFactory(session=world.session, board_id=world.board.id, mrn="1234")
    sign_in(client, world.coordinator)
    code, text = post(client, patient, "correct", **{**IDENTITY, field: typed, "seen": patient.version})
    assert (code, f'href="#{field}"' in text, 'value="Dorothea"' in text or field == "given_name") == (422, True, True)
    assert stored(world.session, patient).mrn == "1234"


def test_a_correction_of_what_somebody_else_changed_is_refused(world: Decided, client: FlaskClient) -> None:
    patient = PatientFactory(session=world.session, board_id=world.board.id)
    sign_in(client, world.coordinator)
    code, text = post(client, patient, "correct", **{**IDENTITY, "seen": patient.version + 1})
    assert (code, "Quillfeather" in text, stored(world.session, patient).mrn == "004812") == (409, True, False)


def test_a_disputed_number_is_shown_to_the_coordinator_alone(world: Decided, client: FlaskClient) -> None:
    held = world.case()
    patient = patient_of(world.session, held)
    patient.mrn, patient.disputed_mrn = None, "00771"
    world.session.commit()
    for member, is_told in ((world.coordinator, True), (world.chair, False), (world.referrer, False)):
        text = page(client, patient, member)[1]
        assert ("The number typed belongs to another record" in text, "00771" in text) == (is_told, is_told)
        assert ("Correct identity" in text) == is_told


def test_only_the_coordinator_says_who_a_patient_is(world: Decided, client: FlaskClient) -> None:
    patient = patient_of(world.session, world.case())
    for member in (world.chair, world.referrer):
        sign_in(client, member)
        assert [post(client, patient, verb, **IDENTITY)[0] for verb in ("correct", "join", "part")] == [403] * 3


def test_a_clinician_reads_the_released_text_and_nothing_of_the_draft(world: Decided, client: FlaskClient) -> None:
    held = world.case()
    world.sign(held)
    text = page(client, patient_of(world.session, held),
                MemberFactory(session=world.session, board_id=world.board.id, clinician=True))[1]
    assert ("Lanreotide, 120 mg" in text, TEXT.summary in text, "Read the recommendation" in text) == (
        True, False, True)
