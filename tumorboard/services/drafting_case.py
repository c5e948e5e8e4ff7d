"""The first page of a case as it is typed: a draft of a new case, or changes to one that was sent, not yet applied."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from tumorboard.domain.identity import NOT_ASSIGNED
from tumorboard.models import Case
from tumorboard.services import answer_history
from tumorboard.services.answer_history import Hand, Outcome, Sent
from tumorboard.services.record import record

SUBMIT = "submit"
SENT = ("net_family", "submission_type", "urgency", "question", "outside_facility")


def keep(session: Session, case: Case, sent: Sent, hand: Hand) -> Outcome:
    """Keep what was typed exactly as it was typed, malformed dates included, and merge it with what others typed."""
    answer_history.lock(session, case)
    row, stored, outcome = answer_history.section(session, case, SUBMIT, hand), typed(case), Outcome()
    merged = answer_history.merge(session, row, sent, stored, hand, outcome)
    if merged.taken:
        as_sent = as_typed(case)
        draft = {name: text for name, text in {**case.draft, **merged.taken}.items() if text != as_sent.get(name)}
        # As with answers, no new version of the case itself: nobody else's form must go stale while somebody types.
        session.execute(update(Case).where(Case.id == case.id).values(draft=draft, saved_at=hand.now)
                        .execution_options(synchronize_session=False))
        set_committed_value(case, "draft", draft)
        set_committed_value(case, "saved_at", hand.now)
        changes = {name: (stored.get(name, ""), text) for name, text in merged.taken.items()
                   if text != stored.get(name, "")}
        answer_history.remember(session, row, changes, hand)
        record(session, case, "case.draft_saved", by=hand.by, at=hand.now)
        outcome.taken |= merged.taken.keys()
    session.flush()
    return outcome


def discard_changes(session: Session, case: Case, hand: Hand) -> None:
    """Go back to what was sent; the texts stay in the history."""
    answer_history.lock(session, case)
    row, typed_so_far, sent = answer_history.section(session, case, SUBMIT, hand), dict(case.draft), as_typed(case)
    answer_history.remember(session, row, {name: (text, sent.get(name, "")) for name, text in typed_so_far.items()},
                            hand)
    case.draft = {}
    record(session, case, "case.draft_saved", by=hand.by, at=hand.now)
    session.flush()


def typed(case: Case) -> dict[str, Any]:
    """Give the first page as it stands: what was sent, with what was typed since."""
    return {**as_typed(case), **case.draft}


def as_typed(case: Case) -> Mapping[str, Any]:
    """Give the answers of a case that was sent as its form shows them; a draft has none."""
    if case.patient is None:
        return {}
    patient = case.patient
    return {
        "mrn": patient.mrn or NOT_ASSIGNED, "mrn_issuer": patient.mrn_issuer,
        "family_name": patient.family_name, "given_name": patient.given_name,
        "birth_date": patient.birth_date.isoformat(), "sex": patient.sex,
        "responsible_clinician": str(case.responsible_id or ""),
        "alpha_blockade": case.answers.get("alpha_blockade", ""),
        **{name: getattr(case, name) or "" for name in SENT},
    }
