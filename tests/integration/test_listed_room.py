"""In the room: what is only listed is recorded and signed in one act; what was decided out of cycle is noted."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW
from tests.recording import case_of
from tests.rooms import Room, published
from tests.signing import sign_in
from tumorboard.domain.recommending import Item
from tumorboard.models import Board, LaneChange, Recommendation
from tumorboard.queries import cases, recommendations
from tumorboard.services import closing, huddling
from tumorboard.services.huddling import Decided
from tumorboard.vocabulary.lanes import Means
from tumorboard.vocabulary.workflow import CaseStatus, Lane, Outcome

PROTOCOL = "Appendix NET of 8 mm, R0: no follow-up imaging."


@pytest.fixture
def room(session: Session, board: Board, client: FlaskClient) -> Room:
    """A published meeting with one case to discuss and two that are only listed, one of them with its reason."""
    found = published(session, board, client, discussed=1, listed=2)
    session.add(LaneChange(case_id=found.cases[1].id, at=NOW, by_id=found.coordinator.id, lane=Lane.SOC_LISTING,
                           reason=PROTOCOL, agreed_by_id=found.people["chair"].id))
    session.commit()
    return found


def outcomes(room: Room) -> list[Outcome | None]:
    return [room.discussion(number).outcome for number in range(3)]


def decide_out_of_cycle(room: Room, number: int) -> None:
    """Have one case of the meeting decided by a huddle."""
    case, chair = cases.whole(room.session, room.cases[number].id), room.people["chair"]
    huddle = huddling.ask(room.session, case, "Blood pressure 210 over 130.", by=chair, now=NOW - timedelta(hours=3))
    told = Decided(NOW - timedelta(hours=2), Means.PHONE, (room.people["radiologist"].id,), "Admit; doxazosin first.",
                   chair.id, (Item("alpha_beta", "Doxazosin 2 mg", owner=str(chair.id), due_on=FRIDAY),))
    huddling.write(room.session, huddle, told, seen=huddle.version, by=chair, now=NOW - timedelta(hours=1))
    room.session.commit()
    room.session.expire_all()


def test_all_that_is_only_listed_is_recorded_in_one_act_and_nothing_else(room: Room) -> None:
    room.open()
    assert "Record all 2 as standard of care" in room.get("/listed")[1]
    assert room.post("/listed") == (303, f"/meetings/{FRIDAY}/room/listed")
    assert outcomes(room) == [None, Outcome.SOC_LISTED, Outcome.SOC_LISTED]
    draft = recommendations.draft_of(room.session, room.discussion(1).id)
    assert draft is not None and draft.summary == PROTOCOL


def test_a_second_click_finds_nothing_left(room: Room) -> None:
    room.open()
    room.post("/listed")
    before = room.discussion(1).version
    assert room.post("/listed")[0] == 303
    assert room.discussion(1).version == before
    assert "Nothing is left to record." in room.get("/listed")[1]


def test_before_the_meeting_opens_nothing_is_recorded(room: Room) -> None:
    assert "Opens with the meeting." in room.get("/listed")[1]
    assert room.post("/listed")[0] == 409


def test_finishing_points_to_what_is_only_listed(room: Room) -> None:
    room.open()
    text = room.get("/close")[1]
    assert "2 cases are only listed and have no outcome yet." in text


def test_the_chair_signs_them_all_in_one_act_and_they_are_released(room: Room) -> None:
    room.open()
    room.post("/listed")
    sign_in(room.client, room.people["chair"])
    page = room.get("/listed")[1]
    assert "2 records wait for your signature" in page
    read = page.partition('name="read" value="')[2].partition('"')[0]
    assert room.post("/listed/sign", read=read) == (303, f"/meetings/{FRIDAY}/room/listed")
    signed = list(room.session.scalars(select(Recommendation)))
    assert [each.signed_by_id for each in signed] == [room.people["chair"].id] * 2
    assert [case_of(room, number).status for number in (1, 2)] == [CaseStatus.SIGNED] * 2


def test_what_the_signer_has_not_read_is_not_signed(room: Room) -> None:
    room.open()
    room.post("/listed")
    sign_in(room.client, room.people["chair"])
    assert room.post("/listed/sign", read="")[0] == 409
    assert all(each.signed_at is None for each in room.session.scalars(select(Recommendation)))


def test_a_coordinator_does_not_sign(room: Room) -> None:
    room.open()
    room.post("/listed")
    assert room.post("/listed/sign", read="")[0] == 403


# Decided out of cycle.

def test_the_room_begins_with_what_the_huddle_decided(room: Room) -> None:
    decide_out_of_cycle(room, 2)
    room.open()
    draft = recommendations.draft_of(room.session, room.discussion(2).id)
    assert draft is not None
    assert draft.summary == "Decided out of cycle on Dec 1 by Rhea Vance: Admit; doxazosin first."
    assert [(item.kind, item.detail, item.due_on) for item in draft.items] == [
        ("alpha_beta", "Doxazosin 2 mg", FRIDAY)]
    code, text = room.get(room.path(2))
    assert "Decided out of cycle, Tue, Dec 1, 1:40 pm, by phone." in text
    assert "Listed as standard of care" not in text


def test_noted_with_an_agreement_it_is_a_decision_of_the_board(room: Room) -> None:
    decide_out_of_cycle(room, 2)
    room.open()
    page = room.get(room.path(2))[1]
    typed: dict[str, Any] = {name: page.partition(f'name="{name}" value="')[2].partition('"')[0]
                             for name in ("seen", "draft_seen")}
    assert room.post(room.path(2), outcome="made", consensus="unanimous", **typed, **{
        "items-0-kind": "alpha_beta", "items-0-detail": "Doxazosin 2 mg", "summary": "Noted.",
        "goes_without": "yes"})[0] == 303
    assert room.discussion(2).outcome is Outcome.MADE


def test_it_is_not_recorded_as_standard_of_care_with_the_others(room: Room) -> None:
    decide_out_of_cycle(room, 2)
    room.open()
    room.post("/listed")
    assert outcomes(room) == [None, Outcome.SOC_LISTED, None]


def test_what_was_pulled_out_without_room_is_asked_for_last_and_has_its_minutes(room: Room) -> None:
    room.cases[1].lane = Lane.DISCUSS
    room.session.commit()
    room.open()
    assert [(room.discussion(number).start_min, room.discussion(number).minutes) for number in (0, 1, 2)] == [
        (0, 6), (6, 6), (0, 0)]


def test_a_noted_case_that_was_not_reached_is_carried_over(room: Room) -> None:
    decide_out_of_cycle(room, 2)
    room.open()
    closing.close(room.session, room.meeting, by=room.coordinator, now=NOW + timedelta(days=3))
    room.session.commit()
    assert case_of(room, 2).status is CaseStatus.READY
