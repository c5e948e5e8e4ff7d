"""Guessing at the door: who goes through many names from one place waits, and nobody is shut out for good."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.conftest import SETTINGS
from tests.integration.test_accounts import PASSWORD, with_password
from tests.signing import csrf
from tumorboard import clock, create_app
from tumorboard.db import db, transaction
from tumorboard.models import AddressTry, Board
from tumorboard.services import trying
from tumorboard.web.signing_in import REFUSED, address_hash

HERE, ELSEWHERE = "192.0.2.7", "198.51.100.4"


def guess(client: FlaskClient, name: str, password: str = PASSWORD, address: str = HERE) -> tuple[int, bool]:
    """Try to come in from an address; give the answer's code, and whether it says what every refusal says."""
    answer = client.post("/sign-in", data={"csrf_token": csrf(client), "name": name, "password": password},
                         environ_overrides={"REMOTE_ADDR": address})
    return answer.status_code, REFUSED in answer.text


def hash_of(app: Flask, address: str) -> str:
    """Give the hash that an address is counted under."""
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        return address_hash()


def counted(session: Session, app: Flask, address: str = HERE) -> int:
    """Give how many failures stand against an address."""
    session.rollback()
    return session.scalars(select(AddressTry.failures).where(
        AddressTry.address_hash == hash_of(app, address))).one_or_none() or 0


def fail(session: Session, app: Flask, times: int) -> None:
    """Let so many tries from HERE have been in vain, the first of them long enough ago."""
    for each in range(times):
        assert trying.reserve(session, hash_of(app, HERE), now=clock.real_now() + timedelta(seconds=each - times))
    session.commit()


def test_many_names_from_one_place_wait_and_another_place_does_not(
        app: Flask, client: FlaskClient, session: Session, board: Board) -> None:
    with_password(session, board)
    fail(session, app, 20)
    assert guess(client, "nobody at all") == (422, True)
    assert guess(client, "aokafor") == (422, True)
    assert counted(session, app) == 21
    assert guess(client, "aokafor", address=ELSEWHERE) == (303, False)


def test_after_the_wait_the_right_password_opens_and_takes_its_own_try_back(
        app: Flask, client: FlaskClient, session: Session, board: Board) -> None:
    with_password(session, board)
    fail(session, app, 20)
    guess(client, "nobody at all")
    session.execute(update(AddressTry).values(next_try_at=clock.real_now()))
    session.commit()
    assert guess(client, "aokafor") == (303, False)
    assert counted(session, app) == 21


def test_a_try_that_came_too_early_for_its_address_does_not_count_against_the_account(
        app: Flask, client: FlaskClient, session: Session, board: Board) -> None:
    member = with_password(session, board)
    fail(session, app, 20)
    guess(client, "nobody at all")
    guess(client, "aokafor", "something else entirely")
    session.expire_all()
    assert member.failed_sign_ins == 0


def test_rest_forgives_and_a_day_forgets(app: Flask, session: Session, board: Board) -> None:
    now = clock.real_now()
    assert trying.reserve(session, "a" * 64, now=now - timedelta(days=2))
    fail(session, app, 20)
    session.execute(update(AddressTry).where(AddressTry.address_hash == hash_of(app, HERE)).values(
        last_try_at=now - timedelta(minutes=15, seconds=5)))
    session.commit()
    fail(session, app, 1)
    assert counted(session, app) == 6
    assert session.scalars(select(AddressTry.address_hash)).all() == [hash_of(app, HERE)]


def test_first_tries_at_the_same_moment_are_all_counted(app: Flask, session: Session, board: Board) -> None:
    def one(_: int) -> bool:
        with app.app_context(), transaction() as own:
            return trying.reserve(own, "b" * 64, now=clock.real_now())
    with ThreadPoolExecutor(6) as threads:
        assert list(threads.map(one, range(6))) == [True] * 6
    session.rollback()
    assert session.scalars(select(AddressTry.failures)).all() == [6]


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_the_address_itself_is_not_kept(app: Flask, client: FlaskClient, session: Session, board: Board) -> None:
    guess(client, "nobody at all")
    [stored] = session.scalars(select(AddressTry.address_hash))
    assert stored not in {HERE, sha256(HERE.encode()).hexdigest(), sha256(f"door {HERE}".encode()).hexdigest()}


@pytest.mark.parametrize(("one", "other", "are_one"), [
    ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True), ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
    ("192.0.2.7", "::ffff:192.0.2.7", True), ("192.0.2.7", "192.0.2.8", False), ("", "192.0.2.7", False)])
def test_a_network_of_the_long_addresses_counts_as_one(one: str, other: str, are_one: bool) -> None:
    app = Flask("addresses")
    app.config["SECRET_KEY"] = SETTINGS.secret_key
    assert (hash_of(app, one) == hash_of(app, other)) is are_one


@contextmanager
def behind(proxies: int) -> Iterator[FlaskClient]:
    """Give a browser of an application behind so many proxies, which tells under what hash it is seen."""
    app = create_app(replace(SETTINGS, database_url="sqlite://", proxies=proxies))

    @app.before_request
    def tell() -> str:
        return address_hash()
    app.before_request_funcs[None].insert(0, app.before_request_funcs[None].pop())
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize(("proxies", "is_told"), [(0, False), (1, True)])
def test_only_a_trusted_proxy_says_where_somebody_comes_from(proxies: int, is_told: bool) -> None:
    with behind(proxies) as client:
        told = [client.get("/", headers={"X-Forwarded-For": f"203.0.113.9, {each}"}).text for each in (HERE, ELSEWHERE)]
    assert (told[0] != told[1]) is is_told
