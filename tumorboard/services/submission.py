"""Submitting: a draft that keeps what was typed, then a case; edited until the freeze, withdrawn with a reason."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from tumorboard.domain import case_flow, submitting
from tumorboard.domain.access import Actor
from tumorboard.domain.errors import AnswerRefused
from tumorboard.domain.submitting import SubmitAnswers
from tumorboard.models import Board, Case, CaseNeed, Member, Message, Patient
from tumorboard.profiles import load
from tumorboard.queries import patients as patient_queries
from tumorboard.services import (
    answer_history,
    answer_shelf,
    appraising,
    asking_again,
    board_policy,
    carrying,
    estimating_minutes,
    identifying,
)
from tumorboard.services.answer_history import Hand
from tumorboard.services.checking import expect_version
from tumorboard.services.record import record
from tumorboard.vocabulary.workflow import CaseStatus, Lane, MessageKind

ASKED_ALREADY = "Case {} asks the same about this patient and is still open. Go on there, or change the question here."


def start(session: Session, board: Board, *, by: Member, now: datetime) -> Case:
    """Begin a draft under the board's next case number."""
    session.execute(update(Board).where(Board.id == board.id).values(
        last_case_number=Board.last_case_number + 1, version=Board.version + 1))
    session.refresh(board)
    case = Case(board_id=board.id, number=board.last_case_number, submitter_id=by.id, started_at=now, saved_at=now,
                needs=[], readiness_rows=[])
    session.add(case)
    session.flush()
    record(session, case, "case.started", by=by, at=now)
    return case


def submit(session: Session, case: Case, answers: SubmitAnswers, *, by: Member, now: datetime) -> Case:
    """Send a draft to the board; raise AnswerRefused with words by field where something is missing."""
    board = session.get_one(Board, case.board_id)
    today = now.astimezone(board.tz).date()
    answer_history.lock(session, case)
    status = case_flow.move(case.status, "submit")
    session.refresh(by, ["role_rows", "specialty_rows"])
    reader = Actor(by.id, by.roles, frozenset(by.specialties))
    refuse(problems(session, board, answers, reader=reader, now=now))
    case.patient_id = identifying.find_or_create(session, board, answers, by=by, now=now).id
    patient = session.get_one(Patient, case.patient_id)
    case.status, case.submitted_at, case.saved_at, case.draft = status, now, now, {}
    _take(session, case, answers)
    defaults = load(board.profile).family_defaults(answers.net_family)["specialties"]
    policy = board_policy.in_force(session, board)
    case.presenter_id = answers.presenter or case.presenter_id or _default_presenter(session, answers)
    chosen = answers.specialties or case.specialties_needed or defaults
    _need(case, appraising.default_specialties(chosen, patient, today, policy.values))
    estimating_minutes.keep(case, estimating_minutes.estimate(session, case, board, policy, today))
    appraising.appraise(case, patient, board, today, policy.values)
    record(session, case, "case.submitted", by=by, at=now)
    session.flush()
    carrying.carry(session, case, reader, Hand(by, now))
    return case


def edit(session: Session, case: Case, answers: SubmitAnswers, *, seen: int, by: Member, now: datetime) -> Case:
    """Change a submitted case; identity is the coordinator's to correct, not the form's."""
    answer_history.lock(session, case)
    expect_version(case, seen, "this case")
    if "withdraw" not in case_flow.allowed(case.status):
        case_flow.move(case.status, "withdraw")
    board, patient = session.get_one(Board, case.board_id), session.get_one(Patient, case.patient_id)
    today = now.astimezone(board.tz).date()
    found = submitting.problems(answers, today, is_known_patient=True)
    found.pop("mrn", None)
    refuse(found)
    kind = case.net_family, case.submission_type
    _take(session, case, answers)
    case.saved_at, case.draft = now, {}
    policy = board_policy.in_force(session, board)
    if (case.net_family, case.submission_type) != kind and case.status is not CaseStatus.LISTED:
        estimating_minutes.keep(case, estimating_minutes.estimate(session, case, board, policy, today))
    appraising.appraise(case, patient, board, today, policy.values)
    record(session, case, "case.edited", by=by, at=now)
    session.flush()
    return case


def withdraw(session: Session, case: Case, reason: str, *, by: Member, now: datetime) -> None:
    """Take a case back, with a reason that stays."""
    if not reason.strip():
        raise AnswerRefused({"reason": "Write in a line why the case is withdrawn."})
    case.status = case_flow.move(case.status, "withdraw")
    case.withdrawn_reason = reason
    record(session, case, "case.withdrawn", by=by, at=now)
    session.flush()


def ask_for_change(session: Session, case: Case, text: str, *, by: Member, now: datetime) -> Message:
    """Ask the coordinator for a change once the docket is frozen."""
    if not text.strip():
        raise AnswerRefused({"text": "Write what should be changed, and why."})
    message = Message(case_id=case.id, kind=MessageKind.CHANGE, at=now, by_id=by.id, text=text, items=[])
    session.add(message)
    record(session, case, "case.change_asked", by=by, at=now)
    session.flush()
    return message


def problems(session: Session, board: Board, answers: SubmitAnswers, *, reader: Actor,
             now: datetime) -> dict[str, str]:
    """Say what is missing, or that it was asked already; a patient known by number and birth need not be described."""
    known = None
    if answers.mrn:
        known = patient_queries.by_number(session, board, answers.mrn_issuer, answers.mrn)
    is_described = answers.trusts_number or answers.birth_date is not None
    is_known = known is not None and is_described and identifying.is_same(known, answers)
    found = submitting.problems(answers, now.astimezone(board.tz).date(), is_known_patient=is_known)
    again = None if found else asking_again.open_case(session, board, answers, reader=reader)
    return {"question": ASKED_ALREADY.format(again.number)} if again is not None else found


def refuse(found: dict[str, str]) -> None:
    """Raise AnswerRefused where anything was found."""
    if found:
        raise AnswerRefused(found)


def _take(session: Session, case: Case, answers: SubmitAnswers) -> None:
    """Write the answers into their columns and the catalogue's document."""
    if answers.submission_type != case.submission_type:
        # Only then: whoever pulled the case out, or agreed that it is listed, is not overruled by a mended word.
        case.lane = Lane.SOC_LISTING if answers.submission_type == "soc_listing" else Lane.DISCUSS
    for name in ("net_family", "submission_type", "urgency", "question", "outside_facility"):
        setattr(case, name, getattr(answers, name))
    case.responsible_id = answers.responsible
    profile = load(session.get_one(Board, case.board_id).profile)
    told = {**answers.extra, **({"alpha_blockade": answers.alpha_blockade} if answers.alpha_blockade else {})}
    case.answers = answer_shelf.laid_over(profile, case.answers, told)
    case.catalogue_version = profile.catalogue["version"]


def _need(case: Case, specialties: Iterable[str]) -> None:
    """Name the specialties without which the case cannot be decided."""
    case.needs = [CaseNeed(specialty=each) for each in sorted(set(specialties))]


def _default_presenter(session: Session, answers: SubmitAnswers) -> UUID | None:
    """Let the responsible clinician present, where they have a seat on the board."""
    if answers.responsible is None:
        return None
    member = session.get(Member, answers.responsible)
    if member is None:
        return None
    session.refresh(member, ["specialty_rows"])
    return member.id if member.specialties else None
