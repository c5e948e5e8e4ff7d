"""The outbox's mail against a real server: away, refusing, asked by five at once, and senders that are killed."""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW, MemberFactory
from tests.integration.grounds import Ground
from tests.integration.ticking import Statements, processes, run
from tests.mailbox import Box, free_port, mail_by, open_box, tell
from tests.signing import sign_in
from tumorboard.db import db
from tumorboard.models import Board, Member, Notice
from tumorboard.scheduling.mail import deliver
from tumorboard.vocabulary.notices import Trouble

FULL = os.environ.get("SOAK") == "1"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def box(app: Flask) -> Iterator[Box]:
    """A mail server that takes everything, by which the application sends."""
    with open_box() as made, mail_by(app, made.port):
        yield made


@pytest.fixture
def people(session: Session, board: Board) -> list[Member]:
    """Five members, each with something that waits for the mail."""
    found = [MemberFactory(session=session, board_id=board.id, username=f"m{number}") for number in range(5)]
    tell(session, found)
    return found


def stored(session: Session) -> list[Notice]:
    """Read every notice anew."""
    session.rollback()
    session.expire_all()
    return list(session.scalars(select(Notice).order_by(Notice.queued_at, Notice.member_id)))


def addresses(people: list[Member]) -> list[str]:
    return sorted(str(each.email) for each in people)


def at(moment: Any) -> Any:
    """Give a clock that stands."""
    return lambda: moment


def test_each_letter_goes_out_once(app: Flask, session: Session, people: list[Member], box: Box) -> None:
    assert deliver(app, tell_time=at(NOW)) == (5, None)
    assert deliver(app, tell_time=at(NOW + DAY)) == (0, None)
    assert box.addresses == addresses(people)
    assert {(each.sent_at, each.tries, each.next_try_at, each.claimed_by) for each in stored(session)} == {
        (NOW, 1, None, None)}


def test_a_letter_has_times_and_a_link_and_is_known_by_its_id(
    app: Flask, session: Session, people: list[Member], box: Box
) -> None:
    deliver(app, tell_time=at(NOW))
    address, letter = box.taken[0]
    notice = session.scalars(select(Notice).join(Notice.member).where(Member.email == address)).one()
    assert letter["Message-ID"] == f"<{notice.id}@example.org>"
    assert (letter["From"], letter["To"], letter["Subject"]) == (
        "Tumor Board <board@example.org>", address, "A huddle asks for you")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Date"].datetime == NOW
    lines = letter.get_content().splitlines()
    assert lines[:3] == [notice.body, "", "https://board.example.org/"]
    assert lines[4] == "As of Tue, Dec 1, 3:40 pm." and lines[6].endswith("Times are those of New York.")


def test_a_server_away_for_two_days_loses_nothing_and_gets_nothing_twice(
    app: Flask, session: Session, people: list[Member], client: Any
) -> None:
    port, away = free_port(), timedelta(hours=48)
    with mail_by(app, port):
        for minutes in range(0, 48 * 60, 60):
            assert deliver(app, tell_time=at(NOW + timedelta(minutes=minutes))) == (0, Trouble.AWAY)
        tell(session, people, at=NOW + HOUR)
        assert sign_in(client, people[0]).get("/").status_code == 200
        with open_box(port) as box:
            for minutes in range(61):
                deliver(app, tell_time=at(NOW + away + timedelta(minutes=minutes)))
    assert box.addresses == sorted(addresses(people) * 2)
    assert Counter(box.ids).most_common(1)[0][1] == 1
    assert all(each.sent_at for each in stored(session))


def test_a_refused_address_holds_up_nobody_else(
    app: Flask, session: Session, people: list[Member], box: Box
) -> None:
    box.refused = {"m2@example.org"}
    assert deliver(app, tell_time=at(NOW)) == (4, None)
    left, = [each for each in stored(session) if each.sent_at is None]
    assert (left.member_id, left.trouble, left.next_try_at) == (people[2].id, Trouble.ADDRESS, NOW + DAY)
    for day in range(1, 9):
        deliver(app, tell_time=at(NOW + day * DAY))
    session.refresh(left)
    assert (left.given_up_at, left.next_try_at, left.tries) == (NOW + 7 * DAY, None, 8)


def test_a_server_that_asks_for_patience_is_asked_again_in_a_minute(
    app: Flask, session: Session, people: list[Member], box: Box
) -> None:
    box.to_letters = "451 4.7.1 Try again later"
    assert deliver(app, tell_time=at(NOW)) == (0, None)
    assert {each.trouble for each in stored(session)} == {Trouble.LATER}
    box.to_letters = "250 OK"
    assert deliver(app, tell_time=at(NOW + timedelta(minutes=1))) == (5, None)
    assert {each.trouble for each in stored(session)} == {None}


