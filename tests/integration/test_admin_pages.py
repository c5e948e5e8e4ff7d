"""Accounts, settings and the record of changes."""

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import NOW, CaseFactory, MemberFactory, PatientFactory
from tests.signing import csrf, sign_in
from tumorboard.models import Board, CaseEvent, Member
from tumorboard.queries import events
from tumorboard.services import board_policy
from tumorboard.services.board_policy import Proposal
from tumorboard.services.record import record
from tumorboard.vocabulary.people import Role


def as_admin(client: FlaskClient, session: Session, board: Board) -> Member:
    admin: Member = MemberFactory(session=session, board_id=board.id, admin=True, username="admin")
    sign_in(client, admin)
    return admin


def settings(client: FlaskClient, **change: str) -> dict[str, str]:
    return {"csrf_token": csrf(client), "seen": "1", "name": "Tumor Board", "hospital": "General Hospital",
            "zone": "America/New_York", "starts": "07:30", "minutes": "90",
            "cutoff_days_before": "2", "cutoff": "12:00", "publish": "17:00", **change}


def test_a_disabled_account_is_out_at_once_and_may_come_back(client: FlaskClient, session: Session,
                                                             board: Board) -> None:
    other = MemberFactory(session=session, board_id=board.id)
    admin = as_admin(client, session, board)
    elsewhere = sign_in(client.application.test_client(), other)
    address, own = f"/accounts/{other.id}", f"/accounts/{admin.id}"
    token = {"csrf_token": csrf(client)}
    assert [client.post(f"{each}/disable", data=token).status_code for each in (address, own)] == [303, 409]
    assert elsewhere.get("/profile").status_code == 303
    assert "Disabled" in client.get("/accounts").get_data(as_text=True)
    assert client.post(f"{address}/enable", data=token).status_code == 303
    assert sign_in(elsewhere, session.get_one(Member, other.id)).get("/profile").status_code == 200


def test_an_administrator_gives_roles_over_accounts_but_no_clinical_ones(client: FlaskClient, session: Session,
                                                                         board: Board) -> None:
    other = MemberFactory(session=session, board_id=board.id)
    as_admin(client, session, board)
    address, token = f"/accounts/{other.id}", csrf(client)
    typed = {"csrf_token": token, "seen": "1", "name": "Ada Auditor", "email": ""}
    assert client.post(address, data={**typed, "roles": ["chair"]}).status_code == 422
    assert client.post(address, data={**typed, "roles": ["auditor"]}).status_code == 303
    assert "Auditor, Specialist" in client.get("/accounts").get_data(as_text=True)


def test_a_new_auditor_is_added_once(client: FlaskClient, session: Session, board: Board) -> None:
    as_admin(client, session, board)
    typed = {"csrf_token": csrf(client), "key": "k", "name": "Ada Auditor", "username": "auditor", "roles": ["auditor"]}
    assert [client.post("/accounts/new", data=typed).status_code for _ in range(2)] == [303, 303]
    assert client.post("/accounts/new", data={**typed, "key": "k2"}).status_code == 422
    assert client.post("/accounts/new", data={**typed, "key": "k3", "username": "x", "roles": []}).status_code == 422


def test_a_link_from_the_accounts_page_opens_the_password_form(client: FlaskClient, session: Session,
                                                              board: Board) -> None:
    auditor = MemberFactory(session=session, board_id=board.id, auditor=True)
    address = f"/accounts/{auditor.id}/link"
    as_admin(client, session, board)
    text = client.post(address, data={"csrf_token": csrf(client)}).get_data(as_text=True)
    link = text.partition("http://localhost")[2].partition('"')[0]
    assert client.application.test_client().get(link).status_code == 200


def test_settings_are_changed_against_the_version_that_was_seen(client: FlaskClient, session: Session,
                                                               board: Board) -> None:
    as_admin(client, session, board)
    assert 'value="07:00"' in client.get("/settings").get_data(as_text=True)
    assert client.post("/settings", data=settings(client, room="Room 4", weekday="0")).status_code == 303
    found = session.get_one(Board, board.id)
    assert (found.room, f"{found.starts:%H:%M}", found.weekday, found.version) == ("Room 4", "07:30", 4, 2)
    assert client.post("/settings", data=settings(client)).status_code == 409


