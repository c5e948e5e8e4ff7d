"""The minutes of a case: estimated when it is sent, until a coordinator says otherwise."""

from dataclasses import replace
from datetime import date, timedelta

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import FRIDAY, NOW, CaseFactory, MeetingFactory, PatientFactory
from tests.house.fixed_clock import set_clock
from tests.reading import as_read
from tests.signing import sign_in
from tumorboard.domain.submitting import SubmitAnswers
from tumorboard.models import Board, Case, Discussion, Member
from tumorboard.queries import cases, durations
from tumorboard.services import board_policy, readiness_review, submission
from tumorboard.services.board_policy import Proposal
from tumorboard.services.readiness_review import Triage
from tumorboard.vocabulary.workflow import MeetingStatus, Outcome

ANSWERS = SubmitAnswers(
    mrn="004812771", family_name="Quillfeather", given_name="Dorothea", birth_date=date(1963, 5, 2), sex="female",
    net_family="ppgl", submission_type="new_diagnosis", urgency="routine",
    question="Operate first, or treat the metastases first?", alpha_blockade="adequate")


def held(session: Session, by: Member, lengths: list[float], weeks: int = 1, outcome: Outcome = Outcome.MADE,
         family: str = "ppgl") -> None:
    """Store a past meeting with discussions so long, one after the other."""
    board = session.get_one(Board, by.board_id)
    on = FRIDAY - timedelta(weeks=weeks)
    meeting = MeetingFactory(session=session, board_id=board.id, local_date=on, status=MeetingStatus.CLOSED,
                             closed_at=NOW, closed_by_id=by.id)
    at = meeting.starts_at - timedelta(weeks=weeks)
    for place, minutes in enumerate(lengths, 1):
        case = CaseFactory(session=session, board_id=board.id, submitter=by, net_family=family, status="signed",
                           patient_id=PatientFactory(session=session, board_id=board.id).id)
        session.add(Discussion(meeting_id=meeting.id, case_id=case.id, position=place, start_min=0, minutes=8,
                               opened_at=at, recorded_at=at + timedelta(minutes=minutes), outcome=outcome))
        at += timedelta(minutes=minutes)
    session.commit()


def like(answers: SubmitAnswers, by: Member, **other: str) -> SubmitAnswers:
    """Give the answers with this responsible clinician, and others where they are given."""
    return replace(answers, responsible=by.id, **other)


def sent(session: Session, board: Board, by: Member) -> Case:
    """Send a case as its submitter does."""
    case = submission.start(session, board, by=by, now=NOW)
    submission.submit(session, case, like(ANSWERS, by), by=by, now=NOW)
    session.commit()
    return case


def test_the_first_case_of_its_family_starts_from_the_policy(session: Session, board: Board, coordinator: Member
                                                             ) -> None:
    case = sent(session, board, coordinator)
    assert (case.minutes, case.minutes_by_hand) == (8, False)
    assert case.minutes_basis == {"minutes": 8, "start": 8, "family": 0, "alike": 0}


def test_later_cases_move_with_what_was_measured(session: Session, board: Board, coordinator: Member) -> None:
    held(session, coordinator, [5, 5, 5, 5, 5, 5])
    case = sent(session, board, coordinator)
    assert case.minutes == 6
    assert case.minutes_basis == {"minutes": 6, "start": 8, "family": 6, "alike": 0}


def test_what_was_not_talked_of_or_long_ago_or_of_another_family_is_not_measured(
        session: Session, board: Board, coordinator: Member) -> None:
    held(session, coordinator, [3], outcome=Outcome.NOT_DISCUSSED)
    held(session, coordinator, [3], weeks=110)
    held(session, coordinator, [3], weeks=3, family="gep_net")
    assert durations.measured(session, board, "ppgl", FRIDAY - timedelta(weeks=104)) == []


def test_a_board_that_does_not_learn_has_its_starting_values(session: Session, board: Board, coordinator: Member
                                                             ) -> None:
    held(session, coordinator, [5, 5, 5, 5, 5, 5])
    chosen = {**board_policy.in_force(session, board).values, "learn_minutes": False, "minutes_ppgl": 10}
    board_policy.change(session, board, Proposal(chosen, "We plan ten.", 1), by=coordinator, now=NOW)
    assert sent(session, board, coordinator).minutes == 10


def triaged(session: Session, case: Case, by: Member, minutes: int) -> Case:
    whole = cases.whole(session, case.id)
    readiness_review.triage(session, whole, Triage(("endocrinology",), minutes, "routine"), seen=whole.version, by=by,
                            now=NOW)
    session.commit()
    return whole


def test_minutes_set_by_hand_stand_until_they_are_set_to_the_estimate(
        session: Session, board: Board, coordinator: Member) -> None:
    case = sent(session, board, coordinator)
    assert triaged(session, case, coordinator, 12).minutes_by_hand is True
    changed = like(ANSWERS, coordinator, net_family="gep_net")
    submission.edit(session, cases.whole(session, case.id), changed, seen=case.version, by=coordinator, now=NOW)
    assert (case.minutes, case.minutes_basis["minutes"]) == (12, 5)
    session.commit()
    assert triaged(session, case, coordinator, 5).minutes_by_hand is False


def test_another_family_has_another_estimate_unless_the_case_is_on_a_docket(
        session: Session, board: Board, coordinator: Member) -> None:
    case = sent(session, board, coordinator)
    changed = like(ANSWERS, coordinator, net_family="gep_net")
    submission.edit(session, cases.whole(session, case.id), changed, seen=case.version, by=coordinator, now=NOW)
    assert case.minutes == 5
    case.status = "listed"
    session.commit()
    submission.edit(session, cases.whole(session, case.id), like(ANSWERS, coordinator), seen=case.version,
                    by=coordinator, now=NOW)
    assert case.minutes == 5


def test_the_pages_say_from_what_the_minutes_come(session: Session, board: Board, client: FlaskClient,
                                                  coordinator: Member) -> None:
    set_clock(session, board)
    held(session, coordinator, [5, 5, 5, 5, 5, 5])
    case = sent(session, board, coordinator)
    sign_in(client, coordinator)
    for address in (f"/cases/{case.id}", f"/cases/{case.id}/triage"):
        assert "6 minutes, learned from 6 discussions of its tumor family; the policy says 8." in as_read(
            client.get(address))
    triaged(session, case, coordinator, 12)
    assert "12 minutes, set by hand; estimated were 6." in as_read(client.get(f"/cases/{case.id}"))
