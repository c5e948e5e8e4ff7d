"""The page of a late case: asked with everything it would change, decided once, refused in words."""

from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import MemberFactory
from tests.house.fixed_clock import set_clock
from tests.reading import as_read
from tests.signing import csrf, sign_in
from tests.weeks import LATE, NOW, PUBLISH, Week, published
from tests.weeks import week as a_week
from tumorboard.models import Board, Case, LateAddition
from tumorboard.services import submission
from tumorboard.vocabulary.workflow import CaseStatus, Lane, MeetingStatus

DOCKET = "/meetings/2026-12-04"
WHY = "Obstructed since last night."


@pytest.fixture
def week(session: Session, board: Board, client: FlaskClient) -> Week:
    """A published docket of three, and the coordinator's browser."""
    made = published(session, board)
    set_clock(session, board)
    session.commit()
    sign_in(client, made.coordinator)
    return made


@pytest.fixture
def late(week: Week) -> Case:
    """An emergency that came after publishing."""
    return week.emergency()


def look(client: FlaskClient, case: Case) -> tuple[int, str]:
    answer = client.get(f"{DOCKET}/late/{case.id}")
    return answer.status_code, as_read(answer)


def shown(client: FlaskClient, case: Case) -> str:
    return look(client, case)[1].partition('name="shown" value="')[2].partition('"')[0]


def post(client: FlaskClient, case: Case, remedy: str = "room", **typed: Any) -> tuple[int, str]:
    data = {"csrf_token": csrf(client), "reason": WHY, "key": str(uuid4()), "shown": shown(client, case)}
    answer = client.post(f"{DOCKET}/late/{case.id}", data={**data, "remedy": remedy, **typed})
    return answer.status_code, answer.headers.get("Location") or as_read(answer)


def test_the_docket_names_the_late_case_and_leads_to_the_decision(client: FlaskClient, week: Week, late: Case) -> None:
    text = as_read(client.get(DOCKET))
    assert "Came late" in text and f'href="{DOCKET}/late/{late.id}"' in text


def test_the_page_says_what_adding_would_do_before_it_is_done(client: FlaskClient, week: Week, late: Case) -> None:
    code, text = look(client, late)
    assert code == 200
    for words in ("Add a late case", "Added", "Price", "specialist-minutes in this place", "Told",
                  "No two published cases change their order.", "Add it and publish revision 2",
                  "Leave it for Friday, December 11"):
        assert words in text
    assert week.docket().revision == 1


def test_added_with_a_reason_it_is_the_next_revision(client: FlaskClient, week: Week, late: Case) -> None:
    assert post(client, late) == (303, DOCKET)
    assert (week.docket().revision, late.id in week.order()) == (2, True)
    assert "is on the docket, as the next revision" in as_read(client.get(DOCKET))


def test_without_a_reason_the_page_comes_back_and_says_what_to_write(
        client: FlaskClient, week: Week, late: Case) -> None:
    code, text = post(client, late, reason=" ")
    assert (code, "Write in a line why it cannot wait" in text, week.docket().revision) == (422, True, 1)


def test_a_double_click_adds_it_once(client: FlaskClient, session: Session, week: Week, late: Case) -> None:
    key, what = str(uuid4()), shown(client, late)
    answers = [post(client, late, key=key, shown=what) for _ in range(2)]
    assert answers == [(303, DOCKET)] * 2
    assert session.scalar(select(func.count()).select_from(LateAddition)) == 1
    assert week.docket().revision == 2


def test_a_docket_that_changed_meanwhile_is_not_changed_again(client: FlaskClient, week: Week, late: Case) -> None:
    what = shown(client, late)
    week.add(week.emergency())
    code, text = post(client, late, shown=what)
    assert (code, WHY in text, late.id in week.order()) == (409, True, False)


def test_where_it_does_not_fit_the_page_names_whom_it_would_displace_and_asks(
        client: FlaskClient, week: Week, late: Case) -> None:
    week.shorten(20)
    code, text = look(client, late)
    assert "It does not fit: 4 minutes are missing" in text
    for words in ("It would displace QUILLFEATHER, Dorothea", "Displace it and publish revision 2",
                  "Make the meeting longer by 4 min", "Ask for a huddle", "Leave it for Friday, December 11"):
        assert words in text