def test_settings_that_the_week_cannot_keep_are_refused_in_words(client: FlaskClient, session: Session,
                                                                board: Board) -> None:
    as_admin(client, session, board)
    wrong = ({"zone": "Mars/Olympus"}, {"starts": "03:00"}, {"publish": "09:00"}, {"minutes": "many"},
             {"video_link": "http://video.example"}, {"starts": ""})
    assert [client.post("/settings", data=settings(client, **each)).status_code for each in wrong] == [422] * len(wrong)
    assert session.get_one(Board, board.id).version == 1


def test_a_meeting_is_longer_than_what_the_policy_keeps_free(client: FlaskClient, session: Session,
                                                             board: Board) -> None:
    admin = as_admin(client, session, board)
    values = {**board_policy.in_force(session, board).values, "reserve_minutes": 45}
    board_policy.change(session, board, Proposal(values, "Many emergencies.", 1), by=admin, now=NOW)
    session.commit()
    answer = client.post("/settings", data=settings(client, minutes="30"))
    assert answer.status_code == 422
    assert "The board’s policy keeps 45 minutes free: enter more than that." in answer.get_data(as_text=True)


def test_the_record_names_the_case_and_no_patient(client: FlaskClient, session: Session, board: Board) -> None:
    member = MemberFactory(session=session, board_id=board.id, name="Ada Doer")
    patient = PatientFactory(session=session, board_id=board.id)
    case = CaseFactory(session=session, board_id=board.id, submitter=member, patient_id=patient.id, number=2417)
    record(session, case, "case.accepted", by=member, at=NOW)
    record(session, case, "case.sung_about", by=member, at=NOW)
    session.commit()
    sign_in(client, MemberFactory(session=session, board_id=board.id, auditor=True))
    text = client.get("/events").get_data(as_text=True)
    assert [each in text for each in ("Ada Doer", "Accepted the case", "2417", "case.sung_about", "Quillfeather",
                                      "QUILLFEATHER")] == [True, True, True, True, False, False]


def test_the_record_is_read_page_by_page_and_by_person_and_day(client: FlaskClient, session: Session,
                                                              board: Board) -> None:
    member = MemberFactory(session=session, board_id=board.id)
    session.add_all(CaseEvent(board_id=board.id, at=NOW - timedelta(days=5), kind=f"kind.{number:03}",
                              by_id=member.id) for number in range(120))
    session.commit()
    asked, seen = events.Filter(by_id=member.id), []
    while True:
        lines, place = events.page(session, board, asked)
        seen += [line.event.kind for line in lines]
        if place is None:
            break
        asked = events.Filter(by_id=member.id, before=place)
    assert (len(seen), len(set(seen))) == (120, 120)
    sign_in(client, MemberFactory(session=session, board_id=board.id, auditor=True))
    days = [client.get(f"/events?day={day}&who={member.id}").get_data(as_text=True).count("kind.")
            for day in ("2026-11-26", "2026-11-27")]
    assert days == [50, 0]
    assert client.get("/events?day=soon").status_code == 422
    assert client.get("/events?before=nonsense&day=9999-12-31").status_code == 200


def test_accounts_settings_and_record_are_closed_to_everybody_else(client: FlaskClient, session: Session,
                                                                   board: Board) -> None:
    roles = [Role.COORDINATOR, Role.CHAIR, Role.SPECIALIST, Role.REFERRER, Role.CLINICIAN]
    people = [MemberFactory(session=session, board_id=board.id, roles=[role], specialties=[]) for role in roles]
    browsers = [sign_in(client.application.test_client(), each) for each in people]
    answers = {browser.get(address).status_code for browser in browsers
               for address in ("/accounts", "/settings", "/events", "/accounts/new")}
    assert answers == {403}
