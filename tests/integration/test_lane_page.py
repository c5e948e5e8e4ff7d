"""The lane of a case on its page: pulled out by any member, listed by the coordinator with somebody's consent."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import MemberFactory
from tests.house.fixed_clock import set_clock
from tests.reading import as_read
from tests.signing import csrf, sign_in
from tests.weeks import NOW, PUBLISH, Week
from tests.weeks import week as a_week
from tumorboard.models import Board, Case, Member
from tumorboard.vocabulary.workflow import Decision, Lane

WHY = "The margin is not clear to me."
PROTOCOL = "Appendix NET of 8 mm, R0: no follow-up imaging."


@pytest.fixture
def week(session: Session, board: Board, client: FlaskClient) -> Week:
    """A Tuesday with one case to discuss, and the coordinator's browser."""
    made = a_week(session, board, cases=1)
    set_clock(session, board)
    session.commit()
    sign_in(client, made.coordinator)
    return made


@pytest.fixture
def listed(week: Week) -> Case:
    """A case that is only listed."""
    return week.accepted(lane=Lane.SOC_LISTING)


@pytest.fixture
def member(session: Session, board: Board) -> Member:
    """A specialist whom no case needs."""
    return MemberFactory(session=session, board_id=board.id, specialties=("genetics",), name="Teru Nakata")


def post(client: FlaskClient, path: str, **typed: Any) -> tuple[int, str]:
    answer = client.post(path, data={"csrf_token": csrf(client), **typed})
    return answer.status_code, answer.headers.get("Location") or as_read(answer)


def pull_out(client: FlaskClient, case: Case, reason: str = WHY) -> tuple[int, str]:
    return post(client, f"/cases/{case.id}/pull-out", **{"pull-reason": reason})


def test_any_member_who_reads_the_docket_pulls_a_case_out_with_a_reason(
        client: FlaskClient, week: Week, listed: Case, member: Member) -> None:
    week.turn(NOW)
    sign_in(client, member)
    assert "Pull it out for discussion" in as_read(client.get(f"/cases/{listed.id}"))
    assert pull_out(client, listed)[0] == 303
    assert week.row(listed).decision is Decision.ADMITTED
    text = as_read(client.get(f"/cases/{listed.id}"))
    assert "Pulled out for discussion by Dr. T. Nakata" in text and WHY in text


def test_without_a_reason_it_stays_listed_and_the_page_says_what_to_write(
        client: FlaskClient, week: Week, listed: Case) -> None:
    code, text = pull_out(client, listed, " ")
    assert (code, "Write in a line what the board should discuss." in text) == (422, True)
    assert week.case(listed.id).lane is Lane.SOC_LISTING


def test_after_publishing_it_gets_the_minutes_that_are_left(
        client: FlaskClient, week: Week, listed: Case, member: Member) -> None:
    week.turn(NOW, PUBLISH)
    assert pull_out(sign_in(client, member), listed)[0] == 303
    assert (week.docket().revision, listed.id in week.order()) == (2, True)


def test_a_referrer_pulls_nothing_out(client: FlaskClient, week: Week, listed: Case) -> None:
    referrer = MemberFactory(session=week.session, board_id=week.board.id, referrer=True)
    listed.submitter_id = referrer.id
    week.session.commit()
    assert "Pull it out" not in as_read(sign_in(client, referrer).get(f"/cases/{listed.id}"))
    assert pull_out(client, listed)[0] == 403


def test_the_coordinator_lists_a_case_with_the_consent_of_somebody_who_answers_for_it(
        client: FlaskClient, week: Week) -> None:
    case = week.accepted()
    there = f"/cases/{case.id}/list-only"
    assert there in as_read(client.get(f"/cases/{case.id}/triage"))
    assert client.get(there).status_code == 200
    version = week.case(case.id).version
    assert post(client, there, seen=version, reason=PROTOCOL, agreed_by=str(week.chair.id)) == (
        303, f"/cases/{case.id}")
    text = as_read(client.get(f"/cases/{case.id}"))
    assert "Listed, not discussed." in text
    assert "Listed without discussion by Dr. D. Whitlock; Dr. R. Vance agreed" in text and PROTOCOL in text


def test_without_consent_nothing_is_listed(client: FlaskClient, week: Week) -> None:
    case = week.accepted()
    code, text = post(client, f"/cases/{case.id}/list-only", seen=week.case(case.id).version, reason="", agreed_by="")
    assert code == 422
    assert "Write in a line which standard of care it follows." in text and "Choose who agreed" in text


def test_a_stale_page_lists_nothing(client: FlaskClient, week: Week) -> None:
    case = week.accepted()
    code, text = post(client, f"/cases/{case.id}/list-only", seen=77, reason=PROTOCOL, agreed_by=str(week.chair.id))
    assert (code, PROTOCOL in text) == (409, True)


def test_an_emergency_is_never_only_listed(client: FlaskClient, week: Week) -> None:
    case = week.accepted(tier=0, urgency="tumor_emergency")
    code, text = post(client, f"/cases/{case.id}/list-only", seen=week.case(case.id).version, reason=PROTOCOL,
                      agreed_by=str(week.chair.id))
    assert (code, "An emergency is always discussed." in text) == (409, True)


def test_editing_a_case_that_was_pulled_out_leaves_it_to_be_discussed(
        client: FlaskClient, week: Week, listed: Case) -> None:
    listed.submission_type = "soc_listing"
    week.session.commit()
    pull_out(client, listed)
    assert week.case(listed.id).lane is Lane.DISCUSS
    assert week.case(listed.id).submission_type == "soc_listing"


def test_a_case_that_is_not_ready_says_in_words_what_is_missing(client: FlaskClient, week: Week) -> None:
    case = week.accepted(net_family="gep_net")
    week.turn(NOW)
    assert week.row(case).decision is Decision.HELD
    text = as_read(client.get("/meetings/2026-12-04"))
    assert "owner" in text and week.row(case).reason.split(";")[0] in text
