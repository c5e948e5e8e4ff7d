"""The board's policy: versions that stand, a look before a change, and cases and dockets that follow it."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW, CaseFactory, MeetingFactory, PatientFactory
from tests.reading import as_read
from tests.signing import csrf
from tumorboard.domain.errors import AnswerRefused, Stale
from tumorboard.models import Board, BoardPolicy, Case, CaseEvent, Docket, Meeting, Member
from tumorboard.queries import policies
from tumorboard.scheduling.advance import advance
from tumorboard.services import board_policy
from tumorboard.services.board_policy import Proposal

HIGH_PRESSURE = {"sbp": 172, "dbp": 100}
TODAY = date(2026, 12, 1)


def a_case(session: Session, board: Board, by: Member, **more: Any) -> Case:
    patient = PatientFactory(session=session, board_id=board.id)
    made: Case = CaseFactory(session=session, board_id=board.id, submitter=by, patient_id=patient.id, **more)
    return made


def values(session: Session, board: Board, **other: Any) -> dict[str, Any]:
    return {**board_policy.in_force(session, board).values, **other}


def put(session: Session, board: Board, by: Member, seen: int = 1, **other: Any) -> int:
    wanted = Proposal(values(session, board, **other), "As the committee decided.", seen)
    number = board_policy.change(session, board, wanted, by=by, now=NOW).number
    session.commit()
    return number


def test_a_new_board_begins_with_the_values_of_its_profile(session: Session, board: Board) -> None:
    [first] = policies.versions(session, board)
    found = board_policy.in_force(session, board)
    assert (first.number, first.set_by, found.number, found.reserve_minutes) == (1, None, 1, 10)
    assert first.chosen == found.values


def test_a_change_is_the_next_version_and_leaves_its_event(session: Session, board: Board, coordinator: Member) -> None:
    assert put(session, board, coordinator, reserve_minutes=15) == 2
    assert board_policy.in_force(session, board).reserve_minutes == 15
    event = session.scalars(select(CaseEvent).where(CaseEvent.kind == "policy.changed")).one()
    assert (event.by_id, event.detail) == (coordinator.id, {"number": 2, "settings": ["reserve_minutes"]})


@pytest.mark.parametrize("statement", [
    "UPDATE board_policy SET reason = 'other'", "UPDATE board_policy SET number = 7", "DELETE FROM board_policy"])
def test_a_version_never_changes(session: Session, board: Board, statement: str) -> None:
    with pytest.raises(DBAPIError, match="a version of the policy"):
        session.execute(text(statement))
    session.rollback()


@pytest.mark.parametrize(("changed", "reason", "field"), [
    ({"alpha_min_days": 99}, "Because.", "alpha_min_days"), ({"alpha_min_days": 12}, "  ", "reason"),
    ({}, "Because.", "reason"), ({"reserve_minutes": 60}, "Because.", "reserve_minutes"),
    ({"alpha_min_days": 12}, "x" * 501, "reason")])
def test_what_cannot_be_kept_is_refused_beside_its_field(
        session: Session, board: Board, coordinator: Member, changed: dict[str, Any], reason: str, field: str) -> None:
    board.minutes = 60
    with pytest.raises(AnswerRefused) as refused:
        board_policy.change(session, board, Proposal(values(session, board, **changed), reason, 1), by=coordinator,
                            now=NOW)
    assert list(refused.value.problems) == [field]


def test_a_change_on_an_older_version_is_stale(session: Session, board: Board, coordinator: Member) -> None:
    put(session, board, coordinator, reserve_minutes=15)
    with pytest.raises(Stale, match="the policy"):
        put(session, board, coordinator, seen=1, reserve_minutes=20)


def test_a_look_names_the_cases_that_would_be_judged_otherwise_and_stores_nothing(
        session: Session, board: Board, coordinator: Member) -> None:
    high = a_case(session, board, coordinator, net_family="ppgl", answers=HIGH_PRESSURE)
    a_case(session, board, coordinator, net_family="gep_net")
    a_case(session, board, coordinator, net_family="ppgl", answers=HIGH_PRESSURE, status="signed")
    [found] = board_policy.preview(session, board, values(session, board, bp_crisis_sbp=170), today=TODAY)
    assert (found.case.id, found.before.tier, found.after.tier) == (high.id, 3, 0)
    assert (found.before.due_on, found.after.due_on) == (date(2026, 12, 21), TODAY)
    assert (found.raised, found.gone) == (("bp_danger",), ())
    assert board_policy.in_force(session, board).number == 1


def test_undecided_cases_are_judged_anew_with_the_change(session: Session, board: Board, coordinator: Member) -> None:
    high = a_case(session, board, coordinator, net_family="ppgl", answers=HIGH_PRESSURE)
    decided = a_case(session, board, coordinator, net_family="ppgl", answers=HIGH_PRESSURE, status="signed")
    put(session, board, coordinator, bp_crisis_sbp=170)
    session.expire_all()
    assert [(each.tier, each.due_on) for each in (high, decided)] == [(0, TODAY), (3, date(2026, 12, 15))]
    event = session.scalars(select(CaseEvent).where(CaseEvent.kind == "case.reappraised")).one()
    assert (event.case_id, event.detail) == (high.id, {"policy": 2})


def test_other_days_move_the_day_by_which_a_case_is_due(session: Session, board: Board, coordinator: Member) -> None:
    case = a_case(session, board, coordinator)
    table = {**values(session, board)["urgency_tiers"], "routine": [3, 28]}
    put(session, board, coordinator, urgency_tiers=table)
    session.expire_all()
    assert case.due_on == date(2026, 12, 28)


def test_a_new_reserve_holds_for_dockets_that_are_not_frozen(session: Session, board: Board, coordinator: Member
                                                             ) -> None:
    dates = {"planned": FRIDAY + timedelta(weeks=1), "open": FRIDAY, "closed": FRIDAY - timedelta(weeks=1)}
    closed = {"closed_at": NOW, "closed_by_id": coordinator.id}
    for status, on in dates.items():
        MeetingFactory(session=session, board_id=board.id, status=status, local_date=on,
                       **(closed if status == "closed" else {}))
    put(session, board, coordinator, reserve_minutes=20)
    found = {each.status.value: each.reserve_minutes for each in session.scalars(select(Meeting))}
    assert found == {"planned": 20, "open": 20, "closed": 10}


def test_a_docket_says_by_which_policy_it_was_built_and_a_new_policy_builds_another(
        session: Session, board: Board, coordinator: Member) -> None:
    a_case(session, board, coordinator, accepted=True)
    advance(NOW)
    put(session, board, coordinator, reserve_minutes=20)
    advance(NOW)
    numbers = session.scalars(select(Docket.policy_number).order_by(Docket.build))
    assert list(numbers) == [1, 2]


def looked(browser: FlaskClient, part: str, **typed: Any) -> tuple[int, str]:
    answer = browser.post(f"/roster/policy/{part}", data={"csrf_token": csrf(browser), "seen": "1", **typed})
    return answer.status_code, answer.headers.get("Location") or as_read(answer)


DOCKET = {"reserve_minutes": "15", "break_above_minutes": "90", "break_minutes": "5", "complexity_tenths": "1",
          "urgent_first_half": "yes"}
WAITS = {"urgency_tiers-0": "1", "urgency_tiers-1": "10", "urgency_tiers-2": "14", "urgency_tiers-3": "28",
         "first_seen_days": "10", "bp_danger_seen_days": "1", "question_min_chars": "15"}


def test_the_page_shows_every_value_with_its_source_and_range(browser: FlaskClient) -> None:
    page = as_read(browser.get("/roster/policy"))
    for words in ("1, 10, 14, 21 days", "Guidelines: 7 to 14 days", "7 to 28", "Minutes kept for emergencies",
                  "The values with which the board was founded.", "version 1"):
        assert words in page


def test_a_change_is_looked_at_before_it_is_kept(
        session: Session, board: Board, browser: FlaskClient, coordinator: Member) -> None:
    a_case(session, board, coordinator)
    status, page = looked(browser, "waits", do="look", **WAITS)
    assert status == 200
    assert "1, 10, 14, 21 days → <b>1, 10, 14, 28 days</b>" in page
    assert ("QUILLFEATHER" in page, "Due Dec 28 instead of Dec 21." in page) == (True, True)
    assert session.scalars(select(BoardPolicy.number)).all() == [1]
    assert looked(browser, "waits", do="keep", reason="More cases than Fridays.", **WAITS) == (303, "/roster/policy")
    history = as_read(browser.get("/roster/policy"))
    assert "Due after: 1, 10, 14, 21 days → <b>1, 10, 14, 28 days</b>" in history
    assert "More cases than Fridays." in history


def test_the_same_click_twice_sets_one_version(session: Session, board: Board, browser: FlaskClient) -> None:
    answers = [looked(browser, "docket", do="keep", key="k", reason="Snow.", **DOCKET) for _ in range(2)]
    assert answers == [(303, "/roster/policy")] * 2
    assert len(policies.versions(session, board)) == 2


@pytest.mark.parametrize(("typed", "words"), [
    ({**DOCKET, "reserve_minutes": "ten"}, "Enter a number like 10 or 1.5."),
    ({**DOCKET, "reserve_minutes": ""}, "Enter a number like 10 or 1.5."),
    ({**DOCKET, "reserve_minutes": "61"}, "Enter a number from 0 to 60."),
    ({**DOCKET, "do": "keep"}, "Say why the board changes this")])
def test_a_form_that_cannot_be_taken_says_what_to_enter(browser: FlaskClient, typed: dict[str, str], words: str
                                                        ) -> None:
    status, page = looked(browser, "docket", **{"do": "look", **typed})
    assert status == 422
    assert words in page


def test_lists_and_pairs_are_chosen_and_added(session: Session, board: Board, browser: FlaskClient) -> None:
    numbers = {"prrt_min_krenning": "3", "prrt_min_egfr": "50", "prrt_min_platelets": "75",
               "mibg_min_platelets": "80", "mibg_min_anc": "1.5", "embolization_max_bilirubin": "2"}
    typed = {**numbers, "prrt_fdg_netpet": ["P5"], "contraindications": ["sunitinib|long_qt"], "reason": "Ours.",
             "contraindications-first": "everolimus", "contraindications-second": "pregnant"}
    status, page = looked(browser, "treatments", do="look", **typed)
    assert (status, "MIBG: neutrophils, at least: 1.2 × 10⁹/L → <b>1.5 × 10⁹/L</b>" in page) == (200, True)
    assert looked(browser, "treatments", do="keep", **typed)[0] == 303
    found = board_policy.in_force(session, board).values
    assert (found["mibg_min_anc"], found["prrt_fdg_netpet"]) == (1.5, ["P5"])
    assert found["contraindications"] == [["sunitinib", "long_qt"], ["everolimus", "pregnant"]]
    assert found["prrt_min_krenning"] == 3


def test_a_part_that_does_not_exist_is_not_found(browser: FlaskClient) -> None:
    assert browser.get("/roster/policy/weather").status_code == 404


def test_going_back_from_the_look_keeps_what_was_typed(browser: FlaskClient) -> None:
    status, page = looked(browser, "docket", do="edit", **{**DOCKET, "reserve_minutes": "17"})
    assert (status, 'value="17"' in page) == (200, True)
