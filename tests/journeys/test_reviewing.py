"""From the text of a draft to what a clinician reads, and to the version that replaces it."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.decided import decided, patient_of
from tests.factories import MemberFactory
from tests.signing import csrf, sign_in
from tumorboard.models import Board
from tumorboard.services import recommending
from tumorboard.services.recommendation_text import Text


def send(client: FlaskClient, path: str, **typed: Any) -> str:
    """Send a form that is taken, and give where it leads."""
    answer = client.post(path, data={"csrf_token": csrf(client), **typed})
    assert answer.status_code == 303
    return str(answer.location)


def test_a_recommendation_is_written_signed_read_and_replaced(client: FlaskClient, session: Session, board: Board
                                                               ) -> None:
    world = decided(session, board)
    clinician = MemberFactory(session=session, board_id=board.id, clinician=True)
    held = world.case()
    draft = world.write(held, Text())
    here = f"/recommendations/{draft.id}"

    def read(path: str) -> str:
        return client.get(path).get_data(as_text=True)

    sign_in(client, world.coordinator)
    assert "Add at least one item" in read(here)
    text = {"items-0-kind": "prrt", "items-0-detail": "four cycles", "items-0-due_on": "2026-12-18",
            "summary": "Progress under lanreotide.", "consensus": "unanimous",
            "read_back_by": str(world.coordinator.id), "unchanged": "y"}
    assert send(client, f"{here}/edit", seen=draft.version, **text) == here

    sign_in(client, clinician)
    assert client.get(here).status_code == 404
    sign_in(client, world.chair)
    now = world.read(draft.id)
    send(client, f"{here}/sign", seen=now.version, seen_hash=recommending.hash_of(now))

    sign_in(client, clinician)
    patient = f"/patients/{patient_of(session, held).id}"
    assert ("four cycles" in read("/recommendations"), "four cycles" in read(patient)) == (True, True)
    sign_in(client, world.chair)
    edit = send(client, f"{here}/amend", reason="The kidneys got worse.", key="once")
    begun = world.draft(held.id)
    send(client, edit, seen=begun.version, **{**text, "items-0-detail": "two cycles"})
    now = world.read(begun.id)
    send(client, f"/recommendations/{begun.id}/sign", seen=now.version, seen_hash=recommending.hash_of(now))

    sign_in(client, clinician)
    old, new, course = read(here), read(f"/recommendations/{begun.id}"), read(patient)
    assert ("Version 2 replaces this one" in old, "four cycles" in old) == (True, True)
    assert ("The kidneys got worse." in new, "two cycles" in new, "Content verified" in new) == (True, True, True)
    assert ("two cycles" in course, "four cycles" in course, str(begun.id) in course) == (True, False, True)
