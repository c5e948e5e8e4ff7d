"""Letters and minutes: queued by finishing the meeting, read by others once they are released."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW, MeetingFactory, MemberFactory
from tests.reading import as_read
from tests.recording import TREATMENT, events, record
from tests.rooms import Room, published
from tests.signing import csrf, sign_in
from tumorboard.models import Board, Member, Notice, PaperRelease, Recommendation
from tumorboard.queries import recommendations, releases
from tumorboard.services import closing, recommending, releasing
from tumorboard.vocabulary.notices import NoticeKind
from tumorboard.vocabulary.people import Role

MINUTES = f"/meetings/{FRIDAY.isoformat()}/room/minutes.pdf"


@pytest.fixture
def room(session: Session, board: Board, client: FlaskClient) -> Room:
    """Finish a meeting in which one case was decided and another was not reached."""
    found = published(session, board, client).open()
    doctor = MemberFactory(session=session, board_id=board.id, referrer=True)
    found.people["doctor"] = doctor
    found.cases[0].responsible_id = found.cases[0].submitter_id = doctor.id
    session.commit()
    record(found, 0, **TREATMENT, outcome="made", read_back_by=str(found.coordinator.id))
    found.post(f"{found.path(1)}/put-back")
    closing.close(session, found.meeting, by=found.coordinator, now=NOW)
    session.commit()
    return found


def papers(room: Room) -> dict[str, PaperRelease]:
    room.session.expire_all()
    rows = room.session.scalars(select(PaperRelease).order_by(PaperRelease.queued_at, PaperRelease.id))
    return {"letter" if each.recommendation_id else "minutes": each for each in rows}


def sign(room: Room) -> Recommendation:
    draft = recommendations.draft_of(room.session, room.discussion(0).id)
    assert draft is not None
    signed = recommending.sign(room.session, draft, seen=draft.version, by=room.people["chair"], now=NOW)
    room.session.commit()
    return signed


def release(room: Room, *which: str) -> str:
    """Press the button on the page of letters; give what it says then."""
    ids = [papers(room)[each].id for each in which]
    answer = room.client.post("/recommendations/letters/release", data={
        "csrf_token": csrf(room.client), "paper": [str(each) for each in ids]})
    return as_read(room.client.get(answer.headers["Location"]))


def browser(room: Room, member: Member) -> FlaskClient:
    return sign_in(room.client.application.test_client(), member)


def told(room: Room) -> list[Any]:
    room.session.rollback()
    return list(room.session.scalars(select(Notice.member_id).where(Notice.kind == NoticeKind.RELEASED)))


def test_finishing_queues_the_minutes_and_the_letter_on_each_recommendation_once(room: Room) -> None:
    assert sorted(papers(room)) == ["letter", "minutes"]
    releasing.queue_meeting(room.session, room.meeting, now=NOW)
    assert room.session.query(PaperRelease).count() == 2


def test_what_is_not_signed_waits(room: Room) -> None:
    page = as_read(room.client.get("/recommendations/letters"))
    assert "<b>0</b> can go out now, <b>2</b> wait for a signature" in page and "Waits for 1 signature" in page
    assert "Nothing was released" in release(room, "letter", "minutes")
    assert [each.released_at for each in papers(room).values()] == [None, None]


def test_a_signed_letter_is_released_once_and_whose_case_it_is_is_told_once(room: Room) -> None:
    sign(room)
    assert "<b>2</b> can go out now" in as_read(room.client.get("/recommendations/letters"))
    assert "1 paper released" in release(room, "letter")
    assert "Nothing was released" in release(room, "letter")
    letter = papers(room)["letter"]
    assert (letter.released_by_id, events(room, "letter.released")) == (room.coordinator.id, 1)
    assert told(room) == [room.people["doctor"].id]
    assert "by Dr. D. Whitlock" in as_read(room.client.get("/recommendations/letters/released"))


def test_others_read_the_recommendation_at_once_and_print_its_letter_once_it_is_released(room: Room) -> None:
    version, doctor = sign(room).id, browser(room, room.people["doctor"])
    page, letter = f"/recommendations/{version}", f"/recommendations/{version}/letter.pdf"
    found = doctor.get(page)
    assert found.status_code == 200 and "Letter not released yet" in as_read(found)
    assert "Print the letter" not in as_read(found)
    refused = doctor.get(letter)
    assert refused.status_code == 409 and "not released yet" in as_read(refused)
    assert room.client.get(letter).status_code == 200
    release(room, "letter")
    assert doctor.get(letter).mimetype == "application/pdf"
    assert "Print the letter" in as_read(doctor.get(page)) and "Letter released" in as_read(doctor.get(page))


def test_members_read_the_minutes_once_they_are_released(room: Room) -> None:
    sign(room)
    member, meeting = browser(room, room.people["deputy"]), f"/meetings/{FRIDAY.isoformat()}"
    assert member.get(MINUTES).status_code == 409 and "Print the minutes" not in as_read(member.get(meeting))
    tag = member.get(meeting).headers["ETag"]
    assert "1 paper released" in release(room, "minutes")
    assert member.get(MINUTES).mimetype == "application/pdf"
    # Whoever holds the page of before gets the new one.
    again = member.get(meeting, headers={"If-None-Match": tag})
    assert again.status_code == 200 and "Print the minutes" in as_read(again)
    assert browser(room, room.people["doctor"]).get(MINUTES).status_code == 403


def test_an_amended_recommendation_has_a_letter_of_its_own_and_the_replaced_one_never_goes_out(room: Room) -> None:
    first = sign(room)
    older = papers(room)["letter"].id
    recommending.amend(room.session, first, "New imaging.", by=room.people["chair"], now=NOW)
    room.session.commit()
    room.session.expire_all()
    second = sign(room)
    newer = releases.of_version(room.session, second.id)
    board = room.session.get_one(Board, room.meeting.board_id)
    assert newer is not None and [each.recommendation_id for each in releases.waiting(room.session, board)] == [
        None, second.id]
    assert releasing.release(room.session, board, [older, newer.id], by=room.coordinator, now=NOW) == 1
    assert room.session.get_one(PaperRelease, older).released_at is None


def test_a_letter_signed_during_the_meeting_is_queued_when_it_is_finished(
        session: Session, board: Board, client: FlaskClient) -> None:
    room = published(session, board, client).open()
    record(room, 0, **TREATMENT, outcome="made", read_back_by=str(room.coordinator.id))
    room.post(f"{room.path(1)}/put-back")
    signed = sign(room)
    assert papers(room) == {}
    assert "Letter goes out after the meeting" in as_read(room.client.get(f"/recommendations/{signed.id}"))
    closing.close(session, room.meeting, by=room.coordinator, now=NOW)
    session.commit()
    assert papers(room)["letter"].recommendation_id == signed.id


def test_what_is_released_stays_released_in_the_database_itself(room: Room) -> None:
    sign(room)
    release(room, "letter")
    letter = papers(room)["letter"].id
    for change in (update(PaperRelease).values(released_at=None, released_by_id=None), delete(PaperRelease)):
        with pytest.raises(IntegrityError), room.session.begin_nested():
            room.session.execute(change.where(PaperRelease.id == letter))


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.REFERRER, Role.CLINICIAN, Role.ADMIN, Role.AUDITOR])
def test_only_the_boards_desk_releases(room: Room, role: Role) -> None:
    sign(room)
    other = browser(room, MemberFactory(session=room.session, board_id=room.meeting.board_id, roles=(role,)))
    ids = [str(each.id) for each in papers(room).values()]
    answer = other.post("/recommendations/letters/release", data={"csrf_token": csrf(other), "paper": ids})
    assert answer.status_code == 403 and other.get("/recommendations/letters").status_code == 403
    assert [each.released_at for each in papers(room).values()] == [None, None]


def test_what_went_out_goes_on_over_pages_without_gap_or_repetition(room: Room) -> None:
    first = releases.PAGE + 4
    held = [MeetingFactory(session=room.session, board_id=room.meeting.board_id,
                           local_date=FRIDAY - timedelta(weeks=week)) for week in range(1, first + 1)]
    # Half of them went out at one instant.
    room.session.add_all(PaperRelease(
        meeting_id=each.id, queued_at=NOW, released_by_id=room.coordinator.id,
        released_at=NOW - timedelta(hours=max(0, place - first // 2))) for place, each in enumerate(held))
    room.session.commit()
    pages = [as_read(room.client.get("/recommendations/letters/released"))]
    while "Next page" in pages[-1]:
        place = pages[-1].rsplit("after=", 1)[1].split('"')[0]
        pages.append(as_read(room.client.get(f"/recommendations/letters/released?after={place}")))
    days = [each.local_date.isoformat() for each in held]
    assert sorted(day for page in pages for day in days if f"/meetings/{day}/" in page) == sorted(days)
    assert len(pages) == 2 and "Back to the first page" in pages[1]
