"""What the room leans to is kept and read along before it is recorded, and recording is what counts."""

import html
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import NOW
from tests.reading import as_read
from tests.recording import TREATMENT, keep, record, seen
from tests.rooms import AT, NEXT, Room, published
from tumorboard.domain.errors import AnswerRefused
from tumorboard.models import Board, Recommendation
from tumorboard.queries import recommendations
from tumorboard.services import recommending
from tumorboard.vocabulary.workflow import Outcome

WORDS = "The Ga-68 scan of the liver."


@pytest.fixture
def room(session: Session, board: Board, client: FlaskClient) -> Room:
    found = published(session, board, client).open()
    found.post(f"{found.path()}/begin")
    return found


def deferral(room: Room, **typed: Any) -> dict[str, Any]:
    return {"outcome": "deferred", "deferral_reason": "imaging", "missing": WORDS, "back_on": NEXT.isoformat(),
            "owner": str(room.people["radiologist"].id), "due_on": "2026-12-09"} | typed


def draft_of(room: Room) -> Recommendation | None:
    room.session.expire_all()
    return recommendations.draft_of(room.session, room.discussion().id)


def leans(room: Room) -> list[Any]:
    draft = draft_of(room)
    return draft.outcome_draft if draft else []


@pytest.mark.parametrize("page", ["/live", "/screen", "/live/now", "/screen/now"])
def test_everybody_reads_along_what_a_deferral_waits_for(room: Room, page: str) -> None:
    keep(room, seen(room), **deferral(room))
    text = as_read(room.client.get(AT + page))
    assert all(each in text for each in ("Deferred: ", WORDS, "Anke de Wit", "Friday, December 11")), text
    assert room.discussion().outcome is None


def test_whoever_comes_back_to_the_case_finds_it_as_it_was_left(room: Room) -> None:
    keep(room, seen(room), **deferral(room))
    page = room.client.get(AT + room.path()).text
    assert re.search('<input[^>]*checked[^>]*value="deferred"', page)
    assert (WORDS in page, "2026-12-09" in page) == (True, True)


def test_recording_takes_it_over(room: Room) -> None:
    told = keep(room, seen(room), **deferral(room))
    code, _ = record(room, 0, **seen(room) | {"draft_seen": told["draft_seen"]} | deferral(room))
    found = room.discussion()
    assert (code, found.outcome, found.missing, leans(room)) == (303, Outcome.DEFERRED, WORDS, [])


def test_what_stands_is_nothing_to_lean_to(room: Room) -> None:
    told = keep(room, seen(room), **deferral(room))
    keep(room, seen(room) | {"draft_seen": told["draft_seen"]}, outcome="made", summary="Resectable.")
    assert leans(room) == []


def test_a_day_that_cannot_be_waits_and_the_text_is_kept(room: Room) -> None:
    told = keep(room, seen(room), **deferral(room, due_on="next week", summary="Resectable."))
    draft = draft_of(room)
    assert (told["unfinished"], draft and draft.summary, leans(room)) == (True, "Resectable.", [])


def test_a_day_without_its_year_is_the_first_after_the_meeting(room: Room) -> None:
    keep(room, seen(room), **deferral(room, due_on="Dec 9"))
    assert dict(leans(room))["due_on"] == "2026-12-09"


def test_two_who_lean_to_different_deferrals_are_shown_both(room: Room) -> None:
    both = seen(room)
    keep(room, both, **deferral(room))
    told = keep(room, both, **deferral(room, missing="The genetic report."))
    assert (WORDS in told["stored"], dict(leans(room))["missing"]) == (True, WORDS)


def test_recording_a_decision_over_somebody_elses_deferral_asks_once(room: Room) -> None:
    mine = seen(room)
    keep(room, mine, **deferral(room))
    decided = mine | TREATMENT | {"outcome": "made"}
    code, text = record(room, 0, **decided)
    assert (code, WORDS in text, room.discussion().outcome) == (409, True, None)
    carried = {name: html.unescape(re.search(f'name="{name}"\\s+value="([^"]*)"', text)[1])
               for name in ("seen", "draft_seen")}
    code, _ = record(room, 0, **decided | carried)
    assert (code, room.discussion().outcome, leans(room)) == (303, Outcome.MADE, [])


def test_a_page_from_before_the_recording_leans_to_nothing(room: Room) -> None:
    old = seen(room)
    record(room, 0, **old | deferral(room))
    keep(room, old, outcome="made", summary="Resectable.")
    assert leans(room) == []


def test_what_was_changed_and_not_recorded_stops_the_closing(room: Room) -> None:
    record(room, 0, **seen(room) | TREATMENT | {"outcome": "made"})
    room.post(f"{room.path(1)}/put-back")
    keep(room, seen(room), **TREATMENT | deferral(room))
    assert "chosen for it and not recorded" in room.get("/close")[1]
    code, text = room.post("/close")
    assert (code, "not recorded" in text, room.discussion().outcome) == (409, True, Outcome.MADE)


def test_what_was_changed_and_not_recorded_is_not_signed_meanwhile(room: Room) -> None:
    whole = TREATMENT | {"read_back_by": str(room.people["radiologist"].id)}
    record(room, 0, **seen(room) | whole | {"outcome": "made"})
    assert recommending.gaps_of(draft_of(room)) == {}
    keep(room, seen(room), **whole | deferral(room))
    draft = draft_of(room)
    with pytest.raises(AnswerRefused) as refused:
        recommending.sign(room.session, draft, seen=draft.version, by=room.people["chair"], now=NOW)
    assert "not recorded there yet" in refused.value.problems["outcome"]


def test_what_is_recorded_is_kept_with_one_press(room: Room) -> None:
    record(room, 0, **seen(room) | TREATMENT | {"outcome": "made"})
    told = keep(room, seen(room), **TREATMENT | deferral(room))
    assert told["saved"].endswith("This outcome is not recorded yet")
    assert "Another outcome is chosen and not recorded yet" in as_read(room.client.get(AT + room.path()))
    assert room.post(f"{room.path()}/keep-recorded") == (303, f"{AT}/close")
    assert (leans(room), room.discussion().outcome, draft_of(room).summary) == ([], Outcome.MADE, "Slow growth.")


def test_whoever_has_the_case_open_is_told_that_somebody_else_recorded_it(room: Room) -> None:
    page = room.client.get(AT + room.path())
    piece = html.unescape(re.search('data-poll="([^"]*)"', page.text)[1])
    assert "while you had it open" not in room.client.get(piece).text
    record(room, 0, **seen(room) | TREATMENT | {"outcome": "made"})
    assert "Dr. D. Whitlock recorded this case at" in as_read(room.client.get(piece))
