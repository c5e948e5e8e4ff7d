"""A specialist joins the board: from the coordinator's form to their first answer."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import MeetingFactory, MemberFactory
from tests.signing import csrf, sign_in
from tumorboard.models import Board


def test_a_specialist_joins_sets_a_password_answers_and_leaves(client: FlaskClient, session: Session,
                                                               board: Board) -> None:
    MeetingFactory(session=session, board_id=board.id)
    sign_in(client, MemberFactory(session=session, board_id=board.id, coordinator=True))
    form = {"csrf_token": csrf(client), "name": "Amara Okafor", "username": "aokafor", "credentials": "MD",
            "email": "aokafor@example.org", "roles": ["specialist"], "specialties": ["endocrinology"], "deputy": ""}
    where = client.post("/roster/people/new", data=form).location
    shown = client.post(f"{where}/link", data={"csrf_token": csrf(client)}).get_data(as_text=True)
    link = shown.partition("http://localhost")[2].partition('"')[0]

    newcomer = client.application.test_client()
    password = "the ferry leaves at noon"
    typed = {"csrf_token": csrf(newcomer), "password": password, "password_again": password}
    assert newcomer.post(link, data=typed).location == "/sign-in"
    back = f"/roster/availability/{MeetingFactory.local_date}"
    asked = newcomer.get(back)
    door = {"csrf_token": csrf(newcomer), "name": "aokafor@example.org", "password": password, "next": back}
    assert (asked.status_code, newcomer.post("/sign-in", data=door).location) == (303, back)
    answer = {"csrf_token": csrf(newcomer), "answer": "remote", "seen": "0"}
    assert newcomer.post(back, data=answer).status_code == 303
    assert "By video" in newcomer.get(back).get_data(as_text=True)
    assert "Endocrinology" in newcomer.get("/profile").get_data(as_text=True)
    assert newcomer.post("/sign-out", data={"csrf_token": csrf(newcomer)}).location == "/sign-in"
    assert newcomer.get("/roster").status_code == 303
