"""The week of a docket: provisional, frozen, published, snapshot; exactly once, however often it is asked for."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW, CaseFactory, MemberFactory, PatientFactory
from tumorboard.models import Board, Case, CaseEvent, Docket, DocketCandidate, Meeting
from tumorboard.scheduling.advance import advance
from tumorboard.vocabulary.workflow import CaseStatus, MeetingStatus

FREEZE = NOW + timedelta(hours=20, minutes=20)
PUBLISH = FREEZE + timedelta(hours=5)
START = FREEZE + timedelta(hours=43)


@pytest.fixture
def week(session: Session, board: Board) -> Board:
    """Two specialists, one accepted case and one that waits for acceptance."""
    endocrinologist = MemberFactory(session=session, board_id=board.id, chair=True)
    MemberFactory(session=session, board_id=board.id, specialties=("radiology",))
    for accepted in (True, False):
        CaseFactory(session=session, board_id=board.id, submitter=endocrinologist, accepted=accepted,
                    patient=PatientFactory(session=session, board_id=board.id))
    return board


def meeting_of(session: Session, on: date = FRIDAY) -> Meeting:
    session.expire_all()
    return session.scalars(select(Meeting).where(Meeting.local_date == on)).one()


def test_the_coming_friday_is_open_and_provisional(session: Session, week: Board) -> None:
    assert advance(NOW) == ["open_docket"]
    assert meeting_of(session).status is MeetingStatus.OPEN
    assert session.scalar(select(func.count()).select_from(Docket)) == 1


def test_a_second_tick_changes_nothing(session: Session, week: Board) -> None:
    advance(NOW)
    assert advance(NOW) == []
    assert session.scalar(select(func.count()).select_from(Docket)) == 1


def test_each_candidate_has_its_reason(session: Session, week: Board) -> None:
    advance(NOW)
    rows = session.scalars(select(DocketCandidate).order_by(DocketCandidate.rank)).all()
    assert [row.decision for row in rows] == ["held", "held"]
    assert all(row.reason for row in rows)


def test_the_week_runs_from_open_to_snapshot(session: Session, week: Board) -> None:
    advance(NOW)
    assert advance(FREEZE) == ["freeze"]
    assert advance(PUBLISH) == ["publish"]
    assert advance(START) == ["snapshot"]
    assert meeting_of(session).status is MeetingStatus.PUBLISHED


def test_a_start_after_the_cut_off_builds_the_docket_that_was_due(session: Session, week: Board) -> None:
    advance(NOW)
    late = session.scalars(select(Case).where(Case.status == CaseStatus.SUBMITTED)).one()
    late.status, late.accepted_by_id = CaseStatus.READY, late.submitter_id
    late.accepted_at = FREEZE + timedelta(hours=1)
    session.commit()
    assert advance(PUBLISH) == ["freeze", "publish"]
    numbers = session.scalars(select(DocketCandidate.case_id).join(Docket).where(Docket.revision == 1))
    assert late.id not in list(numbers)


def test_being_late_is_on_record(session: Session, week: Board) -> None:
    advance(NOW)
    advance(FREEZE + timedelta(hours=2))
    frozen = session.scalars(select(CaseEvent).where(CaseEvent.kind == "docket.frozen")).one()
    assert frozen.detail == {"late": True}


def test_a_meeting_that_nobody_closed_gives_its_cases_to_the_next_docket(session: Session, week: Board) -> None:
    for case in session.scalars(select(Case)):
        case.status, case.accepted_at, case.accepted_by_id = CaseStatus.READY, NOW, case.submitter_id
        case.tier, case.urgency, case.answers = 0, "tumor_emergency", {"proposal": "Operate."}
    session.commit()
    advance(NOW)
    advance(START)
    steps = advance(START + timedelta(weeks=1))
    assert steps == ["open_docket", "lapse", "freeze", "publish", "snapshot"]
    assert {case.times_carried_over for case in session.scalars(select(Case))} == {1}


def test_meetings_are_planned_twelve_weeks_ahead_at_local_time(session: Session, week: Board) -> None:
    advance(NOW)
    starts = session.scalars(select(Meeting.starts_at).order_by(Meeting.local_date)).all()
    assert [at.astimezone(week.tz).hour for at in starts] == [7] * 12