def test_the_displaced_case_tells_its_submitter_why_without_naming_the_other(
        client: FlaskClient, week: Week, late: Case) -> None:
    week.shorten(18)
    assert post(client, late, "displace")[0] == 303
    gone = next(case for case in week.session.scalars(select(Case)) if case.status is CaseStatus.READY)
    owner = MemberFactory(session=week.session, board_id=week.board.id, referrer=True)
    gone.submitter_id = owner.id
    week.session.commit()
    text = as_read(sign_in(client, owner).get(f"/cases/{gone.id}"))
    assert "Taken off the docket of Friday, December 4." in text
    assert "it ranks directly after emergencies" in text
    assert WHY not in text and "Gave its place on the docket of Friday, December 4 to an urgent case" in text


def test_a_routine_case_is_refused_with_the_next_meeting(client: FlaskClient, week: Week) -> None:
    code, text = look(client, week.emergency(tier=3, urgency="routine"))
    assert (code, "It is in line for Friday, December 11." in text) == (409, True)


@pytest.mark.parametrize("path", ["/meetings/2026-12-04/late/00000000-0000-0000-0000-000000000009",
                                  "/meetings/2031-01-01/late/{id}", "/meetings/nonsense/late/{id}"])
def test_what_does_not_exist_is_not_found(client: FlaskClient, week: Week, late: Case, path: str) -> None:
    assert client.get(path.format(id=late.id)).status_code == 404


def test_a_specialist_decides_nothing_here(client: FlaskClient, week: Week, late: Case) -> None:
    someone = MemberFactory(session=week.session, board_id=week.board.id)
    assert look(sign_in(client, someone), late)[0] == 403


def test_the_case_page_of_an_urgent_case_leads_to_the_docket(client: FlaskClient, week: Week, late: Case) -> None:
    assert f"{DOCKET}/late/{late.id}" in as_read(client.get(f"/cases/{late.id}"))


def test_publishing_needs_somebody_who_left(client: FlaskClient, week: Week, late: Case) -> None:
    def publish() -> int:
        return client.post(f"{DOCKET}/publish", data={"csrf_token": csrf(client), "key": str(uuid4())}).status_code
    assert publish() == 409
    submission.withdraw(week.session, week.case(week.order()[0]), "Moved away.", by=week.chair, now=LATE)
    week.session.commit()
    assert (publish(), week.docket().revision, late.id in week.order()) == (303, 2, False)


def test_a_seat_that_nobody_fills_is_named(client: FlaskClient, week: Week) -> None:
    late = week.emergency(specialties=("endocrinology", "genetics"))
    assert "Nobody who is coming fills: Genetics." in look(client, late)[1]


def test_a_pulled_out_case_without_room_is_a_decision_for_the_coordinator(
        client: FlaskClient, session: Session, board: Board) -> None:
    week = a_week(session, board, cases=2)
    listed = week.accepted(lane=Lane.SOC_LISTING)
    week.turn(NOW, PUBLISH).shorten(12)
    set_clock(session, board)
    session.commit()
    sign_in(client, week.chair)
    assert client.post(f"/cases/{listed.id}/pull-out", data={
        "csrf_token": csrf(client), "pull-reason": "The margin is not clear to me."}).status_code == 303
    sign_in(client, week.coordinator)
    assert "a member asks to discuss it" in as_read(client.get("/"))
    assert "Pulled out" in as_read(client.get(DOCKET))
    assert post(client, listed, "longer")[0] == 303
    assert listed.id in week.order()


def test_accepting_says_which_docket_the_case_is_in_line_for(client: FlaskClient, week: Week) -> None:
    late = week.emergency(status=CaseStatus.SUBMITTED, accepted_at=None, accepted_by_id=None)

    def accept() -> str:
        data = {"csrf_token": csrf(client), "seen": str(week.case(late.id).version), "key": str(uuid4())}
        answer = client.post(f"/cases/{late.id}/accept", data=data)
        return as_read(client.get(answer.headers["Location"]))
    assert ("Accepted. The docket of Friday, December 4 is fixed, so it is in line for the docket of Friday, "
            "December 11.") in accept()
    data = {"csrf_token": csrf(client), "seen": str(week.case(late.id).version), "key": str(uuid4())}
    client.post(f"/cases/{late.id}/withdraw-acceptance", data=data)
    week.meeting.status = MeetingStatus.OPEN
    week.session.commit()
    assert "Accepted. It is in line for the docket of Friday, December 4." in accept()
