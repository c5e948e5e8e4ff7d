"""Many people write in one place at the same moment: every text stands, or its writer is shown what stands instead.

In a case's form, what was set aside is in the history, too.
"""

import html
import os
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import MemberFactory
from tests.recording import seen
from tests.rooms import Room, published
from tests.signing import csrf, sign_in
from tumorboard.models import Board
from tumorboard.queries import cases, recommendations

FULL = os.environ.get("SOAK") == "1"
WRITERS, MERGING = (30, 30) if FULL else (8, 4)
pytestmark = pytest.mark.soak
HIDDEN = re.compile(r'<input[^>]*name="draft_seen"[^>]*value="([^"]*)"')
TYPED = re.compile(r'<textarea id="summary"[^>]*>\n?(.*?)</textarea>|<input[^>]*id="summary"[^>]*value="([^"]*)"', re.S)


class Writer:
    """A member at a browser of their own, who may send at the same moment as others, with a sentence to write."""

    def __init__(self, app: Flask, session: Session, board: Board, number: int) -> None:
        """Sign a coordinator in."""
        member = MemberFactory(session=session, board_id=board.id, coordinator=True)
        # The tests' own client looks into the test's database session, which belongs to one thread.
        self.client = sign_in(FlaskClient(app, app.response_class, use_cookies=True), member)
        self.token, self.text = csrf(self.client), f"Sentence number {number} of many."

    def send(self, path: str, **form: Any) -> Any:
        """Send a form."""
        return self.client.post(path, data={"csrf_token": self.token, **form})


@pytest.fixture
def room(session: Session, board: Board, client: FlaskClient) -> Room:
    return published(session, board, client).open()


def writers(room: Room, board: Board, how_many: int = WRITERS) -> list[Writer]:
    return [Writer(room.client.application, room.session, board, number) for number in range(how_many)]


def at_once(crowd: list[Writer], do: Any) -> list[Any]:
    """Let everybody do it at the same moment."""
    together = Barrier(len(crowd))

    def one(writer: Writer) -> Any:
        together.wait(60)
        return do(writer)
    with ThreadPoolExecutor(len(crowd)) as threads:
        return list(threads.map(one, crowd))


def stored(room: Room) -> str:
    """Give what is written down as the line why."""
    room.session.rollback()
    room.session.expire_all()
    draft = recommendations.draft_of(room.session, room.discussion().id)
    return draft.summary if draft else ""


def test_of_many_texts_of_one_recommendation_one_stands_and_each_other_writer_is_shown_it(
        room: Room, board: Board) -> None:
    address, carried = f"/meetings/{room.meeting.local_date}/room{room.path()}/text", seen(room)
    crowd = writers(room, board)
    answers = at_once(crowd, lambda one: one.send(address, outcome="made", summary=one.text, **carried))
    assert Counter(each.status_code for each in answers) == {200: WRITERS}
    stands = stored(room)
    shown = [html.unescape(each.get_json()["stored"]) for each in answers]
    assert [stands in text or one.text == stands for one, text in zip(crowd, shown, strict=True)] == [True] * WRITERS
    assert sum(text == "" for text in shown) == 1


def test_whoever_adds_to_what_they_see_until_it_stands_loses_nothing_of_anybody(room: Room, board: Board) -> None:
    page = f"/meetings/{room.meeting.local_date}/room{room.path()}"

    def add(one: Writer) -> int:
        for turn in range(1, 2 * WRITERS):
            read = one.client.get(page).get_data(as_text=True)
            before, stamps = TYPED.search(read), HIDDEN.search(read)
            assert before and stamps
            text = f"{html.unescape(before[1] or before[2] or '')} {one.text}".strip()
            told = one.send(f"{page}/text", outcome="made", summary=text, draft_seen=html.unescape(stamps[1]))
            if told.get_json()["stored"] == "":
                return turn
        raise AssertionError("One writer never got through.")
    crowd = writers(room, board, MERGING)
    at_once(crowd, add)
    assert sorted(re.findall("Sentence number [0-9]+ of many.", stored(room))) == sorted(one.text for one in crowd)


def test_many_texts_of_one_answer_stand_or_are_shown_and_all_are_in_the_history(room: Room, board: Board) -> None:
    case_id = room.cases[0].id
    address, crowd = f"/cases/{case_id}/complete", writers(room, board)
    sent = at_once(crowd, lambda one: one.send(address, patient_goals=one.text, key=one.text, **{"seen-host": "0"}))
    codes = Counter(each.status_code for each in sent)
    assert codes == {303: 1, 409: WRITERS - 1}
    room.session.expire_all()
    stands = cases.whole(room.session, case_id).answers["patient_goals"]
    for one, answer in zip(crowd, sent, strict=True):
        page = html.unescape(answer.get_data(as_text=True))
        assert one.text == stands or (one.text in page and stands in page)
    history = html.unescape(crowd[0].client.get(f"{address}/history").get_data(as_text=True))
    assert [one.text for one in crowd if one.text not in history] == []
