"""A later revision: the published order stands, what was withdrawn leaves, and nobody comes without a decision."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.weeks import LATER, PUBLISH, Week, published
from tumorboard.models import Board, Case, Docket, DocketItem
from tumorboard.queries import cases, dockets
from tumorboard.services import revising, submission
from tumorboard.vocabulary.workflow import CaseStatus


@pytest.fixture
def week(session: Session, board: Board) -> Week:
    """A docket of three, published on Wednesday evening."""
    return published(session, board)


def next_revision(week: Week) -> Docket:
    made = revising.publish_next(week.session, week.board, week.meeting, by=week.coordinator, now=LATER)
    week.session.commit()
    return made


def test_the_published_cases_are_listed(session: Session, week: Week) -> None:
    assert {case.status for case in session.scalars(select(Case))} == {CaseStatus.LISTED}


def test_nothing_changes_while_nothing_happens(session: Session, board: Board, week: Week) -> None:
    assert not revising.changes(session, board, week.meeting)


def test_an_emergency_that_came_late_is_named_and_waits_for_a_decision(week: Week) -> None:
    before = week.order()
    late = week.emergency()
    found = revising.changes(week.session, week.board, week.meeting)
    assert ([case.id for case in found.late], found.gone) == ([late.id], ())
    next_revision(week)
    assert week.order() == before


def test_an_urgent_case_that_came_late_is_named_too_and_a_routine_one_is_not(week: Week) -> None:
    urgent, _routine = week.emergency(tier=1, urgency="within_10_days"), week.emergency(tier=3, urgency="routine")
    found = revising.changes(week.session, week.board, week.meeting)
    assert [case.id for case in found.late] == [urgent.id]


def test_what_was_withdrawn_leaves(week: Week) -> None:
    first, *rest = week.order()
    submission.withdraw(week.session, cases.whole(week.session, first), "Moved away.", by=week.chair, now=PUBLISH)
    week.session.commit()
    assert [case.id for case in revising.changes(week.session, week.board, week.meeting).gone] == [first]
    assert next_revision(week).revision == 2
    assert week.order() == rest
    assert first not in [row.case_id for row in week.docket().candidates]


def test_each_revision_leaves_one_event(week: Week) -> None:
    next_revision(week)
    assert [event.detail["revision"] for event in week.events("docket.published")] == [1, 2]


def test_the_times_of_what_stays_follow_one_another(week: Week) -> None:
    submission.withdraw(week.session, week.case(week.order()[0]), "Moved away.", by=week.chair, now=PUBLISH)
    next_revision(week)
    assert [(item.position, item.start_min) for item in week.docket().items] == [(1, 0), (2, 6)]


def test_a_published_docket_cannot_be_changed_in_the_database(session: Session, week: Week) -> None:
    docket = dockets.published(session, week.meeting.id)
    docket.minutes_used = 1
    with pytest.raises(DatabaseError):
        session.commit()
    session.rollback()


def test_the_rows_of_a_docket_cannot_be_changed_in_the_database(session: Session, week: Week) -> None:
    item = session.scalars(select(DocketItem)).first()
    item.minutes = 1
    with pytest.raises(DatabaseError):
        session.commit()
    session.rollback()


def test_a_docket_cannot_be_deleted(session: Session, week: Week) -> None:
    session.delete(session.scalars(select(Docket)).first())
    with pytest.raises(DatabaseError):
        session.commit()
    session.rollback()
