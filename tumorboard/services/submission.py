"""Submitting: a draft that keeps what was typed, then a case; edited until the freeze, withdrawn with a reason."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from tumorboard.domain import case_flow, submitting
from tumorboard.domain.errors import AnswerRefused
from tumorboard.domain.submitting import SubmitAnswers
from tumorboard.models import Board, Case, CaseNeed, Member, Message, Patient
from tumorboard.profiles import load
from tumorboard.queries import patients as patient_queries
from tumorboard.services import appraising, identifying
from tumorboard.services.checking import expect_version
from tumorboard.services.record import record
from tumorboard.vocabulary.workflow import Lane, MessageKind


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


def save_draft(session: Session, case: Case, typed: Mapping[str, str], *, now: datetime) -> None:
    """Keep what was typed exactly as it was typed, malformed dates included."""
    case.draft = {**case.draft, **typed}
    case.saved_at = now
    session.flush()


def submit(session: Session, case: Case, answers: SubmitAnswers, *, by: Member, now: datetime) -> Case:
    """Send a draft to the board; raise AnswerRefused with words by field where something is missing."""
    board = session.get_one(Board, case.board_id)
    today = now.astimezone(board.tz).date()
    refuse(problems(session, board, answers, now=now))
    case.patient_id = identifying.find_or_create(session, board, answers, by=by, now=now).id
    patient = session.get_one(Patient, case.patient_id)
    case.status = case_flow.move(case.status, "submit")
    case.submitted_at, case.saved_at, case.draft = now, now, {}
    _take(session, case, answers)
    defaults = load(board.profile).family_defaults(answers.net_family)
    case.minutes = defaults["minutes"]
    case.presenter_id = answers.presenter or _default_presenter(session, answers)
    _need(case, answers.specialties or appraising.default_specialties(defaults["specialties"], patient, today))
    appraising.appraise(case, patient, board, today)
    record(session, case, "case.submitted", by=by, at=now)
    session.flush()
    return case


def edit(session: Session, case: Case, answers: SubmitAnswers, *, seen: int, by: Member, now: datetime) -> Case:
    """Change a submitted case; identity is the coordinator's to correct, not the form's."""
    expect_version(case, seen, "this case")
    if "withdraw" not in case_flow.allowed(case.status):
        case_flow.move(case.status, "withdraw")
    board, patient = session.get_one(Board, case.board_id), session.get_one(Patient, case.patient_id)
    today = now.astimezone(board.tz).date()
    found = submitting.problems(answers, today, is_known_patient=True)
    found.pop("mrn", None)
    refuse(found)
    _take(session, case, answers)
    case.saved_at = now
    appraising.appraise(case, patient, board, today)
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


def problems(session: Session, board: Board, answers: SubmitAnswers, *, now: datetime) -> dict[str, str]:
    """Say what is missing; a patient whom the board knows by number and birth date need not be described."""
    known = None
    if answers.mrn:
        known = patient_queries.by_number(session, board, answers.mrn_issuer, answers.mrn)
    is_described = answers.trusts_number or answers.birth_date is not None
    is_known = known is not None and is_described and identifying.is_same(known, answers)
    return submitting.problems(answers, now.astimezone(board.tz).date(), is_known_patient=is_known)


def refuse(found: dict[str, str]) -> None:
    """Raise AnswerRefused where anything was found."""
    if found:
        raise AnswerRefused(found)


def _take(session: Session, case: Case, answers: SubmitAnswers) -> None:
    """Write the answers into their columns and the catalogue's document."""
    for name in ("net_family", "submission_type", "urgency", "question", "outside_facility"):
        setattr(case, name, getattr(answers, name))
    case.responsible_id = answers.responsible
    document = {**case.answers, **answers.extra}
    if answers.alpha_blockade:
        document["alpha_blockade"] = answers.alpha_blockade
    case.answers = document
    case.catalogue_version = load(session.get_one(Board, case.board_id).profile).catalogue["version"]
    case.lane = Lane.SOC_LISTING if answers.submission_type == "soc_listing" else Lane.DISCUSS


def _need(case: Case, specialties: tuple[str, ...]) -> None:
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
