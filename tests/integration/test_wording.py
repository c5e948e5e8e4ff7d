"""Words to begin with: by tumor family and from what was signed, put in when asked for and never by themselves."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.decided import ITEM, TEXT, decided
from tests.recording import record, seen
from tests.rooms import Room, published
from tumorboard.models import Board, Recommendation
from tumorboard.profiles import load
from tumorboard.queries import recommendations


@pytest.fixture
def room(session: Session, board: Board, client: FlaskClient) -> Room:
    return published(session, board, client).open()


def test_every_wording_is_made_of_the_boards_own_codes() -> None:
    profile = load("net")
    kinds, intents = profile.labels("treatment"), {"", *profile.labels("intent")}
    assert set(profile.wording["families"]) == set(profile.labels("net_family"))
    for family in (*profile.labels("net_family"), None, "unheard_of"):
        found = [item for each in profile.wordings(family) for item in each["items"]]
        assert found and all(item["kind"] in kinds and item["intent"] in intents for item in found)


def test_the_words_of_the_family_are_offered_and_nothing_is_filled_in(room: Room) -> None:
    page = room.get(room.path())[1]
    assert "Words to begin with" in page and "Somatostatin analog" in page
    assert 'value="… mg' not in page


def test_a_wording_goes_into_the_rows_and_is_not_stored(room: Room) -> None:
    titles = [each["title"] for each in load("net").wordings("gep_net")]
    press = f"take {titles.index('Somatostatin analog')}"
    code, page = room.post(room.path(), rows=press, outcome="made", summary="Typed before.", **seen(room),
                           **{"items-0-kind": "ct"})
    assert (code, 'value="… mg every … weeks"' in page, "Typed before." in page) == (200, True, True)
    assert ('id="items-2-kind"' in page, 'id="items-3-kind"' in page) == (True, False)
    assert recommendations.draft_of(room.session, room.discussion().id) is None
    assert room.post(room.path(), rows="take 99", outcome="", **seen(room))[0] == 422


def test_what_was_signed_in_other_cases_of_the_family_is_offered(room: Room, board: Board) -> None:
    world = decided_before(room, board)
    page = room.get(room.path())[1]
    assert (page.count("Signed Nov 27, 2026"), "Lanreotide, 120 mg every 4 weeks" in page) == (1, True)
    press = f"take {len(load('net').wordings('gep_net'))}"
    code, page = room.post(room.path(), rows=press, outcome="made", **seen(room))
    assert (code, 'value="120 mg every 4 weeks"' in page, 'value="2026-12-18"' in page) == (200, True, False)
    assert world.signed_at is not None


def decided_before(room: Room, board: Board) -> Recommendation:
    """Sign the same words twice the week before, and others in another family."""
    room.session.rollback()
    world = decided(room.session, board, meeting=room.meeting)
    before = world.meeting_before(1)
    signed = [world.sign(world.case(on=before)) for _ in range(2)]
    world.sign(world.case(on=before, net_family="ppgl"))
    assert ITEM in TEXT.items
    return signed[0]


def test_a_wording_is_recorded_like_any_other_text(room: Room) -> None:
    typed = {"items-0-kind": "lanreotide", "items-0-detail": "… mg every … weeks"}
    assert record(room, outcome="made", goes_without="y", **typed)[0] == 303
