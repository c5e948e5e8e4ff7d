"""Stepping out of a case for a conflict of interest: who does not count for it, and what stays."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from tests.factories import NOW
from tests.recording import TREATMENT, events, record
from tests.rooms import AT, Room
from tests.stepping import WHY, everybody_here, mine, note, out, read, take_back
from tumorboard.models import Board, CaseEvent, Recusal
from tumorboard.queries import recommendations
from tumorboard.vocabulary.workflow import CaseStatus

UNTICKED = {name: words for name, words in TREATMENT.items() if name != "goes_without"}


@pytest.fixture
def room(session: Session, board: Board, client: FlaskClient) -> Room:
    return everybody_here(session, board, client)


def test_the_room_notes_who_steps_out_and_why(room: Room) -> None:
    clicks = [note(room, key="one click") for _ in range(2)]
    assert clicks == [(303, f"{AT}{room.path()}#quorum")] * 2
    assert out(room) == [(room.people["chair"].id, WHY, room.coordinator.id)]
    event = room.session.scalars(select(CaseEvent).where(CaseEvent.kind == "discussion.stepped_out")).one()
    assert (event.case_id, event.by_id, event.detail) == (
        room.cases[0].id, room.coordinator.id, {"member": str(room.people["chair"].id), "reason": WHY})
    page = room.get(room.path())[1]
    assert WHY in page and "1 of 2 here" in page and "A vice chair should lead this case." in page
    assert WHY not in room.get(room.path(1))[1]


def test_whoever_stepped_out_does_not_count_and_stands_in_the_record(room: Room) -> None:
    note(room)
    code, page = record(room, outcome="made", **UNTICKED)
    assert (code, "A needed specialty is not here" in page, "120 mg every 4 weeks" in page) == (422, True, True)
    assert record(room, outcome="made", **TREATMENT)[0] == 303
    stored, chair = room.discussion(), room.people["chair"]
    assert [each["name"] for each in stored.presence] == ["Jonas Feld"]
    assert (stored.missing_specialties, stored.decided_without) == (["endocrinology"], ["endocrinology"])
    assert stored.recused == [{"id": str(chair.id), "name": "Rhea Vance", "reason": WHY,
                               "specialties": ["endocrinology"]}]
    draft = recommendations.draft_of(room.session, stored.id)
    assert draft is not None
    assert "Left early: none. Recused: Rhea Vance (Advises the maker of the drug)." in " ".join(
        read(room, f"/recommendations/{draft.id}").split())


def test_where_nobody_stepped_out_the_record_says_none(room: Room) -> None:
    record(room, outcome="made", **UNTICKED)
    draft = recommendations.draft_of(room.session, room.discussion().id)
    assert draft is not None
    assert "Left early: none. Recused: none." in " ".join(read(room, f"/recommendations/{draft.id}").split())


def test_whoever_left_during_the_case_is_named_and_whoever_left_before_is_not(room: Room) -> None:
    deputy, chair = room.people["deputy"].id, room.people["chair"].id
    room.post("/attendance", **{f"was-{deputy}": "room", f"mark-{deputy}": ""})
    room.post(f"{room.path()}/begin")
    room.discussion()
    row = room.discussion()
    row.opened_at = NOW.replace(year=NOW.year + 1)
    room.session.commit()
    record(room, outcome="none", summary="Undecided.")
    assert room.discussion().left_early == []
    room.post(f"{room.path(1)}/begin")
    room.post("/attendance", **{f"was-{chair}": "room", f"mark-{chair}": ""})
    record(room, 1, outcome="none", summary="Undecided.")
    assert "Rhea Vance" in room.discussion(1).left_early


@pytest.mark.parametrize(("typed", "words"), [
    ({"reason": " "}, "Write why, in a few words."), ({"member": ""}, "Choose who steps out."),
    ({"reason": "x" * 301}, "Use at most 300 characters.")])
def test_what_is_missing_is_said_beside_its_field(room: Room, typed: dict[str, str], words: str) -> None:
    code, page = note(room, **typed)
    assert (code, words in page, out(room)) == (422, True, [])
    assert typed.get("reason", WHY).strip() in page


def test_only_somebody_who_is_here_steps_out(room: Room) -> None:
    radiologist = room.people["radiologist"]
    assert note(room, "radiologist")[0] == 422
    code, page = mine(room, radiologist, "stepping-out")
    assert (code, "noted as here first" in page, WHY in page, out(room)) == (422, True, True, [])


def test_a_second_one_who_notes_the_same_keeps_their_words_and_changes_nothing(room: Room) -> None:
    note(room)
    code, page = note(room, reason="Treats the patient’s sister.")
    assert (code, "Treats the patient’s sister." in page, len(out(room))) == (422, True, 1)


def test_it_is_taken_back_until_the_outcome_is_recorded(room: Room) -> None:
    note(room)
    assert take_back(room) == (303, f"{AT}{room.path()}#quorum")
    assert (out(room), events(room, "discussion.stepped_back")) == ([], 1)
    assert "2 of 2 here" in room.get(room.path())[1]
    assert record(room, outcome="made", **UNTICKED)[0] == 303
    assert room.discussion().recused == []


def test_a_stale_page_takes_back_nothing_twice(room: Room) -> None:
    note(room)
    room.session.rollback()
    first = str(room.session.scalars(select(Recusal)).one().id)
    take_back(room)
    note(room, reason="Another reason.")
    assert take_back(room, recusal=first)[0] == 303
    assert [row[1] for row in out(room)] == ["Another reason."]
    assert take_back(room, recusal="nothing")[0] == 404


def test_after_the_outcome_it_is_fixed(room: Room) -> None:
    note(room)
    record(room, outcome="made", **TREATMENT)
    assert [take_back(room)[0], note(room, "deputy")[0], mine(room, room.people["deputy"], "stepping-out")[0],
            mine(room, room.people["chair"], "stepping-back")[0]] == [409] * 4
    assert len(out(room)) == 1
    page = room.get(room.path())[1]
    assert WHY in page and "Somebody steps out" not in page and "Take back" not in page


def test_the_database_refuses_what_the_pages_do_not_offer(room: Room) -> None:
    note(room)
    room.session.rollback()
    room.session.scalars(select(Recusal)).one().reason = "Another one."
    with pytest.raises(DBAPIError, match="never changes"):
        room.session.flush()
    room.session.rollback()
    record(room, outcome="made", **TREATMENT)
    room.session.delete(room.session.scalars(select(Recusal)).one())
    with pytest.raises(DBAPIError, match="stands"):
        room.session.flush()
    room.session.rollback()
    room.session.add(Recusal(discussion_id=room.discussion().id, member_id=room.people["deputy"].id, reason=WHY,
                             at=NOW, by_id=room.coordinator.id))
    with pytest.raises(DBAPIError, match="stands"):
        room.session.flush()
    room.session.rollback()


def test_the_snapshot_stands_when_the_text_is_corrected(room: Room) -> None:
    note(room)
    record(room, outcome="made", **TREATMENT)
    before = room.discussion().recused
    room.people["chair"].name = "Rhea Somebody"
    room.session.commit()
    assert record(room, outcome="made", **TREATMENT | {"summary": "Said more clearly."})[0] == 303
    assert room.discussion().recused == before


def test_nobody_steps_out_of_a_withdrawn_case(room: Room) -> None:
    room.session.rollback()
    room.cases[0].status, room.cases[0].withdrawn_reason = CaseStatus.WITHDRAWN, "The patient went elsewhere."
    room.session.commit()
    assert note(room)[0] == 409


def test_the_database_lets_nobody_step_out_twice(room: Room) -> None:
    discussion_id, chair = room.discussion().id, room.people["chair"].id
    room.session.add_all([Recusal(discussion_id=discussion_id, member_id=chair, reason=WHY, at=NOW, by_id=chair)
                          for _ in range(2)])
    with pytest.raises(IntegrityError):
        room.session.flush()
    room.session.rollback()
