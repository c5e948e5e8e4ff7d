"""After an outage: the results on paper are taken in on one page, all or none, and marked as entered later."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW
from tests.reading import as_read
from tests.recording import events
from tests.rooms import AT, NEXT, Room, published
from tumorboard.models import Attendance, Board
from tumorboard.queries import recommendations
from tumorboard.services import closing, recommending
from tumorboard.vocabulary.workflow import MeetingStatus, Outcome


@pytest.fixture
def room(session: Session, board: Board, client: FlaskClient) -> Room:
    return published(session, board, client).open()


def sheet(room: Room, number: int = 0, **typed: Any) -> dict[str, Any]:
    """Fill in the sheet of a case as the page gives it."""
    start = f"c{room.cases[number].number}-"
    there = [str(room.people[name].id) for name in ("chair", "deputy")]
    usual = {"seen": room.discussion(number).version, "people": there, "outcome": "made", "kind": "lanreotide",
             "summary": "Slow growth.", "consensus": "unanimous", "read_back_by": str(room.coordinator.id),
             "unchanged": "y"}
    return {start + name: value for name, value in (usual | typed).items()}


def test_one_page_takes_in_what_came_of_every_case(room: Room) -> None:
    page = room.get("/later")[1]
    assert all(f"c{case.number}-outcome" in page for case in room.cases)
    put_off = sheet(room, 1, outcome="deferred", kind="", summary="", deferral_reason="pathology",
                    missing="The outside slides.", back_on=NEXT.isoformat())
    typed = sheet(room) | put_off | {"key": "one click"}
    assert room.post("/later", **typed) == room.post("/later", **typed) == (303, f"{AT}/close")
    first, second = room.discussion(), room.discussion(1)
    assert [(row.outcome, row.is_entered_later, row.opened_at) for row in (room.discussion(), room.discussion(1))] == [
        (Outcome.MADE, True, None), (Outcome.DEFERRED, True, None)]
    assert (second.missing, second.back_on, first.case_id) == ("The outside slides.", NEXT, room.cases[0].id)
    assert events(room, "discussion.entered_later") == 2
    draft = recommendations.draft_of(room.session, room.discussion().id)
    assert draft is not None
    assert [(item.kind, draft.summary, draft.consensus) for item in draft.items] == [
        ("lanreotide", "Slow growth.", "unanimous")]
    assert (draft.what_changed, recommending.gaps_of(draft)) == (["imaging_none", "path_none", "plan_none"], {})


def test_who_was_there_is_kept_per_case(room: Room) -> None:
    alone = sheet(room, 1, people=[str(room.people["chair"].id)], goes_without="y")
    assert room.post("/later", **sheet(room), **alone)[0] == 303
    assert [sorted(each["name"] for each in room.discussion(number).presence) for number in (0, 1)] == [
        ["Jonas Feld", "Rhea Vance"], ["Rhea Vance"]]
    assert (room.discussion(0).decided_without, room.discussion(1).decided_without) == ([], ["radiology"])
    rows = room.session.scalars(select(Attendance)).all()
    assert {row.arrived_at for row in rows} == {room.meeting.starts_at}


def test_who_stepped_out_by_the_paper_does_not_count_and_stands_in_the_record(room: Room) -> None:
    chair = str(room.people["chair"].id)
    out = {"recused": [chair], "recused_why": "Advises the maker.", "read_back_by": str(room.coordinator.id)}
    code, page = room.post("/later", **sheet(room, **out))
    assert (code, "A needed specialty is not here" in page, "Advises the maker." in page) == (422, True, True)
    assert room.post("/later", **sheet(room, **out, goes_without="y"))[0] == 303
    stored = room.discussion()
    assert ([each["name"] for each in stored.presence], stored.decided_without) == (["Jonas Feld"], ["endocrinology"])
    assert [(each["name"], each["reason"]) for each in stored.recused] == [("Rhea Vance", "Advises the maker.")]
    assert events(room, "discussion.stepped_out") == 1


def test_who_stepped_out_before_the_outage_stays_out(room: Room) -> None:
    room.post("/attendance", do="yes")
    chair = str(room.people["chair"].id)
    room.post(f"{room.path()}/recusals", member=chair, reason="Advises the maker.")
    assert "Noted in the room: Dr. R. Vance stepped out. Advises the maker." in " ".join(room.get("/later")[1].split())
    again = {"recused": [chair], "recused_why": "Said again on paper.", "goes_without": "y"}
    assert room.post("/later", **sheet(room, **again))[0] == 303
    assert [each["reason"] for each in room.discussion().recused] == ["Advises the maker."]


@pytest.mark.parametrize(("typed", "words"), [
    ({"recused_why": "Advises the maker."}, "Choose who stepped out"), ({"recused": "chair"}, "Write why they stepped"),
    ({"recused": "chair", "recused_why": "x", "read_back_by": "chair"}, "Name somebody else who read it back")])
def test_what_is_half_said_of_it_is_asked_for(room: Room, typed: dict[str, str], words: str) -> None:
    named = {name: str(room.people[said].id) if said in room.people else said for name, said in typed.items()}
    code, page = room.post("/later", **sheet(room, goes_without="y", **named))
    assert (code, words in page, room.discussion().outcome) == (422, True, None)


def test_nothing_is_stored_while_one_sheet_lacks_something(room: Room) -> None:
    alone = sheet(room, 1, people=[str(room.people["chair"].id)], summary="Kept as typed.")
    code, page = room.post("/later", **sheet(room), **alone)
    assert (code, "A needed specialty is not here" in page, "Kept as typed." in page) == (422, True, True)
    code, page = room.post("/later", **sheet(room, kind="", summary=""), **sheet(room, 1, outcome=""))
    assert (code, "Choose what came of the case" in page) == (422, True)
    code, page = room.post("/later", **sheet(room, kind="", summary=""))
    assert (code, "Add what the board recommends" in page) == (422, True)
    assert [room.discussion(number).outcome for number in (0, 1)] == [None, None]


def test_a_sheet_that_is_behind_is_refused(room: Room) -> None:
    behind = sheet(room)
    assert room.post("/later", **behind)[0] == 303
    assert room.post("/later", **behind | {"key": "again"})[0] == 303
    assert events(room, "discussion.entered_later") == 1


def test_it_is_marked_on_the_record_and_in_the_minutes(room: Room) -> None:
    room.post("/later", **sheet(room))
    draft = recommendations.draft_of(room.session, room.discussion().id)
    assert draft is not None
    assert "Entered later" in as_read(room.client.get(f"/recommendations/{draft.id}"))
    assert "Entered later" in room.get(room.path())[1]
    closing.close(room.session, room.meeting, by=room.coordinator, now=NOW)
    room.session.commit()
    pdf = room.client.get(f"/meetings/{FRIDAY.isoformat()}/room/minutes.pdf").get_data()
    found = " ".join(" ".join(each.extract_text() for each in PdfReader(io.BytesIO(pdf)).pages).split())
    assert "Entered later, from paper, by Dr. D. Whitlock" in found


def test_the_page_is_there_while_the_meeting_is_in_session(room: Room) -> None:
    room.meeting.status = MeetingStatus.CLOSED
    room.session.commit()
    assert room.get("/later") == (303, AT)
    assert room.post("/later", **sheet(room))[0] == 409


def test_finishing_leads_to_the_paper_and_the_meeting_to_its_minutes(room: Room) -> None:
    assert f'href="{AT}/later"' in room.get("/close")[1]
    day = f"/meetings/{FRIDAY.isoformat()}"
    assert f'href="{AT}/live"' in as_read(room.client.get(day))
    room.post("/later", **sheet(room), **sheet(room, 1))
    closing.close(room.session, room.meeting, by=room.coordinator, now=NOW)
    room.session.commit()
    assert f'href="{AT}/minutes.pdf"' in as_read(room.client.get(day))
