"""What people see of their notices: list, own week, calendar file, choice; how the mail stands; the heartbeat."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.factories import FRIDAY, NOW, MeetingFactory, MemberFactory
from tests.house.fixed_clock import set_clock
from tests.mailbox import mail_by, tell
from tests.reading import as_read
from tests.rooms import Room
from tests.signing import csrf, sign_in
from tests.telling import PUBLISH, build
from tumorboard import clock
from tumorboard.db import db
from tumorboard.models import Board, Heartbeat, MailChoice, Meeting, Member, Notice
from tumorboard.vocabulary.notices import Trouble
from tumorboard.vocabulary.workflow import MeetingStatus

DAY = timedelta(days=1)


@pytest.fixture
def meeting(session: Session, board: Board) -> Meeting:
    """A frozen meeting, on the morning after which the clock stands."""
    made: Meeting = MeetingFactory(session=session, board_id=board.id, status=MeetingStatus.FROZEN, frozen_at=NOW)
    set_clock(session, board)
    session.commit()
    return made


@pytest.fixture
def changed(session: Session, meeting: Meeting, chair: Member, people: list[Member]) -> list[Member]:
    """Two revisions after the first; each moved Ada's block, neither anybody else's."""
    ada, ben, _cy = people
    for number, begins in enumerate((18, 30, 40)):
        build(session, meeting, {ada: (begins, begins + 28), ben: (0, 6)}, chair, PUBLISH + timedelta(hours=number))
    return people


def post(client: FlaskClient, path: str, **typed: object) -> tuple[int, str | None]:
    """Send a form."""
    answer = client.post(path, data={"csrf_token": csrf(client), **typed})
    return answer.status_code, answer.headers.get("Location")


def words(answer: TestResponse) -> str:
    """Give what a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", as_read(answer)).split())


def page(client: FlaskClient, path: str) -> str:
    """Read a page that opens."""
    answer = client.get(path)
    assert answer.status_code == 200
    return words(answer)


def new(seen: str) -> int:
    """Count what is marked as new; the board meets in New York."""
    return len(re.findall("New (?!York)", seen))


def test_the_list_has_ones_own_notices_and_marks_them_as_read(
    client: FlaskClient, session: Session, changed: list[Member]
) -> None:
    ada, ben, cy = changed
    seen = page(sign_in(client, ada), "/notices")
    assert seen.index("Needed 7:40–8:08 instead of 7:30–7:58") < seen.index("Needed 7:18–7:46 on Friday, Dec 4")
    assert new(seen) == 1 and "Waits for the mail" not in seen and "No mail goes out from here" in seen
    assert post(client, "/notices/read") == (303, "/notices")
    assert new(page(client, "/notices")) == 0
    assert new(page(sign_in(client, ben), "/notices")) == 1
    assert "not told you anything yet" in page(sign_in(client, cy), "/notices")


def test_the_week_says_what_changed_until_it_was_seen(
    client: FlaskClient, session: Session, changed: list[Member]
) -> None:
    ada, ben, _cy = changed
    sign_in(client, ada)
    week = page(client, "/")
    assert "Needed 7:40–8:08 instead of 7:30–7:58 on Friday, Dec 4." in week and "7:40 – 8:08" in week
    assert "You may leave before and after." in week and "All notices, 1 new" in week
    newest = session.scalars(select(Notice).where(Notice.subject.startswith("Needed 7:40"))).one()
    assert post(client, f"/notices/{newest.id}/read") == (303, "/")
    week = page(client, "/")
    assert "instead of" not in week and "Nothing new." in week
    assert post(sign_in(client, ben), f"/notices/{newest.id}/read")[0] == 404
    assert "instead of" not in page(client, "/")


def test_who_stays_reads_that_it_is_the_whole_meeting_and_who_is_not_asked_for_that_nobody_asks(
    client: FlaskClient, session: Session, chair: Member, changed: list[Member]
) -> None:
    assert "You are needed the whole meeting 7:00 – 8:24" in page(sign_in(client, chair), "/")
    week = page(sign_in(client, changed[2]), "/")
    assert "You are not needed Not this time" in week and "into your calendar" not in week


def test_a_block_is_a_calendar_file_with_times_and_a_link(
    client: FlaskClient, session: Session, board: Board, meeting: Meeting, chair: Member, changed: list[Member]
) -> None:
    board.name = "Board; one,\r\nATTACH:file"
    session.commit()
    path = f"/notices/block/{FRIDAY}.ics"
    answer = sign_in(client, changed[0]).get(path)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="tumor-board-{FRIDAY}.ics"'
    lines = answer.text.replace("\r\n ", "").splitlines()
    assert {"DTSTART:20261204T124000Z", "DTEND:20261204T130800Z", "SEQUENCE:3", "STATUS:CONFIRMED",
            "SUMMARY:Board\\; one\\,\\nATTACH:file: you are needed", "DESCRIPTION:http://localhost/"} <= set(lines)
    assert len(lines) == 15
    assert "DTEND:20261204T132400Z" in sign_in(client, chair).get(path).text
    assert sign_in(client, changed[2]).get(path).status_code == 404
    assert client.get("/notices/block/2026-12-11.ics").status_code == 404
    assert client.get("/notices/block/someday.ics").status_code == 404


