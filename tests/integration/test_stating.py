"""What members put on record themselves: from their own screen, under their name, and never written over."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.factories import NOW, MemberFactory
from tests.house.fixed_clock import set_clock
from tests.reading import as_read
from tests.recording import TREATMENT, events, record
from tests.rooms import AT, Room, published
from tests.signing import csrf, sign_in
from tumorboard.domain.errors import Stale
from tumorboard.models import Board, Member, Statement
from tumorboard.queries import recommendations
from tumorboard.services import closing, recommending
from tumorboard.vocabulary.recommendation import StatementKind

DISSENT = {"kind": "dissent", "words": "I would operate first."}


@pytest.fixture
def room(session: Session, board: Board, client: FlaskClient) -> Room:
    set_clock(session, board)
    found = published(session, board, client).open()
    found.post(f"{found.path()}/begin")
    return found


def said(room: Room) -> list[tuple[Any, ...]]:
    room.session.rollback()
    return [(row.member_id, row.kind, row.specialty, row.text) for row in room.session.scalars(
        select(Statement).order_by(Statement.at, Statement.id))]


def as_member(room: Room, member: Member) -> FlaskClient:
    return sign_in(room.client.application.test_client(), member)


def say(room: Room, member: Member, number: int = 0, **typed: str) -> tuple[int, str]:
    other = as_member(room, member)
    answer = other.post(f"{AT}{room.path(number)}/words", data={"csrf_token": csrf(other), **(DISSENT | typed)})
    return answer.status_code, answer.headers.get("Location") or as_read(answer)


def test_a_member_puts_a_dissent_on_record_from_their_own_screen(room: Room) -> None:
    radiologist = room.people["radiologist"]
    page = as_read(as_member(room, radiologist).get(f"{AT}/live"))
    assert f"{AT}{room.path()}/words" in page
    assert [say(room, radiologist, key="one click") for _ in range(2)] == [(303, f"{AT}/live")] * 2
    assert said(room) == [(radiologist.id, StatementKind.DISSENT, "radiology", "I would operate first.")]
    assert events(room, "discussion.stated") == 1
    for path in (f"{AT}/live", f"{AT}/screen", f"{AT}{room.path()}", f"{AT}{room.path()}/words"):
        assert "I would operate first." in as_read(room.client.get(path))


def test_those_who_follow_see_it_at_once(room: Room) -> None:
    first = room.client.get(f"{AT}/live/now")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert room.client.get(f"{AT}/live/now", headers=tag).status_code == 304
    say(room, room.people["radiologist"])
    assert "I would operate first." in as_read(room.client.get(f"{AT}/live/now", headers=tag))


def test_whoever_records_the_case_reads_it_without_asking_anew(room: Room) -> None:
    page = room.client.get(f"{AT}{room.path()}")
    assert f'data-poll="{AT}{room.path()}/said/now?version=' in page.text
    first = room.client.get(f"{AT}{room.path()}/said/now")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert (first.text.strip(), room.client.get(f"{AT}{room.path()}/said/now", headers=tag).status_code) == ("", 304)
    say(room, room.people["radiologist"])
    assert "I would operate first." in as_read(room.client.get(f"{AT}{room.path()}/said/now", headers=tag))


def test_the_recorder_never_writes_over_it(room: Room) -> None:
    say(room, room.people["radiologist"])
    for words in ("Operate.", "Wait."):
        assert record(room, outcome="made", **TREATMENT | {"summary": words})[0] == 303
    say(room, room.people["radiologist"], kind="opinion", words="The scan in May decides.")
    assert [row[3] for row in said(room)] == ["I would operate first.", "The scan in May decides."]


def test_nobody_changes_or_deletes_it(room: Room) -> None:
    say(room, room.people["radiologist"])
    row = room.session.scalars(select(Statement)).one()
    row.text = "I agree."
    with pytest.raises(DBAPIError, match="never changes"):
        room.session.flush()
    room.session.rollback()
    room.session.delete(room.session.scalars(select(Statement)).one())
    with pytest.raises(DBAPIError, match="never deleted"):
        room.session.flush()
    room.session.rollback()


def test_before_the_discussion_the_page_of_the_case_is_the_place(room: Room) -> None:
    code, text = say(room, room.people["radiologist"], number=1)
    assert (code, "has not been discussed yet" in text, said(room)) == (409, True, [])
    assert "reaches the room" in as_read(room.client.get(f"{AT}{room.path(1)}/words"))


def test_what_is_missing_is_said_beside_its_field(room: Room) -> None:
    code, text = say(room, room.people["radiologist"], kind="", words="")
    assert (code, "Choose whether you disagree" in text, "Write what you want" in text) == (422, True, True)
    assert said(room) == []


def test_a_split_is_signed_with_a_dissent_in_the_members_own_words(room: Room) -> None:
    record(room, outcome="made", read_back_by=str(room.coordinator.id), **TREATMENT | {"consensus": "split"})
    draft = recommendations.draft_of(room.session, room.discussion().id)
    assert draft is not None
    assert list(recommending.gaps_of(draft)) == ["dissent"]
    say(room, room.people["radiologist"])
    room.session.expire_all()
    draft = recommendations.draft_of(room.session, room.discussion().id)
    assert draft is not None
    assert recommending.gaps_of(draft) == {}
    signed = recommending.sign(room.session, draft, seen=draft.version, by=room.people["chair"], now=NOW)
    room.session.commit()
    page = as_read(room.client.get(f"/recommendations/{signed.id}"))
    assert "Dissent, Dr. A. de Wit, " in page and "I would operate first." in page


def test_the_signature_covers_what_members_said_before_it(room: Room) -> None:
    record(room, outcome="made", read_back_by=str(room.coordinator.id), **TREATMENT)
    draft = recommendations.draft_of(room.session, room.discussion().id)
    assert draft is not None
    read = recommending.hash_of(draft)
    say(room, room.people["radiologist"])
    room.session.expire_all()
    draft = recommendations.draft_of(room.session, room.discussion().id)
    assert draft is not None
    with pytest.raises(Stale):
        recommending.sign(room.session, draft, seen=draft.version, seen_hash=read, by=room.people["chair"], now=NOW)
    signed = recommending.sign(room.session, draft, seen=draft.version, by=room.people["chair"], now=NOW)
    assert recommending.is_unchanged(signed)
    signed.discussion.statements[0].text = "I agree."
    assert not recommending.is_unchanged(signed)


def test_after_the_signature_a_member_may_still_add_their_own(room: Room) -> None:
    record(room, outcome="made", read_back_by=str(room.coordinator.id), **TREATMENT)
    draft = recommendations.draft_of(room.session, room.discussion().id)
    assert draft is not None
    recommending.sign(room.session, draft, seen=draft.version, by=room.people["chair"], now=NOW)
    room.session.commit()
    assert say(room, room.people["radiologist"])[0] == 303
    room.session.expire_all()
    signed = recommendations.current_of(room.session, room.discussion().id)
    assert signed is not None
    assert recommending.is_unchanged(signed)
    assert "I would operate first." in as_read(room.client.get(f"/recommendations/{signed.id}"))


def test_a_draft_is_read_along_in_the_meeting_and_not_after_it(room: Room) -> None:
    record(room, outcome="made", **TREATMENT)
    path, radiologist = f"{AT}{room.path()}/words", room.people["radiologist"]
    assert "Slow growth." in as_read(as_member(room, radiologist).get(path))
    room.post(f"{room.path(1)}/put-back")
    closing.close(room.session, room.meeting, by=room.coordinator, now=NOW)
    room.session.commit()
    assert "Slow growth." not in as_read(as_member(room, radiologist).get(path))
    assert say(room, radiologist, key="after") == (303, path)


def test_whoever_may_not_read_the_case_may_not_speak_to_it(room: Room, board: Board) -> None:
    referrer = MemberFactory(session=room.session, board_id=board.id, referrer=True)
    assert [say(room, referrer)[0], say(room, MemberFactory(session=room.session, board_id=board.id, admin=True))[0],
            room.client.get(f"{AT}/{board.id}/words").status_code] == [403, 403, 404]
