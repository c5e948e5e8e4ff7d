"""The page of the search: what it shows, to whom, what it keeps under a name, and what it never puts in an address."""

from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.decided import Decided, decided
from tests.factories import CaseFactory, MemberFactory, PatientFactory
from tests.house.queries import count_queries
from tests.reading import as_read
from tests.signing import csrf, sign_in
from tumorboard.db import db
from tumorboard.models import Board, Case, CaseEvent, Member, SavedView
from tumorboard.queries import search

LIVER = {"q": "liver"}


@pytest.fixture
def world(session: Session, board: Board) -> Decided:
    return decided(session, board)


def look(client: FlaskClient, path: str = "", member: Member | None = None) -> tuple[int, str]:
    if member is not None:
        sign_in(client, member)
    answer = client.get(f"/search{path}")
    return answer.status_code, as_read(answer)


def post(client: FlaskClient, path: str = "", **typed: Any) -> tuple[int, str]:
    answer = client.post(f"/search{path}", data={"csrf_token": csrf(client), **typed})
    return answer.status_code, answer.headers.get("Location") or as_read(answer)


def a_case(world: Decided, **columns: Any) -> Case:
    patient = columns.pop("patient", None) or PatientFactory(session=world.session, board_id=world.board.id)
    return CaseFactory(session=world.session, board_id=world.board.id, submitter=world.referrer, patient=patient,
                       **columns)


def kept(world: Decided) -> list[tuple[str, dict[str, Any]]]:
    world.session.rollback()
    world.session.expire_all()
    return [(row.name, {key: value for key, value in row.asked.items() if value})
            for row in world.session.scalars(select(SavedView).order_by(SavedView.name))]


def test_nothing_is_looked_for_until_something_is_asked(world: Decided, client: FlaskClient) -> None:
    code, text = look(client, member=world.coordinator)
    assert (code, "<table" in text, "Keep this search" in text) == (200, False, False)
    assert "<table" not in post(client, q="  ")[1]


def test_a_case_is_shown_with_the_words_marked_where_they_stand(world: Decided, client: FlaskClient) -> None:
    held = world.case(question="Debulk the liver, or watch?")
    world.sign(held)
    sign_in(client, world.coordinator)
    code, text = post(client, q="liv")
    assert (code, "Debulk the <mark>liver</mark>, or watch?" in text, "QUILLFEATHER, Dorothea" in text) == (
        200, True, True)
    assert "<mark>Lanreotide</mark>, 120 mg" in post(client, q="lanreotide")[1]
    assert f"/cases/{held.case_id}" in text


@pytest.mark.parametrize("question", [
    '<script>alert(1)</script> liver & "co"', "=cmd|' /C calc'!A0 liver", "\u202e liver"])
def test_hostile_words_are_shown_as_typed(world: Decided, client: FlaskClient, question: str) -> None:
    a_case(world, question=question)
    sign_in(client, world.coordinator)
    text = post(client, q='liver "<b>')[1]
    assert ("<script>alert" in text, 'value="liver &#34;&lt;b&gt;"' in text) == (False, True)
    assert "<mark>liver</mark>" in post(client, q="liver")[1]


def test_a_name_with_a_slip_is_asked_back(world: Decided, client: FlaskClient) -> None:
    a_case(world)
    sign_in(client, world.coordinator)
    text = post(client, q="dorothea quilfether")[1]
    assert ("Did you mean" in text, 'value="Dorothea Quillfeather"' in text, "<table" in text) == (True, True, False)
    assert "<table" in post(client, q="Dorothea Quillfeather")[1]
    sign_in(client, MemberFactory(session=world.session, board_id=world.board.id, referrer=True))
    assert "Quillfeather" not in post(client, q="quilfether")[1]


def test_choices_narrow_what_is_found(world: Decided, client: FlaskClient) -> None:
    lung, gut = a_case(world, net_family="lung_net"), a_case(world)
    sign_in(client, world.coordinator)
    text = post(client, q="resect", family="lung_net")[1]
    assert (f"/cases/{lung.id}" in text, f"/cases/{gut.id}" in text) == (True, False)
    code, text = post(client, q="resect", family="robot", met="yesterday")
    assert (code, "Choose one of the list" in text, "Enter a date like" in text, "<table" in text) == (
        422, True, True, False)


