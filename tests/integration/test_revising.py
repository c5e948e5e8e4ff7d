"""A later revision: the published order stands, a late emergency goes first, what was withdrawn leaves."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.factories import NOW, CaseFactory, MemberFactory, PatientFactory
from tumorboard.models import Board, Case, Docket, DocketItem, Meeting, Member
from tumorboard.queries import cases, dockets
from tumorboard.scheduling.advance import advance
from tumorboard.services import revising, submission
from tumorboard.vocabulary.workflow import CaseStatus

FREEZE = NOW + timedelta(hours=20, minutes=20)
PUBLISH = FREEZE + timedelta(hours=5)


@pytest.fixture
def chair(session: Session, board: Board) -> Member:
    MemberFactory(session=session, board_id=board.id, specialties=("radiology",))
    return MemberFactory(session=session, board_id=board.id, chair=True)


@pytest.fixture
def published(session: Session, board: Board, chair: Member) -> Meeting:
    """A docket of three, published on Wednesday evening."""
    for _ in range(3):
        _accepted(session, board, chair)
    advance(NOW)
    advance(PUBLISH)
    session.expire_all()
    return session.scalars(select(Meeting).order_by(Meeting.local_date)).first()


def _accepted(session: Session, board: Board, chair: Member, **more: object) -> Case:
    patient = PatientFactory(session=session, board_id=board.id)
    given = {"answers": {"proposal": "Operate."}, "net_family": "other"} | more
    return CaseFactory(session=session, board_id=board.id, submitter=chair, patient=patient, accepted=True, **given)


def order(session: Session, meeting: Meeting) -> list[object]:
    docket = dockets.published(session, meeting.id)
    return [item.case_id for item in docket.items]


def test_the_published_cases_are_listed(session: Session, published: Meeting) -> None:
    assert {case.status for case in session.scalars(select(Case))} == {CaseStatus.LISTED}


def test_nothing_changes_while_nothing_happens(session: Session, board: Board, published: Meeting) -> None:
    assert not revising.changes(session, board, published)


def test_a_late_emergency_goes_first_and_no_published_pair_is_reordered(
    session: Session, board: Board, chair: Member, published: Meeting
) -> None:
    before = order(session, published)
    late = _accepted(session, board, chair, tier=0, urgency="tumor_emergency", accepted_at=PUBLISH + timedelta(hours=1))
    docket = revising.publish_next(session, board, published, by=chair, now=PUBLISH + timedelta(hours=2))
    session.commit()
    assert (docket.revision, order(session, published)) == (2, [late.id, *before])


def test_an_emergency_that_does_not_fit_is_named_instead(
    session: Session, board: Board, chair: Member, published: Meeting
) -> None:
    published.minutes = 20
    session.commit()
    late = _accepted(session, board, chair, tier=0, urgency="tumor_emergency", accepted_at=PUBLISH + timedelta(hours=1))
    found = revising.changes(session, board, published)
    assert (found.added, [case.id for case in found.waiting]) == ((), [late.id])


def test_what_was_withdrawn_leaves(session: Session, board: Board, chair: Member, published: Meeting) -> None:
    first, *rest = order(session, published)
    submission.withdraw(session, cases.whole(session, first), "Moved away.", by=chair, now=PUBLISH)
    revising.publish_next(session, board, published, by=chair, now=PUBLISH + timedelta(hours=2))
    session.commit()
    assert order(session, published) == rest


def test_a_published_docket_cannot_be_changed_in_the_database(session: Session, published: Meeting) -> None:
    docket = dockets.published(session, published.id)
    docket.minutes_used = 1
    with pytest.raises(DatabaseError):
        session.commit()
    session.rollback()


def test_the_rows_of_a_docket_cannot_be_changed_in_the_database(session: Session, published: Meeting) -> None:
    item = session.scalars(select(DocketItem)).first()
    item.minutes = 1
    with pytest.raises(DatabaseError):
        session.commit()
    session.rollback()


def test_a_docket_cannot_be_deleted(session: Session, published: Meeting) -> None:
    session.delete(session.scalars(select(Docket)).first())
    with pytest.raises(DatabaseError):
        session.commit()
    session.rollback()
