"""The calendar: skipped with its consequences in sight, extra sessions, lengths, holidays named."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.calendars import TUESDAY, WEEK, place, send, states, waiting
from tests.factories import FRIDAY, NOW
from tests.reading import as_read
from tumorboard.domain.errors import AnswerRefused, MoveRefused
from tumorboard.models import Board, BoardHoliday, CaseEvent, Meeting, Member
from tumorboard.scheduling.advance import advance
from tumorboard.services import calendar_changes, looking_ahead, placing_meetings
from tumorboard.services.placing_meetings import Place
from tumorboard.vocabulary.workflow import MeetingStatus


def test_a_skip_names_whose_promise_breaks_and_stores_nothing(
        session: Session, board: Board, planned: list[Meeting], coordinator: Member, browser: FlaskClient) -> None:
    waiting(session, coordinator, tier=1, due_on=FRIDAY + timedelta(days=2))
    waiting(session, coordinator, due_on=FRIDAY + 3 * WEEK)
    page = as_read(browser.get(f"/roster/calendar/{FRIDAY}/skip"))
    assert "Promises that break" in page
    assert "Due Dec 6" in page
    assert "Seen Dec 4 as things stand, then Dec 11: 5 days late." in page
    assert page.count("QUILLFEATHER, Dorothea</a>") == 1
    assert "waits 16 days at worst then, instead of 9 days." in page
    assert session.get_one(Meeting, planned[0].id).status is MeetingStatus.OPEN


def test_a_skip_offers_an_extra_session_a_longer_meeting_before_and_a_consult(
        session: Session, board: Board, planned: list[Meeting], coordinator: Member) -> None:
    for _ in range(2):
        waiting(session, coordinator, minutes=20, tier=1, due_on=FRIDAY + WEEK)
    waiting(session, coordinator, minutes=20, tier=0, due_on=FRIDAY)
    planned[0].minutes = 50
    session.commit()
    found = looking_ahead.of_skip(session, board, planned[1], now=NOW)
    assert [(each.before, each.after) for each in found.broken] == [(FRIDAY + WEEK, FRIDAY + 2 * WEEK)]
    assert found.extra == looking_ahead.Extra(TUESDAY, 1)
    assert found.longer is not None
    assert (found.longer.meeting.local_date, found.longer.minutes, found.longer.kept) == (FRIDAY, 80, 1)


def test_each_remedy_can_be_done_from_the_page_and_shows_there(
        session: Session, board: Board, planned: list[Meeting], coordinator: Member, browser: FlaskClient) -> None:
    here, address = f"/roster/calendar/{FRIDAY + WEEK}/skip", f"{FRIDAY + WEEK}/skip"
    case = waiting(session, coordinator, minutes=20, tier=1, due_on=FRIDAY + WEEK)
    waiting(session, coordinator, minutes=20, tier=1, due_on=FRIDAY)
    planned[0].minutes = 35
    session.commit()
    page = as_read(browser.get(here))
    assert "would keep 1 of 1 promise." in page
    assert f"/huddles/new/{case.id}" in page
    assert send(browser, f"{FRIDAY}/minutes", seen=str(planned[0].version), minutes="65", back=here) == (303, here)
    assert "No case that waits now loses its day" in as_read(browser.get(here))
    assert send(browser, address, seen="1", reason=" ")[0] == 422
    assert send(browser, address, seen=str(planned[1].version), reason="Retreat")[0] == 303


def test_a_meeting_whose_docket_is_fixed_is_moved_not_skipped(
        session: Session, board: Board, planned: list[Meeting], browser: FlaskClient) -> None:
    advance(planned[0].publish_at)
    page = as_read(browser.get(f"/roster/calendar/{FRIDAY}/skip"))
    assert "Only a meeting whose docket is not fixed can be skipped." in page
    assert f"/roster/calendar/{FRIDAY}/move" in page


def test_a_provisional_meeting_that_was_skipped_is_held_after_all_and_opens_again(
        session: Session, board: Board, planned: list[Meeting], coordinator: Member) -> None:
    first = planned[0]
    calendar_changes.skip(session, first, "Snow", seen=first.version, by=coordinator, now=NOW)
    session.commit()
    advance(NOW)
    assert states(session, board)[:2] == [MeetingStatus.OPEN, MeetingStatus.PLANNED]
    calendar_changes.reinstate(session, first, seen=first.version, by=coordinator, now=NOW)
    session.commit()
    advance(NOW)
    assert session.get_one(Meeting, first.id).status is MeetingStatus.OPEN


def test_an_extra_session_has_a_cut_off_and_a_docket_of_its_own(
        session: Session, board: Board, planned: list[Meeting], coordinator: Member) -> None:
    extra = placing_meetings.add_extra(session, board, place(TUESDAY, before=1), 45, by=coordinator, now=NOW)
    session.commit()
    assert (extra.is_extra, extra.minutes, extra.reserve_minutes) == (True, 45, 10)
    assert extra.freeze_at == datetime(2026, 12, 7, 17, tzinfo=UTC)
    waiting(session, coordinator)
    advance(planned[0].starts_at + timedelta(hours=6))
    advance(extra.publish_at)
    found = {each.local_date: each.status for each in session.scalars(select(Meeting).order_by(Meeting.local_date))}
    assert [found[day] for day in (FRIDAY, TUESDAY, FRIDAY + WEEK)] == [
        MeetingStatus.CLOSED, MeetingStatus.PUBLISHED, MeetingStatus.PLANNED]
    advance(extra.starts_at + timedelta(hours=5))
    assert session.scalars(select(Meeting.status).where(Meeting.local_date == FRIDAY + WEEK)).one() == "open"
    assert session.scalars(select(CaseEvent.kind).where(CaseEvent.kind == "meeting.extra")).all() == ["meeting.extra"]


TAKEN, SIX_DAYS, A_DAY = FRIDAY + WEEK, FRIDAY + timedelta(days=6), FRIDAY + timedelta(days=1)
LENGTH = "Enter a whole number from 15 to 150."


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize(("at", "minutes", "problem"), [
    (place(TAKEN), 60, ("day", "Friday, December 11 is taken by another meeting")),
    (place(SIX_DAYS), 60, ("day", "too close to the meeting on Friday, December 11")),
    (place(A_DAY), 60, ("day", "too close to the meeting on Friday, December 4")),
    (place(date(2026, 11, 30)), 60, ("day", "Choose a day that lies ahead")),
    (place(date(2028, 1, 3)), 60, ("day", "within a year")),
    (place(TUESDAY, time(4)), 60, ("starts", "between 5:00 am and 10:00 pm")),
    (place(TUESDAY, before=6), 60, ("cutoff_days_before", "one to five days")),
    (place(TUESDAY), 10, ("minutes", LENGTH)), (place(TUESDAY), 151, ("minutes", LENGTH)),
])
def test_an_extra_session_that_cannot_be_held_is_refused_in_words(
        session: Session, board: Board, coordinator: Member, at: Place, minutes: int, problem: tuple[str, str]) -> None:
    with pytest.raises(AnswerRefused) as refused:
        placing_meetings.add_extra(session, board, at, minutes, by=coordinator, now=NOW)
    assert problem[1] in refused.value.problems[problem[0]]


def test_an_extra_session_whose_cut_off_has_passed_is_refused(
        session: Session, board: Board, coordinator: Member) -> None:
    with pytest.raises(AnswerRefused, match="Monday, November 30, would have passed"):
        placing_meetings.add_extra(session, board, place(date(2026, 12, 2)), 60, by=coordinator, now=NOW)


def test_the_same_click_twice_plans_one_extra_session(
        session: Session, board: Board, planned: list[Meeting], browser: FlaskClient) -> None:
    typed = {"day": TUESDAY.isoformat(), "starts": "07:00", "minutes": "60", "cutoff_days_before": "2", "key": "k"}
    assert [send(browser, "extra", **typed) for _ in range(2)] == [(303, "/roster/calendar")] * 2
    assert send(browser, "extra", **{**typed, "key": "other"})[0] == 422
    assert "Extra session" in as_read(browser.get("/roster/calendar"))


def test_a_length_is_changed_until_the_docket_is_frozen(
        session: Session, board: Board, planned: list[Meeting], coordinator: Member, browser: FlaskClient) -> None:
    first = planned[0]
    assert send(browser, f"{FRIDAY}/minutes", seen=str(first.version), minutes="120")[0] == 303
    assert session.get_one(Meeting, first.id).minutes == 120
    status, page = send(browser, f"{FRIDAY}/minutes", seen=str(first.version), minutes="300")
    assert (status, "Enter a whole number from 15 to 150." in page) == (422, True)
    advance(first.freeze_at)
    with pytest.raises(MoveRefused, match="its length stays"):
        calendar_changes.change_minutes(session, first, 90, seen=first.version, by=coordinator, now=NOW)


def test_holidays_on_a_meeting_day_are_pointed_out_with_the_longest_wait(
        session: Session, board: Board, planned: list[Meeting], browser: FlaskClient) -> None:
    page = as_read(browser.get("/roster/calendar"))
    assert ("Friday, December 25 is Christmas Day and Friday, January 1 is New Year’s Day.</b> Without a meeting, "
            "a case may wait 23 days at worst.") in page


def test_what_is_skipped_is_not_pointed_out_any_more(
        session: Session, board: Board, planned: list[Meeting], coordinator: Member, browser: FlaskClient) -> None:
    christmas = next(each for each in planned if each.local_date == date(2026, 12, 25))
    calendar_changes.skip(session, christmas, "Christmas", seen=christmas.version, by=coordinator, now=NOW)
    session.commit()
    page = as_read(browser.get("/roster/calendar"))
    assert "<b>Friday, January 1 is New Year’s Day.</b> Without a meeting, a case may wait 23 days" in page


def test_the_boards_own_day_is_pointed_out_and_taken_out_again(
        session: Session, board: Board, planned: list[Meeting], browser: FlaskClient) -> None:
    assert send(browser, "days", day="2026-12-18", name="Department retreat")[0] == 303
    assert send(browser, "days", day="2026-12-18", name="Again")[0] == 422
    assert send(browser, "days", day="2026-11-18", name="Past")[0] == 422
    page = as_read(browser.get("/roster/calendar"))
    assert "Friday, December 18 is Department retreat and Friday, December 25 is Christmas Day and" in page
    [own] = session.scalars(select(BoardHoliday)).all()
    assert send(browser, f"days/{own.id}/remove")[0] == 303
    assert "Department retreat" not in as_read(browser.get("/roster/calendar"))
    kinds = session.scalars(select(CaseEvent.kind).where(CaseEvent.kind.startswith("board.day"))).all()
    assert sorted(kinds) == ["board.day_added", "board.day_removed"]


def test_a_day_of_another_board_cannot_be_taken_out(browser: FlaskClient) -> None:
    assert send(browser, "days/00000000-0000-0000-0000-000000000007/remove")[0] == 404
