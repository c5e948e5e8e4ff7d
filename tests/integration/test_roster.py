"""The roster's pages: seats, people, answers, and skipped meetings."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW, CaseFactory, MeetingFactory, MemberFactory, PatientFactory
from tests.signing import csrf, sign_in
from tumorboard.db import db
from tumorboard.domain.errors import AnswerRefused, MoveRefused, Stale
from tumorboard.models import Board, Docket, DocketItem, Meeting, Member
from tumorboard.queries import meetings, members, roster
from tumorboard.services import availability, calendar_changes
from tumorboard.vocabulary.people import Answer, Role
from tumorboard.vocabulary.workflow import MeetingStatus

FAR = date(2099, 12, 4)


def far_meeting(session: Session, board: Board) -> Meeting:
    """A provisional meeting that lies ahead by the real clock, which the pages live by."""
    before = FAR - timedelta(days=2)
    return MeetingFactory(
        session=session, board_id=board.id, local_date=FAR, starts_at=datetime(2099, 12, 4, 12, tzinfo=UTC),
        freeze_at=datetime.combine(before, time(17), UTC), publish_at=datetime.combine(before, time(22), UTC))


def docketed(session: Session, board: Board, meeting: Meeting, needs: list[str]) -> None:
    who = MemberFactory(session=session, board_id=board.id)
    patient = PatientFactory(session=session, board_id=board.id)
    case = CaseFactory(session=session, board_id=board.id, submitter=who, patient_id=patient.id)
    docket = Docket(meeting_id=meeting.id, build=1, built_at=NOW, input_hash="x", proof="x", minutes_used=6,
                    specialist_minutes=6, first_come_minutes=6, lower_bound=6)
    session.add(docket)
    session.flush()
    session.add(DocketItem(docket_id=docket.id, case_id=case.id, position=1, start_min=0, minutes=6, tier=3,
                           needs=needs, people=[]))
    session.commit()


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_the_grid_names_a_gap_and_how_many_cases_need_the_seat(client: FlaskClient, session: Session,
                                                               board: Board) -> None:
    meeting = far_meeting(session, board)
    away = MemberFactory(session=session, board_id=board.id, name="Ada Away", specialties=["genetics"])
    docketed(session, board, meeting, ["genetics"])
    availability.answer(session, meeting, away, Answer.ABSENT, by=away, now=NOW)
    session.commit()
    text = page(sign_in(client, MemberFactory(session=session, board_id=board.id, coordinator=True)), "/roster")
    assert "gap, 1 case needs it" in text
    assert "0 of 17" in text


def test_a_called_deputy_covers_the_seat_and_is_named(client: FlaskClient, session: Session, board: Board) -> None:
    meeting = far_meeting(session, board)
    deputy = MemberFactory(session=session, board_id=board.id, name="Dee Puty", specialties=["genetics"])
    member = MemberFactory(session=session, board_id=board.id, specialties=["genetics"], deputy_id=deputy.id)
    availability.answer(session, meeting, member, Answer.DEPUTY, by=member, now=NOW)
    session.commit()
    text = page(sign_in(client, member), "/roster")
    assert ("deputy: Puty" in text, "1 of 17" in text) == (True, True)


def test_the_grid_is_drawn_with_as_many_reads_for_three_as_for_one(client: FlaskClient, session: Session,
                                                                   board: Board) -> None:
    far_meeting(session, board)
    sign_in(client, MemberFactory(session=session, board_id=board.id, coordinator=True))
    counts = []
    for _ in (1, 3):
        MemberFactory(session=session, board_id=board.id)
        MemberFactory(session=session, board_id=board.id)
        counts.append(reads(lambda: page(client, "/roster")))
    assert counts[0] == counts[1]


def reads(act: object) -> int:
    seen: list[str] = []
    note = lambda _c, _u, statement, *_: seen.append(statement)  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        act()  # type: ignore[operator]
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def test_an_answer_is_kept_changed_and_refused_when_it_lacks_a_time(client: FlaskClient, session: Session,
                                                                    board: Board) -> None:
    meeting = far_meeting(session, board)
    member = MemberFactory(session=session, board_id=board.id)
    meeting_id, member_id, address = meeting.id, member.id, f"/roster/availability/{FAR}"
    sign_in(client, member)
    late = {"csrf_token": csrf(client), "answer": "late", "seen": "0"}
    assert client.post(address, data=late).status_code == 422
    assert client.post(address, data={**late, "from_time": "nonsense"}).status_code == 422
    assert client.post(address, data={**late, "from_time": "7:20"}).status_code == 303
    row = roster.answer_of(session, session.get_one(Meeting, meeting_id), member_id)
    assert row is not None
    assert (row.answer, row.from_time) == (Answer.LATE, time(7, 20))
    assert client.post(address, data={**late, "answer": "present"}).status_code == 409
    assert client.post(address, data={**late, "answer": "present", "seen": "1"}).status_code == 303
    assert "In the room" in page(client, address)


@pytest.mark.parametrize("status", [MeetingStatus.CLOSED, MeetingStatus.SKIPPED])
def test_no_answer_is_kept_for_a_meeting_that_is_over(session: Session, board: Board, status: MeetingStatus) -> None:
    more = {"skip_reason": "Holiday"} if status == MeetingStatus.SKIPPED else {}
    meeting = MeetingFactory(session=session, board_id=board.id, status=status, **more)
    member = MemberFactory(session=session, board_id=board.id)
    with pytest.raises(MoveRefused):
        availability.answer(session, meeting, member, Answer.PRESENT, by=member, now=NOW)


def test_a_deputy_must_be_somebody_else_who_is_not_disabled(session: Session, board: Board) -> None:
    meeting = MeetingFactory(session=session, board_id=board.id)
    gone = MemberFactory(session=session, board_id=board.id, is_active=False)
    member = MemberFactory(session=session, board_id=board.id, deputy_id=gone.id)
    for deputy in (None, member, gone):
        with pytest.raises(AnswerRefused):
            availability.answer(session, meeting, member, Answer.DEPUTY, by=member, now=NOW, deputy=deputy)


def test_a_specialist_answers_for_nobody_else(client: FlaskClient, session: Session, board: Board) -> None:
    far_meeting(session, board)
    me, other = (MemberFactory(session=session, board_id=board.id) for _ in range(2))
    address = f"/roster/people/{other.id}/availability/{FAR}"
    sign_in(client, me)
    assert client.post(address, data={"csrf_token": csrf(client), "answer": "absent"}).status_code == 403
    assert client.get("/roster/people").status_code == 403


def person(client: FlaskClient, **change: object) -> dict[str, object]:
    return {"csrf_token": csrf(client), "name": "Ann New", "username": "annnew", "email": "", "roles": ["specialist"],
            "specialties": ["genetics"], "deputy": "", "key": "k1", **change}


def test_a_coordinator_adds_a_person_once_and_changes_them(client: FlaskClient, session: Session,
                                                           board: Board) -> None:
    sign_in(client, MemberFactory(session=session, board_id=board.id, coordinator=True))
    first = client.post("/roster/people/new", data=person(client))
    again = client.post("/roster/people/new", data=person(client))
    assert (first.status_code, again.status_code, first.location == again.location) == (303, 303, True)
    other = client.post("/roster/people/new", data=person(client, key="k2"))
    assert (other.status_code, "Somebody else has this user name" in other.get_data(as_text=True)) == (422, True)
    change = person(client, name="Ann Newer", specialties=["pathology"], seen="1", stays_whole_meeting="y")
    assert client.post(first.location, data=change).status_code == 303
    assert client.post(first.location, data=change).status_code == 409
    added = roster.by_username(session, session.get_one(Board, board.id))["annnew"]
    assert (added.name, added.specialties, added.stays_whole_meeting) == ("Ann Newer", ("pathology",), True)


def test_a_coordinator_gives_no_role_over_accounts_and_changes_no_own_role(client: FlaskClient, session: Session,
                                                                          board: Board) -> None:
    me = MemberFactory(session=session, board_id=board.id, coordinator=True, username="coord")
    admin = MemberFactory(session=session, board_id=board.id, admin=True)
    mine, theirs = f"/roster/people/{me.id}", f"/roster/people/{admin.id}"
    sign_in(client, me)
    wrong = [client.post("/roster/people/new", data=person(client, roles=["admin"])).status_code,
             client.post(mine, data=person(client, seen="1", roles=["coordinator", "chair"])).status_code,
             client.post(theirs, data=person(client, seen="1")).status_code,
             client.post(f"{theirs}/link", data={"csrf_token": csrf(client)}).status_code]
    assert wrong == [422, 422, 403, 403]
    assert roster.by_username(session, session.get_one(Board, board.id))["coord"].roles == {Role.COORDINATOR}


def test_new_roles_count_from_the_next_sign_in(client: FlaskClient, session: Session, board: Board) -> None:
    member = MemberFactory(session=session, board_id=board.id)
    address, elsewhere = f"/roster/people/{member.id}", sign_in(client.application.test_client(), member)
    sign_in(client, MemberFactory(session=session, board_id=board.id, coordinator=True))
    assert client.post(address, data=person(client, seen="1", roles=["chair"])).status_code == 303
    assert elsewhere.get("/profile").status_code == 303


def test_a_link_is_shown_once_and_a_new_one_ends_it(client: FlaskClient, session: Session, board: Board) -> None:
    member = MemberFactory(session=session, board_id=board.id)
    address = f"/roster/people/{member.id}/link"
    sign_in(client, MemberFactory(session=session, board_id=board.id, coordinator=True))
    shown = [client.post(address, data={"csrf_token": csrf(client)}).get_data(as_text=True) for _ in range(2)]
    links = [text.partition("http://localhost")[2].partition('"')[0] for text in shown]
    stranger = client.application.test_client()
    assert [stranger.get(link).status_code for link in links] == [404, 200]


def test_a_meeting_is_skipped_with_a_reason_and_reinstated(client: FlaskClient, session: Session,
                                                           board: Board) -> None:
    far_meeting(session, board)
    sign_in(client, MemberFactory(session=session, board_id=board.id, coordinator=True))
    token = csrf(client)
    skip, reinstate = (f"/roster/calendar/{FAR}/{verb}" for verb in ("skip", "reinstate"))
    assert client.post(skip, data={"csrf_token": token, "seen": "1", "reason": " "}).status_code == 422
    assert client.post(skip, data={"csrf_token": token, "seen": "1", "reason": "Thanksgiving"}).status_code == 303
    assert "Thanksgiving" in page(client, "/roster")
    assert client.post(skip, data={"csrf_token": token, "seen": "2", "reason": "Again"}).status_code == 409
    assert client.post(reinstate, data={"csrf_token": token, "seen": "2"}).status_code == 303
    found = meetings.on(session, session.get_one(Board, board.id), FAR)
    assert (found.status, found.skip_reason) == (MeetingStatus.PLANNED, None)


def test_neither_a_frozen_meeting_is_skipped_nor_a_past_one_reinstated(session: Session, board: Board) -> None:
    member = MemberFactory(session=session, board_id=board.id, coordinator=True)
    frozen = MeetingFactory(session=session, board_id=board.id, status=MeetingStatus.FROZEN)
    past = MeetingFactory(session=session, board_id=board.id, status=MeetingStatus.SKIPPED, skip_reason="Holiday",
                          local_date=FRIDAY - timedelta(weeks=1))
    with pytest.raises(MoveRefused):
        calendar_changes.skip(session, frozen, "Snow", seen=1, by=member, now=NOW)
    with pytest.raises(MoveRefused):
        calendar_changes.reinstate(session, past, seen=1, by=member, now=past.starts_at)
    with pytest.raises(Stale):
        calendar_changes.reinstate(session, past, seen=7, by=member, now=NOW)


@pytest.mark.parametrize("address", ["/roster/availability/tomorrow", "/roster/availability/2031-01-03"])
def test_a_date_without_a_meeting_is_not_found(client: FlaskClient, session: Session, board: Board,
                                               address: str) -> None:
    sign_in(client, MemberFactory(session=session, board_id=board.id))
    assert client.get(address).status_code == 404


def test_an_empty_board_says_what_will_fill_the_roster(client: FlaskClient, session: Session, board: Board) -> None:
    member: Member = MemberFactory(session=session, board_id=board.id)
    assert "No meeting is planned yet." in page(sign_in(client, member), "/roster")
    assert members.people(session, session.get_one(Board, board.id))[0].name == member.name
