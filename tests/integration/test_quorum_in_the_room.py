"""The seats that a case needs, at the moment it is decided: nothing is decided without one unless somebody says so."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.reading import as_read
from tests.recording import TREATMENT, record
from tests.rooms import AT, Room, published
from tumorboard.models import Board
from tumorboard.queries import recommendations
from tumorboard.vocabulary.workflow import Outcome

UNTICKED = {name: words for name, words in TREATMENT.items() if name != "goes_without"}


@pytest.fixture
def room(session: Session, board: Board, client: FlaskClient) -> Room:
    return published(session, board, client).open()


def test_with_every_seat_filled_nothing_is_asked(room: Room) -> None:
    room.post("/attendance", do="yes")
    assert "The board decides without them" not in room.get(room.path())[1]
    assert record(room, outcome="made", **UNTICKED) == (303, AT + room.path(1))
    assert (room.discussion().missing_specialties, room.discussion().decided_without) == ([], [])


def test_a_decision_without_a_needed_seat_waits_for_the_tick(room: Room) -> None:
    assert "The board decides without them" in room.get(room.path())[1]
    code, page = record(room, outcome="made", **UNTICKED)
    assert (code, "A needed specialty is not here" in page, "120 mg every 4 weeks" in page) == (422, True, True)
    assert (room.discussion().outcome, room.discussion().presence) == (None, [])
    assert record(room, outcome="made", **TREATMENT) == (303, AT + room.path(1))
    assert room.discussion().decided_without == ["endocrinology", "radiology"]
    draft = recommendations.draft_of(room.session, room.discussion().id)
    assert draft is not None
    assert "decided knowingly without" in as_read(room.client.get(f"/recommendations/{draft.id}"))


def test_everything_that_is_missing_is_said_at_once(room: Room) -> None:
    code, page = record(room, outcome="made", consensus="unanimous")
    assert (code, "A needed specialty is not here" in page, "Add what the board recommends" in page) == (
        422, True, True)


@pytest.mark.parametrize("outcome", ["none", "not_discussed"])
def test_only_a_decision_waits_for_it(room: Room, outcome: str) -> None:
    code, _ = record(room, outcome=outcome, summary="The room was divided.")
    assert code == (303 if outcome == "none" else 422)
    assert room.discussion().decided_without == []


def test_a_correction_keeps_who_was_there_when_it_was_decided(room: Room) -> None:
    room.post("/attendance", do="yes")
    record(room, outcome="made", **UNTICKED)
    there = room.discussion().presence
    chair = room.people["chair"].id
    room.post("/attendance", **{f"was-{chair}": "room", f"mark-{chair}": ""})
    assert record(room, outcome="made", **UNTICKED | {"summary": "Said more clearly."})[0] == 303
    assert (room.discussion().presence, room.discussion().missing_specialties) == (there, [])
    assert record(room, outcome="none", summary="Taken up again.")[0] == 303
    assert (room.discussion().outcome, room.discussion().missing_specialties) == (Outcome.NONE, ["endocrinology"])