def test_pages_go_on_and_back(world: Decided, client: FlaskClient) -> None:
    patient = PatientFactory(session=world.session, board_id=world.board.id)
    numbers = [a_case(world, patient=patient).number for _ in range(search.PAGE + 2)]
    sign_in(client, world.coordinator)
    first = post(client, q="quillfeather")[1]
    assert (f'<td data-l="Case" class="num">{numbers[-1]}</td>' in first, "Next page" in first) == (True, True)
    place = first.split('name="after" value="')[1].split('"')[0]
    second = post(client, q="quillfeather", after=place)[1]
    assert [f'class="num">{each}</td>' in second for each in numbers[:3]] == [True, True, False]
    assert ("Next page" in second, "Back to the first page" in second) == (False, True)
    assert f'class="num">{numbers[-1]}</td>' in post(client, q="quillfeather", after="'; x")[1]


def test_a_search_is_kept_changed_and_removed_by_its_member(world: Decided, client: FlaskClient) -> None:
    case = a_case(world, question="Debulk the liver?")
    sign_in(client, world.coordinator)
    typed = {**LIVER, "name": "Livers", "key": "one click"}
    there = [post(client, "/views", **typed) for _ in range(2)]
    assert there[0] == there[1]
    path = there[0][1].removeprefix("/search")
    code, text = look(client, path)
    assert (code, f"/cases/{case.id}" in text, "<h1>Livers</h1>" in text, "liver" in path) == (200, True, True, False)
    assert kept(world) == [("Livers", LIVER)]
    view = world.session.scalars(select(SavedView)).one()
    asks = {"q": "lung", "name": "Lungs", "of": str(view.id), "seen": "1"}
    assert "Change the search" in post(client, **{**asks, "name": ""})[1]
    assert post(client, f"{path}/change", **asks, key="a")[0] == 303
    assert post(client, f"{path}/change", **asks, key="b")[0] == 409
    assert kept(world) == [("Lungs", {"q": "lung"})]
    assert [post(client, f"{path}/remove", seen=seen)[0] for seen in ("1", "2")] == [409, 303]
    assert (kept(world), look(client, path)[0]) == ([], 404)
    kinds = list(world.session.scalars(select(CaseEvent.kind).where(CaseEvent.kind.startswith("view.")).order_by(
        CaseEvent.at, CaseEvent.kind)))
    assert sorted(kinds) == ["view.changed", "view.removed", "view.saved"]


def test_what_cannot_be_kept_comes_back_with_what_was_typed(world: Decided, client: FlaskClient) -> None:
    sign_in(client, world.coordinator)
    post(client, "/views", **LIVER, name="Livers", key=str(uuid4()))
    for typed, words in (({**LIVER, "name": " "}, "Give the search a name"),
                         ({**LIVER, "name": "Livers"}, "of this name"),
                         ({"q": "", "name": "All"}, "Type a word or choose something"),
                         ({**LIVER, "name": "x" * 61}, "at most 60 characters")):
        code, text = post(client, "/views", **typed, key=str(uuid4()))
        assert (code, words in text, f'value="{typed["name"].strip()}"' in text) == (422, True, True)
    assert len(kept(world)) == 1


def test_nobody_sees_or_changes_the_search_of_another(world: Decided, client: FlaskClient) -> None:
    sign_in(client, world.coordinator)
    path = post(client, "/views", **LIVER, name="Livers", key="k")[1].removeprefix("/search")
    sign_in(client, world.chair)
    assert [look(client, path)[0], post(client, f"{path}/change", **LIVER, name="Mine", seen="1")[0],
            post(client, f"{path}/remove", seen="1")[0]] == [404, 404, 404]
    assert "Livers" not in look(client)[1]


def test_those_without_patients_have_no_search(world: Decided, client: FlaskClient) -> None:
    for trait in ("admin", "auditor"):
        sign_in(client, MemberFactory(session=world.session, board_id=world.board.id, **{trait: True}))
        assert (look(client)[0], post(client, q="quill")[0]) == (403, 403)


def test_a_longer_list_takes_no_more_queries(world: Decided, client: FlaskClient) -> None:
    sign_in(client, world.coordinator)
    token, counts = csrf(client), []
    for _ in range(2):
        held = world.case(question="Debulk the liver?")
        world.sign(held)
        client.post("/search", data={"csrf_token": token, **LIVER})
        with count_queries(db.engine) as sent:
            assert client.post("/search", data={"csrf_token": token, **LIVER}).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 12
