"""Stepping out on one's own screen, what everybody sees of it, and what nobody says who stepped out."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import NOW, MemberFactory
from tests.house.fixed_clock import set_clock
from tests.reading import as_read
from tests.recording import TREATMENT, record, seen
from tests.rooms import AT, Room, place_people
from tests.signing import csrf
from tests.stepping import WHY, everybody_here, mine, note, out, read, take_back
from tumorboard.models import Board, Member
from tumorboard.queries import recommendations
from tumorboard.services import closing, recommending


@pytest.fixture
def room(session: Session, board: Board, client: FlaskClient) -> Room:
    set_clock(session, board)
    return everybody_here(session, board, client)


def test_a_member_steps_out_and_back_on_their_own_screen(room: Room) -> None:
    deputy = room.people["deputy"]
    way = f"{AT}{room.path()}/stepping-out"
    assert way in read(room, f"{AT}/live", deputy)
    assert "Step out" in read(room, way, deputy)
    assert mine(room, deputy, "stepping-out", reason="")[0] == 422
    assert [mine(room, deputy, "stepping-out", key="one click") for _ in range(2)] == [(303, f"{AT}/live")] * 2
    assert out(room) == [(deputy.id, WHY, deputy.id)]
    assert "Take part after all" in read(room, way, deputy)
    assert [mine(room, deputy, "stepping-back") for _ in range(2)] == [(303, f"{AT}/live")] * 2
    assert out(room) == []


def test_what_the_room_noted_is_not_the_members_to_take_back(room: Room) -> None:
    note(room, "deputy")
    code, page = mine(room, room.people["deputy"], "stepping-back")
    assert (code, "Ask the chair or the coordinator" in page, len(out(room))) == (409, True, 1)


def test_outside_the_board_the_record_names_them_without_the_reason(room: Room, board: Board) -> None:
    note(room, "deputy")
    record(room, outcome="made", read_back_by=str(room.coordinator.id), **TREATMENT)
    draft = recommendations.draft_of(room.session, room.discussion().id)
    assert draft is not None
    recommending.sign(room.session, draft, seen=draft.version, by=room.people["chair"], now=NOW)
    room.session.commit()
    page = read(room, f"/recommendations/{draft.id}",
                MemberFactory(session=room.session, board_id=board.id, clinician=True))
    assert ("Recused: Jonas Feld." in " ".join(page.split()), "Advises" in page) == (True, False)


def test_those_who_follow_see_the_name_and_never_the_reason(room: Room) -> None:
    room.post(f"{room.path()}/begin")
    first = room.client.get(f"{AT}/live/now")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert room.client.get(f"{AT}/live/now", headers=tag).status_code == 304
    note(room, "deputy")
    for path in ("/live/now", "/live", "/screen", "/screen/now"):
        page = as_read(room.client.get(AT + path, headers=tag if path == "/live/now" else {}))
        assert "J. Feld" in page and "stepped out of this case" in page and WHY not in page
    changed = room.client.get(f"{AT}/live/now")
    take_back(room)
    again = room.client.get(f"{AT}/live/now", headers={"If-None-Match": changed.headers["ETag"]})
    assert "stepped out" not in as_read(again)


def test_whoever_stepped_out_neither_reads_back_nor_disagrees_for_the_board(room: Room) -> None:
    note(room, "deputy")
    deputy = str(room.people["deputy"].id)
    code, page = record(room, outcome="made", read_back_by=deputy, **TREATMENT)
    assert (code, "Name somebody else who read it back" in page) == (422, True)
    dissent = {"dissent-0-member": deputy, "dissent-0-words": "I would operate."}
    code, page = record(room, outcome="made", **TREATMENT | dissent)
    assert (code, "no disagreement of theirs" in page, "I would operate." in page) == (422, True, True)
    assert room.discussion().outcome is None


def test_what_is_kept_while_typing_leaves_it_out(room: Room) -> None:
    note(room, "deputy")
    deputy = str(room.people["deputy"].id)
    kept = room.client.post(f"{AT}{room.path()}/text", data={
        "csrf_token": csrf(room.client), "outcome": "made", **seen(room), "read_back_by": deputy,
        "summary": "Slow growth."})
    assert (kept.status_code, kept.json["unfinished"] if kept.json else None) == (200, True)
    draft = recommendations.draft_of(room.session, room.discussion().id)
    assert draft is not None
    assert (draft.summary, draft.read_back_by_id) == ("Slow growth.", None)


def test_whoever_stepped_out_states_nothing_on_the_case(room: Room) -> None:
    deputy = room.people["deputy"]
    room.post(f"{room.path()}/begin")
    mine(room, deputy, "stepping-out")
    page = read(room, f"{AT}{room.path()}/words", deputy)
    assert "You stepped out of this case" in page and "Put on record" not in page
    code, text = mine(room, deputy, "words", kind="opinion", words="Wait.")
    assert (code, "You stepped out of this case" in text) == (409, True)


def test_the_signature_covers_it_and_a_draft_written_before_waits(room: Room) -> None:
    coordinator = str(room.coordinator.id)
    note(room, "deputy")
    record(room, outcome="made", read_back_by=coordinator, **TREATMENT)
    draft = recommendations.draft_of(room.session, room.discussion().id)
    assert draft is not None
    assert recommending.content(draft).recused == ((str(room.people["deputy"].id), WHY),)
    draft.read_back_by_id = room.people["deputy"].id
    assert list(recommending.gaps_of(draft)) == ["read_back_by"]
    room.session.rollback()
    code, page = _rewrite(room, str(room.people["deputy"].id))
    assert (code, "Name somebody else who read it back" in page) == (422, True)
    draft = recommendations.draft_of(room.session, room.discussion().id)
    assert draft is not None
    signed = recommending.sign(room.session, draft, seen=draft.version, by=room.people["chair"], now=NOW)
    room.session.commit()
    assert recommending.is_unchanged(signed)


def _rewrite(room: Room, read_back_by: str) -> tuple[int, str]:
    """Change who read back on the page of the draft."""
    draft = recommendations.draft_of(room.session, room.discussion().id)
    assert draft is not None
    answer = room.client.post(f"/recommendations/{draft.id}/edit", data={
        "csrf_token": csrf(room.client), "seen": draft.version, "read_back_by": read_back_by,
        "summary": "Slow growth."})
    return answer.status_code, as_read(answer)


def test_once_the_meeting_is_over_nobody_steps_out(room: Room) -> None:
    closing.close(room.session, room.meeting, by=room.coordinator, now=NOW)
    room.session.commit()
    assert note(room)[0] == 409
    assert "fixed with the record" in read(room, f"{AT}{room.path()}/stepping-out", room.people["chair"])


def test_who_may_do_it(room: Room, board: Board) -> None:
    def asked(member: Member) -> list[int]:
        return [mine(room, member, verb)[0] for verb in ("recusals", "recusals/back", "stepping-out", "stepping-back")]

    people = {role: MemberFactory(session=room.session, board_id=board.id, **{role: True})
              for role in ("referrer", "admin", "auditor", "clinician")}
    assert {role: asked(member) for role, member in people.items()} == {role: [403] * 4 for role in people}
    assert asked(room.people["deputy"]) == [403, 403, 303, 303]
    assert asked(room.people["chair"]) == [422, 404, 303, 303]
    assert room.client.get(f"{AT}/{board.id}/stepping-out").status_code == 404


def test_whoever_stepped_out_is_not_needed_for_it(room: Room) -> None:
    deputy = room.people["deputy"]
    place_people(room, [deputy, room.people["chair"]])
    assert "You are needed" in read(room, f"{AT}/live", deputy)
    assert mine(room, deputy, "stepping-out")[0] == 303
    assert "You are needed" not in read(room, f"{AT}/live", deputy)
