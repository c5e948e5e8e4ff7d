"""Paper that makes itself: the minutes of a finished meeting, and the letter on what was signed."""

import io

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW
from tests.recording import DEFER, TREATMENT, record
from tests.rooms import Room, published
from tests.signing import sign_in
from tumorboard.models import Board, Patient
from tumorboard.queries import recommendations
from tumorboard.services import closing, recommending


@pytest.fixture
def room(session: Session, board: Board, client: FlaskClient) -> Room:
    return published(session, board, client).open()


def text_of(answer: object) -> str:
    """Read a PDF as one line of text."""
    reader = PdfReader(io.BytesIO(answer.get_data()))  # type: ignore[attr-defined]
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def finished(room: Room) -> Room:
    """Record one decision, and finish."""
    record(room, 0, **TREATMENT, outcome="made", read_back_by=str(room.coordinator.id))
    room.post(f"{room.path(1)}/put-back")
    closing.close(room.session, room.meeting, by=room.coordinator, now=NOW)
    room.session.commit()
    return room


def test_the_minutes_wait_for_the_end(room: Room) -> None:
    assert room.get("/minutes.pdf")[0] == 409


def test_the_minutes_say_what_was_recorded_and_what_is_not_signed(room: Room) -> None:
    found = text_of(finished(room).client.get(f"/meetings/{FRIDAY.isoformat()}/room/minutes.pdf"))
    for words in ("120 mg every 4 weeks", "Slow growth.", "these minutes are a draft"):
        assert words in found


def test_the_minutes_say_why_a_decision_waits_for_what_and_until_when(room: Room) -> None:
    assert [record(room, 0, **DEFER | {"owner": str(room.coordinator.id)})[0], record(room, 1)[0]] == [303, 303]
    closing.close(room.session, room.meeting, by=room.coordinator, now=NOW)
    room.session.commit()
    found = text_of(room.client.get(f"/meetings/{FRIDAY.isoformat()}/room/minutes.pdf"))
    for words in ("Deferred: pathology missing; comes back on Friday, December 11, 2026", "The outside slides.",
                  "by Dec 9, 2026", "No decision "):
        assert words in found


def test_there_is_no_letter_before_the_signature(room: Room) -> None:
    finished(room)
    draft = recommendations.draft_of(room.session, room.discussion(0).id)
    assert room.client.get(f"/recommendations/{draft.id}/letter.pdf").status_code == 409


def test_the_letter_says_what_was_signed(room: Room) -> None:
    finished(room)
    draft = recommendations.draft_of(room.session, room.discussion(0).id)
    recommending.sign(room.session, draft, seen=draft.version, by=room.people["chair"], now=NOW)
    room.session.commit()
    patient = room.session.get_one(Patient, room.cases[0].patient_id)
    found = text_of(room.client.get(f"/recommendations/{draft.id}/letter.pdf"))
    for words in (patient.family_name.upper(), room.cases[0].question, "120 mg every 4 weeks", "Slow growth."):
        assert words in found


def test_the_minutes_name_who_stepped_out_and_why_and_the_letter_does_not(room: Room) -> None:
    room.post("/attendance", do="yes")
    room.post(f"{room.path()}/recusals", member=str(room.people["chair"].id), reason="Advises the maker.")
    finished(room)
    draft = recommendations.draft_of(room.session, room.discussion(0).id)
    recommending.sign(room.session, draft, seen=draft.version, by=room.people["chair"], now=NOW)
    room.session.commit()
    minutes = text_of(room.client.get(f"/meetings/{FRIDAY.isoformat()}/room/minutes.pdf"))
    assert "Present for this case: Jonas Feld. Recused: Rhea Vance (Advises the maker)." in minutes
    assert "Advises" not in text_of(room.client.get(f"/recommendations/{draft.id}/letter.pdf"))


def test_a_letter_is_for_those_who_may_read_the_recommendation(room: Room, session: Session, board: Board) -> None:
    finished(room)
    draft = recommendations.draft_of(room.session, room.discussion(0).id)
    other = room.client.application.test_client()
    sign_in(other, room.people["chair"])
    assert other.get(f"/recommendations/{draft.id}/letter.pdf").status_code == 409
    assert room.client.application.test_client().get(f"/recommendations/{draft.id}/letter.pdf").status_code == 303
