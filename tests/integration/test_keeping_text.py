"""Two people record at once: each section is kept from whoever wrote it, and a conflict shows both texts."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.recording import TREATMENT, keep, record, seen
from tests.rooms import Room, published
from tumorboard.models import Board
from tumorboard.queries import recommendations


@pytest.fixture
def room(session: Session, board: Board, client: FlaskClient) -> Room:
    return published(session, board, client).open()


def stored(room: Room) -> tuple[str, list[str]]:
    """Give the line why, and the kinds of the items."""
    room.session.expire_all()
    draft = recommendations.draft_of(room.session, room.discussion(0).id)
    return (draft.summary, [item.kind for item in draft.items]) if draft else ("", [])


def test_what_is_written_is_kept_before_anything_is_recorded(room: Room) -> None:
    keep(room, seen(room), **TREATMENT)
    assert (stored(room), room.discussion(0).outcome) == (("Slow growth.", ["lanreotide"]), None)


def test_two_recorders_in_two_sections_lose_nothing(room: Room) -> None:
    both = seen(room)
    keep(room, both, summary="Resectable.")
    keep(room, both, **{"items-0-kind": "lanreotide"})
    assert stored(room) == ("Resectable.", ["lanreotide"])


def test_two_recorders_in_one_section_are_shown_both_texts(room: Room) -> None:
    both = seen(room)
    keep(room, both, summary="Resectable.")
    told = keep(room, both, summary="Not resectable.")
    assert ("Resectable." in told["stored"], stored(room)) == (True, ("Resectable.", []))


def test_recording_over_what_somebody_else_wrote_asks_first(room: Room) -> None:
    both = seen(room)
    keep(room, both, **TREATMENT)
    code, text = record(room, 0, **both | TREATMENT | {"outcome": "made", "summary": "Other words."})
    assert (code, "Slow growth." in text, "Other words." in text) == (409, True, True)


def test_a_row_that_is_not_whole_yet_waits_and_the_rest_is_kept(room: Room) -> None:
    told = keep(room, seen(room), summary="Resectable.", **{"items-0-detail": "120 mg"})
    assert (told["unfinished"], stored(room)) == (True, ("Resectable.", []))


def test_going_on_from_what_was_kept_is_no_conflict(room: Room) -> None:
    first = keep(room, seen(room), summary="Resect")
    carried = seen(room) | {"draft_seen": first["draft_seen"]}
    assert keep(room, carried, summary="Resectable.")["stored"] == ""
    assert stored(room) == ("Resectable.", [])


def test_going_on_writing_leaves_what_somebody_else_wrote_meanwhile(room: Room) -> None:
    mine = theirs = seen(room)
    keep(room, theirs, **{"items-0-kind": "lanreotide"})
    for words in ("Resect", "Resectable", "Resectable."):
        # The page goes on showing its own, empty rows; it carries the stamps of the answer before.
        mine = mine | {"draft_seen": keep(room, mine, summary=words)["draft_seen"]}
    assert stored(room) == ("Resectable.", ["lanreotide"])


def test_deciding_a_conflict_replaces_nothing_but_what_was_in_conflict(room: Room) -> None:
    mine = seen(room)
    keep(room, mine, summary="Resectable.", **{"items-0-kind": "lanreotide"})
    typed = mine | {"outcome": "none", "summary": "Not resectable."}
    code, page = record(room, 0, **typed)
    stamps = re.search('name="draft_seen" value="([^"]*)"', page)
    assert (code, bool(stamps)) == (409, True)
    assert record(room, 0, **typed | {"draft_seen": stamps[1] if stamps else ""})[0] == 303
    assert stored(room) == ("Not resectable.", ["lanreotide"])


def test_the_room_hears_of_a_stop_while_a_procedure_is_planned_and_not_only_before_the_signature(room: Room) -> None:
    room.cases[0].net_family, room.cases[0].answers = "ppgl", {"alpha_blockade": "none"}
    room.session.commit()
    words = "alpha-blockade is not recorded as started"
    told = keep(room, seen(room), **TREATMENT | {"items-0-kind": "adrenalectomy"})
    assert words in told["stops"]
    assert words in room.get(room.path())[1].partition("data-stops")[2].partition("Why, in one line")[0]
    told = keep(room, {"draft_seen": told["draft_seen"], "seen": room.discussion(0).version}, **TREATMENT)
    assert told["stops"].strip() == ""