def test_five_senders_at_once_send_one_each(app: Flask, session: Session, people: list[Member], box: Box) -> None:
    for number in range(4):
        tell(session, people, at=NOW - number * HOUR)
    session.rollback()
    together, sent = Barrier(5), []

    def send() -> None:
        with app.app_context():
            together.wait(30)
            sent.append(deliver(app, tell_time=at(NOW))[0])
            db.session.remove()
    crew = [Thread(target=send) for _ in range(5)]
    for each in crew:
        each.start()
    for each in crew:
        each.join(60)
    assert sum(sent) == 20
    assert len(set(box.ids)) == len(box.ids) == 20


def test_a_claim_that_ran_out_is_taken_over_and_one_that_stands_is_not(
    app: Flask, session: Session, people: list[Member], box: Box
) -> None:
    for each in stored(session):
        each.claimed_by, each.claimed_until = "somebody who died", NOW + timedelta(minutes=10)
    session.commit()
    assert deliver(app, tell_time=at(NOW + timedelta(minutes=9))) == (0, None)
    assert deliver(app, tell_time=at(NOW + timedelta(minutes=11))) == (5, None)


def deliver_and_die(url: str, port: int, moment: Any, fatal: int) -> None:
    """Be one sender, and die before a statement."""
    from tests.integration.grounds import opened

    with opened(url) as app, mail_by(app, port), Statements(fatal):
        deliver(app, tell_time=at(moment))


@pytest.mark.soak
def test_a_sender_killed_anywhere_loses_nothing_and_at_most_repeats_an_id(ground: Ground) -> None:
    def fresh() -> Flask:
        app = ground.fresh()
        with app.app_context():
            person = db.session.scalars(select(Member).where(Member.email.is_not(None)).limit(1)).one()
            db.session.execute(Notice.__table__.delete())
            tell(db.session(), [person])
            db.session.remove()
        return app
    with open_box() as box:
        app = fresh()
        with app.app_context(), mail_by(app, box.port), Statements() as counted:
            deliver(app, tell_time=at(NOW))
            db.session.remove()
        places, system = range(1, counted.said + 1), processes()
        for fatal in places if FULL else [counted.said * 3 // 4, *Random(5).sample(places, 3)]:
            app = fresh()
            box.taken.clear()
            run([system.Process(target=deliver_and_die, args=(ground.url, box.port, NOW, fatal))])
            with app.app_context(), mail_by(app, box.port):
                deliver(app, tell_time=at(NOW + HOUR))
                assert all(each.sent_at for each in stored(db.session()))
                db.session.remove()
            assert len(set(box.ids)) == 1 and len(box.ids) in (1, 2), f"killed before statement {fatal}"


@pytest.mark.parametrize("name", ["Board\r\nBcc: spy@example.com", "\x1b[31mBoard", "B\u2028oard", '"<b>", board'])
def test_no_name_of_a_board_becomes_a_header(app: Flask, session: Session, board: Board, people: list[Member],
                                             box: Box, name: str) -> None:
    board.name = name
    session.commit()
    assert deliver(app, tell_time=at(NOW)) == (5, None)
    for _, letter in box.taken:
        assert letter["Bcc"] is None and "spy@example.com" not in box.addresses
        assert len(letter.keys()) == len({*letter.keys()})
        assert letter["From"].addresses[0].addr_spec == "board@example.org"


@pytest.mark.parametrize("address", [
    "a@example.org\r\nBcc: spy@example.com", "a@example.org, spy@example.com", "nobody", "Ada <a@example.org>",
    "jö@example.org", "@", "a b@example.org"])
def test_an_address_that_is_none_is_named_as_trouble(app: Flask, session: Session, board: Board, box: Box,
                                                     address: str) -> None:
    tell(session, [MemberFactory(session=session, board_id=board.id, email=address)])
    assert deliver(app, tell_time=at(NOW)) == (0, None)
    assert [(each.trouble, each.sent_at) for each in stored(session)] == [(Trouble.ADDRESS, None)]
    assert box.taken == []


def test_who_was_disabled_or_has_no_address_gets_no_mail(
    app: Flask, session: Session, people: list[Member], box: Box
) -> None:
    people[0].is_active, people[1].email = False, None
    session.commit()
    assert deliver(app, tell_time=at(NOW)) == (3, None)
    assert sum(each.next_try_at is None and each.sent_at is None for each in stored(session)) == 2


def test_a_server_set_for_the_first_time_sends_no_news_of_last_month(
    app: Flask, session: Session, people: list[Member], box: Box
) -> None:
    tell(session, people[:1], at=NOW + 29 * DAY)
    assert deliver(app, tell_time=at(NOW + 30 * DAY)) == (1, None)
    assert [each.given_up_at for each in stored(session)] == [None] * 6
