"""Signing in and out, one-time links, and one's own account."""

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import MemberFactory
from tests.signing import csrf, sign_in
from tumorboard import clock
from tumorboard.models import Board, Member, SignIn
from tumorboard.queries import members
from tumorboard.services import accounts, sign_ins
from tumorboard.web.local_path import local_path
from tumorboard.web.signing_in import REFUSED

PASSWORD = "the ferry leaves at noon"


def with_password(session: Session, board: Board) -> Member:
    member = MemberFactory(session=session, board_id=board.id, username="aokafor")
    accounts.set_password(session, member, PASSWORD, by=member, now=clock.real_now())
    session.commit()
    return member


def try_password(client: FlaskClient, name: str, password: str, **more: str) -> tuple[int, str]:
    answer = client.post("/sign-in", data={"csrf_token": csrf(client), "name": name, "password": password, **more})
    return answer.status_code, answer.headers.get("Location") or answer.get_data(as_text=True)


def test_a_member_signs_in_by_user_name_or_address_and_goes_on(client: FlaskClient, session: Session,
                                                               board: Board) -> None:
    with_password(session, board)
    assert try_password(client, "AOkafor@example.org ", PASSWORD, next="/roster?x=1") == (303, "/roster?x=1")
    assert client.get("/profile").status_code == 200
    assert client.get("/sign-in?next=//elsewhere.example").headers["Location"] == "/"


def test_wrong_unknown_disabled_and_too_early_get_the_same_words(client: FlaskClient, session: Session,
                                                                board: Board) -> None:
    member = with_password(session, board)
    answers = {REFUSED in try_password(client, "aokafor", "something else entirely")[1] for _ in range(3)}
    too_early = try_password(client, "aokafor", PASSWORD)
    unknown = try_password(client, "nobody", PASSWORD)
    disabled = MemberFactory(session=session, board_id=board.id, username="gone", is_active=False,
                             password_hash=members.get(session, board, member.id).password_hash)
    gone = try_password(client, disabled.username, PASSWORD)
    assert answers == {True}
    assert [(code, REFUSED in text) for code, text in (too_early, unknown, gone)] == [(422, True)] * 3


def test_guesses_do_not_make_the_coordinators_form_stale(client: FlaskClient, session: Session, board: Board) -> None:
    member = with_password(session, board)
    before = member.version
    try_password(client, "aokafor", "something else entirely")
    session.expire_all()
    assert (member.version, member.failed_sign_ins) == (before, 1)


def test_signing_out_ends_the_session_in_the_database(client: FlaskClient, session: Session, board: Board) -> None:
    member = MemberFactory(session=session, board_id=board.id)
    sign_in(client, member)
    with client.session_transaction() as cookie:
        stolen = dict(cookie)
    answer = client.post("/sign-out", data={"csrf_token": csrf(client)})
    assert (answer.status_code, answer.headers["Clear-Site-Data"]) == (303, '"cache", "storage"')
    with client.session_transaction() as cookie:
        cookie.update(stolen)
    assert client.get("/profile").status_code == 303


def test_a_one_time_link_sets_a_password_once(client: FlaskClient, session: Session, board: Board) -> None:
    member = MemberFactory(session=session, board_id=board.id, name="Ada Newcomer")
    token = accounts.invite(session, member, by=member, now=clock.real_now())
    session.commit()
    link = f"/set-password/{token}"
    assert "Ada Newcomer" in client.get(link).get_data(as_text=True)
    typed = {"csrf_token": csrf(client), "password": PASSWORD, "password_again": PASSWORD}
    assert client.post(link, data={**typed, "password_again": "another one altogether"}).status_code == 422
    assert client.post(link, data={**typed, "password": "short", "password_again": "short"}).status_code == 422
    assert client.post(link, data=typed).status_code == 303
    assert client.post(link, data=typed).status_code == 409
    assert client.get(link).status_code == 404
    assert try_password(client, member.username, PASSWORD) == (303, "/")


def test_a_link_that_is_old_replaced_or_for_a_disabled_account_opens_nothing(session: Session, board: Board) -> None:
    member, now = MemberFactory(session=session, board_id=board.id), clock.real_now()
    first = accounts.invite(session, member, by=member, now=now)
    second = accounts.invite(session, member, by=member, now=now)
    late = now + timedelta(hours=72)

    def opens(token: str, at: object = now) -> bool:
        return accounts.standing_invitation(session, board, token, now=at) is not None

    assert [opens(first), opens(second), opens(second, late)] == [False, True, False]
    accounts.set_active(session, member, False, by=members.system(session, board.id, "command-line"), now=now)
    assert not opens(second)


def test_changing_the_password_ends_every_other_session(client: FlaskClient, session: Session, board: Board) -> None:
    member = with_password(session, board)
    elsewhere = sign_in(client.application.test_client(), member)
    sign_in(client, member)
    typed = {"csrf_token": csrf(client), "current_password": PASSWORD, "password": "the harbor freezes in march",
             "password_again": "the harbor freezes in march"}
    assert client.post("/profile/password", data={**typed, "current_password": "not this one"}).status_code == 422
    assert client.post("/profile/password", data=typed).status_code == 303
    assert (client.get("/profile").status_code, elsewhere.get("/profile").status_code) == (200, 303)


def test_a_member_ends_only_their_own_sessions(client: FlaskClient, session: Session, board: Board) -> None:
    mine, other = (MemberFactory(session=session, board_id=board.id) for _ in range(2))
    elsewhere, stranger = (sign_in(client.application.test_client(), who) for who in (mine, other))
    sign_in(client, mine)
    session.rollback()
    ids = [members.open_sign_ins(session, who, seen_after=clock.real_now() - timedelta(hours=1),
                                 begun_after=clock.real_now() - timedelta(hours=1))[-1].id for who in (mine, other)]
    answers = [client.post(f"/profile/sessions/{each}/end", data={"csrf_token": csrf(client)}).status_code
               for each in ids]
    assert answers == [303, 404]
    assert (elsewhere.get("/profile").status_code, stranger.get("/profile").status_code) == (303, 200)
    assert client.post("/profile/sign-out-everywhere", data={"csrf_token": csrf(client)}).status_code == 303
    assert client.get("/profile").status_code == 303


def test_proving_who_one_is_works_while_the_clock_is_set_back(client: FlaskClient, session: Session, board: Board
                                                                 ) -> None:
    member = MemberFactory(session=session, board_id=board.id)
    sign_in(client, member)
    row = session.scalars(select(SignIn).where(SignIn.member_id == member.id)).one()
    began = row.created_at
    sign_ins.prove_again(session, row.id, now=began - timedelta(minutes=2))
    session.commit()
    assert row.last_seen_at == began


def test_the_theme_is_kept_and_marks_the_page(client: FlaskClient, session: Session, board: Board) -> None:
    sign_in(client, MemberFactory(session=session, board_id=board.id))
    assert client.post("/profile/theme", data={"csrf_token": csrf(client), "theme": "dark"}).status_code == 303
    assert 'data-theme="dark"' in client.get("/profile").get_data(as_text=True)
    assert client.post("/profile/theme", data={"csrf_token": csrf(client), "theme": "pink"}).status_code == 422


def test_only_a_path_of_our_own_is_followed() -> None:
    hostile = ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "", "/\tx", None]
    assert [local_path(each, "/home") for each in hostile] == ["/home"] * len(hostile)
    assert local_path("/cases?page=2", "/home") == "/cases?page=2"
