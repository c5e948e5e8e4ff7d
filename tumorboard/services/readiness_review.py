"""The coordinator's look at a submitted case: accept it, send it back with what is missing, settle its items."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from tumorboard.domain import case_flow
from tumorboard.domain.errors import AnswerRefused, MoveRefused, Stale
from tumorboard.models import Board, Case, CaseNeed, Member, Message, Patient, Readiness
from tumorboard.services import appraising, board_policy, estimating_minutes, flagging, judging, notices
from tumorboard.services.checking import expect_version
from tumorboard.services.record import record
from tumorboard.vocabulary.workflow import MessageKind, ReadinessState

QUESTION_ITEM = "question"


@dataclass(frozen=True, slots=True)
class ItemState:
    """What a person says of one readiness item: its state, and the owner, date or reason that state asks for.

    `seen` is the version that a form was made from, 0 where nobody had said anything; without one nothing is compared.
    """

    state: ReadinessState
    owner_id: UUID | None = None
    due_on: date | None = None
    reason: str = ""
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Triage:
    """What the docket needs to know of a case, as the coordinator sees it."""

    specialties: tuple[str, ...]
    minutes: int
    urgency: str
    complexity: int = 0
    presenter_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """What the coordinator asks for: items of the readiness list, and words."""

    items: tuple[str, ...] = ()
    text: str = ""


def accept(session: Session, case: Case, here: Iterable[str], *, seen: int, by: Member, now: datetime) -> None:
    """Accept a case as ready for a docket. Whoever accepts has read the question, so that item is settled too."""
    expect_version(case, seen, "this case")
    _expect_no_stops(session, case, now)
    case.status = case_flow.move(case.status, "accept")
    case.accepted_at, case.accepted_by_id = now, by.id
    for item in sorted({QUESTION_ITEM, *here}):
        set_item(session, case, item, ItemState(ReadinessState.READY), by=by, now=now)
    _settle(case, by, now)
    record(session, case, "case.accepted", by=by, at=now)
    session.flush()


def withdraw_acceptance(session: Session, case: Case, *, seen: int, by: Member, now: datetime) -> None:
    """Take an acceptance back before the case is listed."""
    expect_version(case, seen, "this case")
    case.status = case_flow.move(case.status, "unaccept")
    case.accepted_at, case.accepted_by_id = None, None
    record(session, case, "case.acceptance_withdrawn", by=by, at=now)
    session.flush()


def send_back(session: Session, case: Case, missing: Missing, *, seen: int, by: Member, now: datetime) -> Message:
    """Send a case back to its submitter, naming what is missing."""
    items, text = list(missing.items), missing.text
    if not items and not text.strip():
        raise AnswerRefused({"text": "Name what is missing: tick an item or write it down."})
    expect_version(case, seen, "this case")
    case.status = case_flow.move(case.status, "ask")
    message = Message(case_id=case.id, kind=MessageKind.ASK, at=now, by_id=by.id, text=text, items=items)
    session.add(message)
    record(session, case, "case.sent_back", by=by, at=now, items=items)
    session.flush()
    notices.case_sent_back(session, case, message.id, by=by, now=now)
    return message


def answer(session: Session, case: Case, text: str, *, seen: int, by: Member, now: datetime) -> None:
    """Answer what was asked; the case goes back to the coordinator."""
    if not text.strip():
        raise AnswerRefused({"text": "Write what you have added, or when it will be there."})
    expect_version(case, seen, "this case")
    case.status = case_flow.move(case.status, "answer")
    session.add(Message(case_id=case.id, kind=MessageKind.ANSWER, at=now, by_id=by.id, text=text, items=[]))
    _settle(case, by, now)
    record(session, case, "case.answered", by=by, at=now)
    session.flush()


def add_note(session: Session, case: Case, text: str, *, is_opinion: bool, by: Member, now: datetime) -> None:
    """Keep a note, or a preliminary opinion of somebody who cannot come."""
    if not text.strip():
        raise AnswerRefused({"text": "Write the note first."})
    kind = MessageKind.OPINION if is_opinion else MessageKind.NOTE
    session.add(Message(case_id=case.id, kind=kind, at=now, by_id=by.id, text=text, items=[]))
    record(session, case, "case.noted", by=by, at=now)
    session.flush()


def settle_change(session: Session, case: Case, message: Message, *, by: Member, now: datetime) -> None:
    """Mark a change that was asked for as dealt with."""
    message.settled_at, message.settled_by_id = now, by.id
    record(session, case, "case.change_settled", by=by, at=now)
    session.flush()


def set_item(session: Session, case: Case, item: str, given: ItemState, *, by: Member, now: datetime) -> None:
    """Store what a person says of one readiness item; open takes it back."""
    problems = _item_problems(given)
    if problems:
        raise AnswerRefused(problems)
    row = next((each for each in case.readiness_rows if each.item == item), None)
    if given.seen is not None and given.seen != (row.version if row else 0):
        raise Stale("this item")
    if given.state is ReadinessState.OPEN:
        if row is not None:
            case.readiness_rows.remove(row)
    else:
        # Reading the actor may look into the database, which would store a row that is half filled in.
        by_id = by.id
        if row is None:
            row = Readiness(item=item)
            case.readiness_rows.append(row)
        row.state, row.owner_id, row.due_on = given.state, given.owner_id, given.due_on
        row.reason, row.set_at, row.set_by_id = given.reason or None, now, by_id
    record(session, case, "case.item_set", by=by, at=now, item=item, state=given.state.value)
    session.flush()


def triage(session: Session, case: Case, given: Triage, *, seen: int, by: Member, now: datetime) -> None:
    """Store what the coordinator decides: specialties, minutes, urgency, complexity and presenter."""
    expect_version(case, seen, "this case")
    _expect_under_review(case)
    if not given.specialties:
        raise AnswerRefused({"specialties": "Choose at least one specialty that must be there."})
    wanted = set(given.specialties)
    case.needs = [need for need in case.needs if need.specialty in wanted]
    kept = {need.specialty for need in case.needs}
    case.needs += [CaseNeed(specialty=each) for each in sorted(wanted - kept)]
    estimating_minutes.set_by_hand(case, given.minutes)
    case.urgency, case.complexity = given.urgency, given.complexity
    case.presenter_id = given.presenter_id
    board = session.get_one(Board, case.board_id)
    if case.patient_id is not None:
        appraising.appraise(case, session.get_one(Patient, case.patient_id), board, now.astimezone(board.tz).date(),
                            board_policy.in_force(session, board).values)
    record(session, case, "case.triaged", by=by, at=now)
    session.flush()


def _expect_no_stops(session: Session, case: Case, now: datetime) -> None:
    """A stop is answered or overruled before acceptance; it never holds an emergency."""
    board = session.get_one(Board, case.board_id)
    yard, today = judging.yardstick(session, board, now=now), now.astimezone(board.tz).date()
    stops = flagging.unanswered_stops(session, case, yard, today)
    if stops:
        raise AnswerRefused({"flags": "Answer or overrule first: " + " ".join(stops)})


def _settle(case: Case, by: Member, now: datetime) -> None:
    """Close what was asked; the answer stands below it."""
    for message in case.messages:
        if message.kind is MessageKind.ASK and message.settled_at is None:
            message.settled_at, message.settled_by_id = now, by.id


def _expect_under_review(case: Case) -> None:
    """What was decided stands as it was decided."""
    if case.status not in case_flow.UNDER_REVIEW:
        raise MoveRefused(f"The case is “{case.status.label.lower()}”, so this is no longer changed.")


def _item_problems(given: ItemState) -> dict[str, str]:
    """A request needs a date, a waiver a reason."""
    if given.state is ReadinessState.REQUESTED and given.due_on is None:
        return {"due_on": "Enter by when it is asked for, for example 2026-12-02."}
    if given.state is ReadinessState.WAIVED and not given.reason.strip():
        return {"reason": "Write in a line why the board can do without it."}
    return {}
