"""Moved meetings: their cases follow, whatever state the docket is in, and they can come back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.calendars import TUESDAY, WEEK, move, place, send, states, waiting
from tests.factories import FRIDAY, NOW
from tests.reading import as_read
from tumorboard.domain.errors import AnswerRefused, MoveRefused, Stale
from tumorboard.models import Board, Case, CaseEvent, Docket, Meeting, Member
from tumorboard.scheduling.advance import advance
from tumorboard.services import calendar_changes, placing_meetings
from tumorboard.services.placing_meetings import Moving
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus


def test_a_moved_meeting_leaves_its_old_row_and_its_cases_follow(
        session: Session, board: Board, planned: list[Meeting], coordinator: Member) -> None:
    promised = waiting(session, coordinator, promised_on=FRIDAY)
    new = move(session, planned[0], coordinator, place(FRIDAY - timedelta(days=1), before=1))
    old = session.get_one(Meeting, planned[0].id)
    assert (old.status, old.moved_to_on, old.moved_reason) == (MeetingStatus.MOVED, date(2026, 12, 3), "Christmas")
    assert (new.status, new.freeze_at) == (MeetingStatus.OPEN, datetime(2026, 12, 2, 17, tzinfo=UTC))
    assert session.get_one(Case, promised.id).promised_on == date(2026, 12, 3)
    advance(NOW)
    docket = session.scalars(select(Docket).where(Docket.meeting_id == new.id)).one()
    assert docket.minutes_used == promised.minutes
    event = session.scalars(select(CaseEvent).where(CaseEvent.kind == "meeting.moved")).one()
    assert (event.meeting_id, event.detail) == (old.id, {"to": "2026-12-03"})


def test_a_meeting_moved_behind_the_next_waits_for_it(
        session: Session, board: Board, planned: list[Meeting], coordinator: Member) -> None:
    new = move(session, planned[0], coordinator, place(FRIDAY + WEEK + timedelta(days=4)))
    assert new.status is MeetingStatus.PLANNED
    advance(NOW)
    assert states(session, board)[:2] == [MeetingStatus.OPEN, MeetingStatus.PLANNED]


def test_a_published_docket_goes_back_ahead_of_the_others_and_is_published_anew(
        session: Session, board: Board, planned: list[Meeting], coordinator: Member) -> None:
    case = waiting(session, coordinator)
    advance(planned[0].publish_at)
    assert session.get_one(Case, case.id).status is CaseStatus.LISTED
    storm = planned[0].publish_at + timedelta(hours=18)
    new = move(session, planned[0], coordinator, place(FRIDAY + timedelta(days=3), before=3), now=storm, reason="Snow")
    found = session.get_one(Case, case.id)
    assert (found.status, found.times_carried_over) == (CaseStatus.READY, 1)
    assert new.freeze_at == datetime(2026, 12, 4, 17, tzinfo=UTC)
    advance(new.publish_at)
    assert session.get_one(Case, case.id).status is CaseStatus.LISTED
    assert session.get_one(Meeting, new.id).status is MeetingStatus.PUBLISHED


def test_a_cut_off_that_would_have_passed_is_taken_at_once(
        session: Session, board: Board, planned: list[Meeting], coordinator: Member) -> None:
    new = move(session, planned[0], coordinator, place(date(2026, 12, 2)))
    assert new.freeze_at == new.publish_at == NOW
    advance(NOW)
    assert session.get_one(Meeting, new.id).status is MeetingStatus.PUBLISHED


def test_a_moved_meeting_comes_back_to_its_old_date(
        session: Session, board: Board, planned: list[Meeting], coordinator: Member) -> None:
    promised = waiting(session, coordinator, promised_on=FRIDAY)
    new, old = move(session, planned[0], coordinator, place(FRIDAY - timedelta(days=1), before=1)), planned[0]
    calendar_changes.reinstate(session, old, seen=old.version, by=coordinator, now=NOW)
    session.commit()
    assert (old.status, old.moved_to_on, old.moved_reason) == (MeetingStatus.PLANNED, None, None)
    assert (new.status, new.skip_reason) == (MeetingStatus.SKIPPED, "Moved back to Friday, December 4")
    assert session.get_one(Case, promised.id).promised_on == FRIDAY
    advance(NOW)
    assert old.status is MeetingStatus.OPEN


def test_a_meeting_whose_new_docket_is_fixed_stays_where_it_is(
        session: Session, board: Board, planned: list[Meeting], coordinator: Member) -> None:
    new = move(session, planned[0], coordinator, place(FRIDAY - timedelta(days=1), before=1))
    advance(new.freeze_at)
    with pytest.raises(MoveRefused, match="fixed already"):
        calendar_changes.reinstate(session, planned[0], seen=planned[0].version, by=coordinator, now=NOW)


def test_a_skipped_meeting_does_not_come_back_beside_its_extra_session(
        session: Session, board: Board, planned: list[Meeting], coordinator: Member) -> None:
    second = planned[1]
    calendar_changes.skip(session, second, "Retreat", seen=second.version, by=coordinator, now=NOW)
    placing_meetings.add_extra(session, board, place(FRIDAY + timedelta(days=6)), 60, by=coordinator, now=NOW)
    session.commit()
    with pytest.raises(MoveRefused, match="too close to the meeting on Thursday, December 10"):
        calendar_changes.reinstate(session, second, seen=second.version, by=coordinator, now=NOW)


def test_moving_asks_for_a_day_a_reason_and_what_was_seen(
        session: Session, board: Board, planned: list[Meeting], coordinator: Member) -> None:
    with pytest.raises(AnswerRefused) as refused:
        move(session, planned[0], coordinator, place(FRIDAY + WEEK), reason=" ")
    assert set(refused.value.problems) == {"day", "reason"}
    with pytest.raises(Stale):
        placing_meetings.move(session, planned[0], Moving(place(TUESDAY), "Snow", 99), by=coordinator, now=NOW)


def test_a_move_is_looked_at_before_it_is_kept(
        session: Session, board: Board, planned: list[Meeting], coordinator: Member, browser: FlaskClient) -> None:
    waiting(session, coordinator, tier=1, due_on=FRIDAY + timedelta(days=2))
    typed = {"day": "2026-12-08", "starts": "07:00", "cutoff_days_before": "2", "reason": "Fire drill",
             "seen": str(planned[0].version)}
    status, page = send(browser, f"{FRIDAY}/move", do="look", **typed)
    assert (status, "Seen Dec 4 as things stand, then Dec 8: 2 days late." in page) == (200, True)
    assert session.scalar(select(Meeting.status).where(Meeting.local_date == FRIDAY)) == "open"
    assert send(browser, f"{FRIDAY}/move", do="keep", **typed) == (303, "/roster/calendar")
    assert "Moved to Tuesday, December 8: Fire drill" in as_read(browser.get("/roster/calendar"))
    assert send(browser, f"{FRIDAY}/move", do="keep", **typed)[0] == 409
    assert send(browser, f"{FRIDAY + WEEK}/move", do="keep", **typed)[0] in (409, 422)
