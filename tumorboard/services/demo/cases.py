"""The fictional patients and their cases, in the state in which each stands on the Tuesday before the meeting."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from tumorboard.domain.case_flow import UNDER_REVIEW
from tumorboard.domain.identity import search_name
from tumorboard.models import Board, Case, CaseNeed, Member, Message, Patient, Readiness
from tumorboard.profiles import Profile
from tumorboard.profiles import load as load_profile
from tumorboard.services import appraising, board_policy, estimating_minutes
from tumorboard.services.demo.days import Days, answers
from tumorboard.services.record import record
from tumorboard.vocabulary.workflow import CaseStatus, Lane, MessageKind, ReadinessState

FIRST_NUMBER = 1100
A_MORNING = timedelta(hours=5)
COORDINATOR = "coord_dale"
COLUMNS = ("net_family", "submission_type", "urgency", "question", "outside_facility", "minutes")
PEOPLE = {"responsible_clinician": "responsible_id", "presenter": "presenter_id",
          "referring_clinician": "referrer_id"}


def load(session: Session, board: Board, people: Mapping[str, Member], days: Days, data: Mapping[str, Any], *,
         now: datetime) -> dict[str, Case]:
    """Store patients and cases; give the cases by the id they have in the data."""
    patients = {row["id"]: _patient(session, board, row, days) for row in data["patients"]}
    session.flush()
    profile, found = load_profile(board.profile), {}
    ordered = sorted(data["cases"], key=lambda row: (
        row["submitted_day"] is None, row["submitted_day"] or 0, row["id"]))
    for number, row in enumerate(ordered, start=FIRST_NUMBER):
        found[row["id"]] = _case(session, board, (number, row), (people, patients, profile), days, now)
    board.last_case_number = FIRST_NUMBER + len(ordered) - 1
    session.flush()
    return found


def learn(session: Session, board: Board, loaded: Iterable[Case], today: date) -> None:
    """Estimate the minutes of what is not decided yet from the past meetings; other minutes were set by hand."""
    policy = board_policy.in_force(session, board)
    for case in loaded:
        if case.status in UNDER_REVIEW:
            minutes = case.minutes
            estimating_minutes.keep(case, estimating_minutes.estimate(session, case, board, policy, today))
            estimating_minutes.set_by_hand(case, minutes)
    session.flush()


def _patient(session: Session, board: Board, row: Mapping[str, Any], days: Days) -> Patient:
    """Store one patient."""
    patient = Patient(
        board_id=board.id, mrn_issuer=board.hospital, mrn=row["mrn"], family_name=row["family_name"],
        given_name=row["given_name"], birth_date=days.birth(row["birth_date"]), sex=row["sex"],
        search_name=search_name(row["family_name"], row["given_name"]))
    session.add(patient)
    return patient


def _case(session: Session, board: Board, numbered: tuple[int, Mapping[str, Any]],
          known: tuple[Mapping[str, Member], Mapping[str, Patient], Profile], days: Days, now: datetime) -> Case:
    """Store one case with its answers, needs and readiness."""
    (number, row), (people, patients, profile) = numbered, known
    given = answers(row["fields"], profile, days)
    status, patient = CaseStatus(row["status"]), patients[row["patient"]]
    # Nothing has happened yet that lies after the Tuesday on which the demo's clock begins.
    submitted = min(days.at(row["submitted_day"]), now - A_MORNING) if row["submitted_day"] is not None else None
    submitter = people[row["submitter"]]
    case = Case(
        board_id=board.id, number=number, status=status, submitter_id=submitter.id,
        lane=Lane.SOC_LISTING if row["lane"] == "soc_listing" else Lane.DISCUSS,
        started_at=submitted or now - timedelta(hours=6), saved_at=submitted or now - timedelta(hours=6),
        submitted_at=submitted, catalogue_version=profile.catalogue["version"],
        needs=[CaseNeed(specialty=each) for each in given.pop("specialties_needed", [])], readiness_rows=[],
        **{name: given.pop(name) for name in COLUMNS if name in given})
    for key, column in PEOPLE.items():
        name = given.pop(key, None)
        setattr(case, column, people[name].id if name in people else None)
    if status is CaseStatus.DRAFT:
        case.draft = _typed(patient, row["fields"], people)
    else:
        case.patient_id = patient.id
    case.answers = given
    _settle(case, row, people, days, now - timedelta(hours=1))
    session.add(case)
    session.flush()
    if submitted is not None:
        appraising.appraise(case, patient, board, submitted.astimezone(board.tz).date(),
                            board_policy.in_force(session, board).values)
        record(session, case, "case.submitted", by=submitter, at=submitted)
    _ask(session, case, row, people, now)
    return case


def _settle(case: Case, row: Mapping[str, Any], people: Mapping[str, Member], days: Days, now: datetime) -> None:
    """Set acceptance, the meeting it waits for, and what people said of its items."""
    coordinator = people[COORDINATOR]
    if case.status not in (CaseStatus.DRAFT, CaseStatus.SUBMITTED, CaseStatus.ASKED) and case.submitted_at:
        case.accepted_at, case.accepted_by_id = min(case.submitted_at + timedelta(days=1), now), coordinator.id
    if row["meeting_day"] and row["meeting_day"] > 0:
        case.promised_on = days.day(row["meeting_day"])
    case.times_carried_over = (row.get("carried_over") or 0) + len(
        [each for each in row.get("discussed_days", ()) if case.status is CaseStatus.READY])
    for item, told in row["readiness"].items():
        due = days.on(told.get("due"))
        case.readiness_rows.append(Readiness(
            item=item, state=ReadinessState(told["state"]), due_on=date.fromisoformat(due) if due else None,
            owner_id=people[told["owner"]].id if told.get("owner") else None,
            reason=told.get("reason") or told.get("note"), set_at=case.saved_at, set_by_id=coordinator.id))


def _ask(session: Session, case: Case, row: Mapping[str, Any], people: Mapping[str, Member], now: datetime) -> None:
    """Let a case that was sent back say what is missing."""
    if case.status is not CaseStatus.ASKED:
        return
    missing = [item for item, told in row["readiness"].items() if told["state"] == "requested"]
    session.add(Message(case_id=case.id, kind=MessageKind.ASK, at=now - timedelta(days=1, hours=5),
                        by_id=people[COORDINATOR].id, items=missing,
                        text="Please bring what is listed, or tell us when it will be here."))


def _typed(patient: Patient, fields: Mapping[str, Any], people: Mapping[str, Member]) -> dict[str, str]:
    """Give a draft as its writer typed it."""
    typed = {"mrn": patient.mrn or "", "family_name": patient.family_name, "given_name": patient.given_name,
             "birth_date": patient.birth_date.isoformat(), "sex": patient.sex}
    for name in ("net_family", "submission_type", "urgency", "question", "alpha_blockade"):
        typed[name] = str(fields.get(name) or "")
    responsible = people.get(str(fields.get("responsible_clinician")))
    typed["responsible_clinician"] = str(responsible.id) if responsible else ""
    return typed
