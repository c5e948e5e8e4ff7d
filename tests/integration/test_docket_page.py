"""The docket page: as few queries as promised, and never an old page for a new state."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW, CaseFactory, MeetingFactory, MemberFactory, PatientFactory
from tests.house.queries import count_queries
from tests.signing import sign_in
from tumorboard.db import db
from tumorboard.models import Board, Case, Docket, DocketCandidate, DocketItem, Meeting, Member, Patient, Wish
from tumorboard.services import patient_merging
from tumorboard.vocabulary.workflow import CaseStatus, Decision, MeetingStatus, WishKind

PAGE = f"/meetings/{FRIDAY}"


@pytest.fixture
def meeting(session: Session, board: Board) -> Meeting:
    """A published meeting with one listed case."""
    member = MemberFactory(session=session, board_id=board.id)
    chair = MemberFactory(session=session, board_id=board.id, chair=True, name="Vera Chair")
    made: Meeting = MeetingFactory(session=session, board_id=board.id, status=MeetingStatus.PUBLISHED,
                                   published_at=NOW, frozen_at=NOW, chair_id=chair.id)
    case = CaseFactory(session=session, board_id=board.id, submitter=member, listed=True,
                       patient=PatientFactory(session=session, board_id=board.id))
    session.add(Docket(
        meeting_id=made.id, build=1, revision=1, built_at=NOW, published_at=NOW, published_by_id=member.id,
        input_hash="sha256:0", proof="optimal", minutes_used=6, specialist_minutes=6, first_come_minutes=6,
        lower_bound=6, items=[DocketItem(case_id=case.id, position=1, start_min=0, minutes=6, tier=3)],
        candidates=[DocketCandidate(case_id=case.id, rank=1, decision=Decision.ADMITTED, reason="First in line.")]))
    session.commit()
    return made


@pytest.fixture
def coordinator(session: Session, board: Board, client: FlaskClient) -> FlaskClient:
    """A coordinator's browser."""
    member: Member = MemberFactory(session=session, board_id=board.id, coordinator=True)
    return sign_in(client, member)


def accept_an_emergency(session: Session, meeting: Meeting) -> None:
    """Let an emergency be accepted after the cut-off."""
    member = session.scalars(select(Case)).one().submitter_id
    CaseFactory(session=session, board_id=meeting.board_id, submitter=session.get_one(Member, member), tier=0,
                status=CaseStatus.READY, accepted_at=meeting.freeze_at + timedelta(hours=3), accepted_by_id=member,
                patient=PatientFactory(session=session, board_id=meeting.board_id, family_name="Lateborn"))


def correct_the_patient(session: Session, meeting: Meeting) -> None:
    """Correct the name of the patient on the docket."""
    session.scalars(select(Patient)).one().family_name = "Lateborn"
    session.commit()


def name_the_chair(session: Session, meeting: Meeting) -> None:
    """Name a chair, and rename them after the page was read."""
    session.scalars(select(Member).where(Member.name == "Vera Chair")).one().name = "Vera Lateborn"
    session.commit()


def merge_the_patient(session: Session, meeting: Meeting) -> None:
    """Find that the patient was entered twice: the case moves to another record, of the same version."""
    other = PatientFactory(session=session, board_id=meeting.board_id, family_name="Lateborn")
    member = session.scalars(select(Member).where(Member.name == "Vera Chair")).one()
    patient = session.scalars(select(Patient).where(Patient.id != other.id)).one()
    pair = patient_merging.Pair(patient, other, "Same person, telephoned.")
    patient_merging.join(session, pair, seen=(patient.version, other.version), by=member, now=NOW)
    session.commit()


def wish_the_case_first(session: Session, meeting: Meeting) -> None:
    """Let somebody wish something for the case on the docket."""
    member = session.scalars(select(Member).where(Member.name == "Vera Chair")).one()
    session.add(Wish(meeting_id=meeting.id, case_id=session.scalars(select(Case)).one().id, kind=WishKind.IN, step=1,
                     note="Ask for Dr. Lateborn.", made_at=NOW, made_by_id=member.id))
    session.commit()


def test_a_page_that_did_not_change_is_not_sent_again(meeting: Meeting, coordinator: FlaskClient) -> None:
    tag = coordinator.get(PAGE).headers["ETag"]
    assert coordinator.get(PAGE, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("change", [
    accept_an_emergency, correct_the_patient, name_the_chair, merge_the_patient, wish_the_case_first])
def test_what_the_page_shows_makes_it_a_new_page(
        session: Session, meeting: Meeting, coordinator: FlaskClient, change: Callable[[Session, Meeting], None]
        ) -> None:
    tag = coordinator.get(PAGE).headers["ETag"]
    change(session, meeting)
    answer = coordinator.get(PAGE, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "LATEBORN" in answer.text.upper()


@pytest.mark.parametrize(("is_wished", "queries"), [(False, 5), (True, 6)])
def test_the_page_takes_at_most_six_queries_beside_the_two_of_every_page(
        session: Session, meeting: Meeting, coordinator: FlaskClient, is_wished: bool, queries: int) -> None:
    if is_wished:
        wish_the_case_first(session, meeting)
    coordinator.get(PAGE)
    with count_queries(db.engine) as sent:
        coordinator.get(PAGE)
    assert len(sent) == queries + 2
