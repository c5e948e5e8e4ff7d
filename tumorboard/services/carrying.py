"""What an earlier case of the patient tells: lasting facts are filled in, and marked until somebody confirms them."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from tumorboard.domain.access import Actor
from tumorboard.domain.clinical import answers
from tumorboard.domain.clinical.rulebook import index
from tumorboard.models import Board, Case, Patient
from tumorboard.profiles import Profile, load
from tumorboard.queries import patients
from tumorboard.services import answer_history, answering_case
from tumorboard.services.answer_history import Hand
from tumorboard.services.answer_shelf import asked
from tumorboard.services.record import record
from tumorboard.vocabulary.workflow import CaseStatus

NOT_YET = (CaseStatus.DRAFT, CaseStatus.WITHDRAWN)


def earlier(session: Session, case: Case, actor: Actor) -> list[Case]:
    """List the other cases of the patient that were sent and that the actor may read, the latest first."""
    if case.patient_id is None:
        return []
    found = patients.cases_of(session, actor, session.get_one(Patient, case.patient_id))
    return sorted((each for each in found if each.id != case.id and each.status not in NOT_YET),
                  key=lambda each: (each.submitted_at or each.started_at), reverse=True)


def carry(session: Session, case: Case, actor: Actor, hand: Hand) -> set[str]:
    """Fill in what earlier cases tell and this one does not say yet; nothing that stands is touched."""
    board = session.get_one(Board, case.board_id)
    profile = load(board.profile)
    told = _told(profile, earlier(session, case, actor), case)
    if not told:
        return set()
    answer_history.lock(session, case)
    document = dict(case.answers)
    for section in sorted({asked(profile)[key]["section"] for key in told}):
        row = answer_history.section(session, case, section, hand)
        mine = {key: one for key, one in told.items()
                if asked(profile)[key]["section"] == section and key not in document and key not in row.unread}
        document |= {key: value for key, (value, _) in mine.items()}
        row.carried = {**row.carried, **{key: _mark(source, board) for key, (_, source) in mine.items()}}
        definitions = index(profile).fields
        answer_history.remember(session, row, {
            key: ("", answers.show(definitions[key], value)) for key, (value, _) in mine.items()}, hand)
    answering_case.write(session, case, document, now=hand.now)
    record(session, case, "case.carried", by=hand.by, at=hand.now, answers=sorted(told))
    answering_case.judge(session, case, now=hand.now)
    session.flush()
    return set(told)


def _told(profile: Profile, sources: Iterable[Case], case: Case) -> dict[str, tuple[Any, Case]]:
    """Collect what the newest earlier case that knows it says of each lasting fact."""
    found: dict[str, tuple[Any, Case]] = {}
    for source in sources:
        for key in profile.catalogue["carried"]:
            value = source.answers.get(key)
            if key not in found and key not in case.answers and _is_telling(profile, value):
                found[key] = (value, source)
    return found


def _is_telling(profile: Profile, value: Any) -> bool:
    """Tell whether a value is worth carrying: not empty, and none of the words for "not known yet"."""
    is_open = isinstance(value, str) and value in profile.catalogue["no_answer"]
    return value not in (None, "", [], ["none"]) and not is_open


def _mark(source: Case, board: Board) -> Mapping[str, Any]:
    """Say from which case, and of when, an answer came."""
    at = source.submitted_at or source.started_at
    return {"case": source.number, "on": at.astimezone(board.tz).date().isoformat()}
