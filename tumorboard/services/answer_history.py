"""Who wrote what into a section: two who write at once are merged answer by answer, and every text is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tumorboard.domain import merging
from tumorboard.domain.merging import Merged
from tumorboard.models import AnswerChange, Case, CaseSection, Member
from tumorboard.queries import answers as queries

LOCKED = ("answers", "draft", "version", "status", "minutes", "presenter_id", "referrer_id")


@dataclass(frozen=True, slots=True)
class Sent:
    """What a page sent of one section: the version its reader saw, and each answer as typed.

    `was` holds what the page showed of answers that others than this form change too, such as the minutes.
    """

    section: str
    seen: int
    typed: Mapping[str, Any]
    was: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hand:
    """Who writes and when, from which page; what to do where two wrote; which carried answers still hold."""

    by: Member
    now: datetime
    page: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    confirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Clash:
    """An answer that two people changed: what stands now, by whom and since when."""

    theirs: Any
    by: Member | None
    at: datetime | None


@dataclass(slots=True)
class Outcome:
    """What came of a save: answers taken, answers of others shown instead, and those where somebody must choose."""

    taken: set[str] = field(default_factory=set)
    theirs: dict[str, Any] = field(default_factory=dict)
    clashes: dict[str, Clash] = field(default_factory=dict)


def lock(session: Session, case: Case) -> None:
    """Let nobody else write the case until this transaction ends, and see what is stored now."""
    session.flush()
    session.refresh(case, LOCKED, with_for_update=True)
    session.refresh(case, ("patient", "needs", "outside_rows"))


def section(session: Session, case: Case, name: str, hand: Hand) -> CaseSection:
    """Give the row of a section, a new one where nobody wrote into it yet."""
    found = session.get(CaseSection, (case.id, name))
    return found or CaseSection(case_id=case.id, section=name, number=0, unread={}, carried={}, saved_at=hand.now,
                                saved_by_id=hand.by.id)


def merge(session: Session, row: CaseSection, sent: Sent, stored: Mapping[str, Any], hand: Hand, outcome: Outcome
          ) -> Merged:
    """Lay what was sent over what is stored; where somebody must choose, what was sent is set aside and kept."""
    later = queries.since(session, row.case_id, row.section, sent.seen, but=hand.page)
    before: dict[str, Any] = {}
    for change in later:
        before = {**change.before, **before}
    before |= {name: was for name, was in sent.was.items() if was != stored.get(name)}
    merged = merging.merge(sent.typed, stored, before, hand.choices)
    outcome.theirs |= merged.theirs
    for name, theirs in merged.clashes.items():
        last = next((each for each in reversed(later) if name in each.after), None)
        outcome.clashes[name] = Clash(theirs, last.by if last else None, last.at if last else None)
    _set_aside(session, row, merged.clashes, sent, hand)
    return merged


def remember(session: Session, row: CaseSection, changes: Mapping[str, tuple[Any, Any]], hand: Hand) -> None:
    """Keep each answer before and after for good, under the section's next version."""
    if changes:
        row.number += 1
        row.saved_at, row.saved_by_id = hand.now, hand.by.id
        _keep(session, row, row.number, changes, hand)
    session.add(row)
    session.flush()


def _set_aside(session: Session, row: CaseSection, clashes: Mapping[str, Any], sent: Sent, hand: Hand) -> None:
    """Keep the texts that wait for a choice, so that they outlive the page they were typed on."""
    last = queries.last_set_aside(session, row.case_id, row.section, hand.page) if clashes else None
    mine = {name: merging.kept(sent.typed[name]) for name in clashes}
    if clashes and (last is None or last.after != mine):
        _keep(session, row, None, {name: (theirs, mine[name]) for name, theirs in clashes.items()}, hand)
        session.flush()


def _keep(session: Session, row: CaseSection, number: int | None, changes: Mapping[str, tuple[Any, Any]], hand: Hand
          ) -> None:
    """Write one line of the history."""
    session.add(AnswerChange(
        case_id=row.case_id, section=row.section, number=number, at=hand.now, by_id=hand.by.id, page=hand.page,
        before={name: merging.kept(old) for name, (old, _) in changes.items()},
        after={name: merging.kept(new) for name, (_, new) in changes.items()}))