def test_of_a_meeting_that_is_not_held_there_is_no_block(
    client: FlaskClient, session: Session, meeting: Meeting, changed: list[Member]
) -> None:
    meeting.status, meeting.skip_reason = MeetingStatus.SKIPPED, "Snow"
    session.commit()
    assert sign_in(client, changed[0]).get(f"/notices/block/{FRIDAY}.ics").status_code == 404


def test_a_member_chooses_what_comes_by_mail(client: FlaskClient, session: Session, people: list[Member]) -> None:
    ada = people[0]
    sign_in(client, ada)
    assert page(client, "/profile").count("Notices by mail") == 1
    assert post(client, "/profile/mail", topics=["cases"], seen="0") == (303, "/profile")
    session.expire_all()
    row = session.get_one(MailChoice, ada.id)
    assert (row.declined, row.version) == (["needed", "reminders"], 1)
    assert post(client, "/profile/mail", topics=[], seen="0")[0] == 409
    assert post(client, "/profile/mail", topics=["everything"], seen="1")[0] == 422
    assert post(client, "/profile/mail", seen="1") == (303, "/profile")


def test_what_was_not_delivered_is_named_to_those_who_look_after_it(
    client: FlaskClient, session: Session, board: Board, people: list[Member]
) -> None:
    set_clock(session, board)
    coordinator = MemberFactory(session=session, board_id=board.id, coordinator=True)
    tell(session, people)
    ada, ben, _cy = people
    for person, given_up in ((ada, NOW), (ben, None)):
        session.execute(update(Notice).where(Notice.member_id == person.id).values(
            trouble=Trouble.ADDRESS, tries=2, given_up_at=given_up, next_try_at=None if given_up else NOW + DAY))
    session.commit()
    sign_in(client, coordinator)
    assert "1 notice could not be mailed" in page(client, "/")
    seen = page(client, "/mail")
    assert "No mail server is set" in seen and seen.count("refuses the member’s address") == 2
    assert "Given up Tue, Dec 1, 3:40 pm" in seen and "Again Wed, Dec 2, 3:40 pm" in seen
    lost = session.scalars(select(Notice).where(Notice.member_id == ada.id)).one()
    assert post(client, f"/mail/{lost.id}/again") == (303, "/mail")
    session.expire_all()
    assert (lost.given_up_at, lost.tries, lost.next_try_at is not None) == (None, 0, True)
    assert "could not be mailed" not in page(client, "/")
    assert sign_in(client, ada).get("/mail").status_code == 403


def test_a_letter_that_went_out_is_not_sent_again(client: FlaskClient, session: Session, board: Board,
                                                  people: list[Member]) -> None:
    tell(session, people[:1])
    session.execute(update(Notice).values(sent_at=NOW, next_try_at=None))
    session.commit()
    sent = session.scalars(select(Notice)).one()
    sign_in(client, MemberFactory(session=session, board_id=board.id, admin=True))
    assert post(client, f"/mail/{sent.id}/again") == (303, "/mail")
    session.expire_all()
    assert sent.next_try_at is None


def test_the_mail_page_says_for_how_long_letters_wait(
    app: Flask, client: FlaskClient, session: Session, board: Board, people: list[Member]
) -> None:
    set_clock(session, board)
    sign_in(client, MemberFactory(session=session, board_id=board.id, admin=True))
    with mail_by(app, 25):
        assert "No letter waits" in page(client, "/mail")
        tell(session, people, at=NOW - timedelta(hours=2))
        assert "3 letters wait, the oldest for 2 h" in page(client, "/mail")


def test_a_monitor_reads_how_long_the_oldest_letter_waits(
    client: FlaskClient, session: Session, people: list[Member]
) -> None:
    ready = client.get("/health/ready").get_json()
    assert (ready["mail"], ready["waiting_notices"], ready["oldest_waiting_notice"]) == (False, 0, None)
    tell(session, people)
    session.execute(update(Notice).where(Notice.member_id == people[0].id).values(given_up_at=NOW, next_try_at=None))
    session.commit()
    ready = client.get("/health/ready").get_json()
    assert (ready["waiting_notices"], ready["undelivered_notices"], ready["oldest_waiting_notice"]) == (
        2, 1, NOW.isoformat())


@pytest.mark.parametrize(("age", "beat", "is_late"), [
    (timedelta(seconds=20), "Scheduler last tick 2", False),
    (timedelta(minutes=4), "Scheduler last tick 4 min ago", False),
    (timedelta(minutes=6), "Scheduler late last tick 6 min ago", True), (None, "Scheduler late has never run", True)])
def test_the_header_of_every_page_says_when_the_scheduler_ticked_and_warns_when_it_is_late(
        client: FlaskClient, chair: Member, age: timedelta | None, beat: str, is_late: bool) -> None:
    if age is not None:
        db.session.add(Heartbeat(board_id=chair.board_id, ticked_at=clock.real_now() - age, host="here"))
        db.session.commit()
    sign_in(client, chair)
    for path in ("/", "/cases", "/profile", "/notices", "/nowhere"):
        seen = words(client.get(path))
        assert beat in seen.partition("Sign out")[0], path
        assert ("Dockets are not being built" in seen) is is_late


def test_the_room_says_it_too(room: Room) -> None:
    room.open()
    assert "has never run" in room.get("/attendance")[1].partition("<main")[0]
    assert "Dockets are not being built" in room.get("/attendance")[1]
