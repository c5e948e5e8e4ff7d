"""Filling in a case section by section: what can be read is stored, what cannot stays as typed, nothing is lost.

This is the one way by which the answers of a case's form are written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from tumorboard.domain.clinical.answers import Typed
from tumorboard.models import Board, Case, CaseSection, Patient
from tumorboard.queries import members
from tumorboard.services import answer_history, appraising, board_policy, judging
from tumorboard.services.answer_history import Hand, Outcome, Sent
from tumorboard.services.answer_shelf import NEEDS, Shelf, sections
from tumorboard.services.judging import Yardstick
from tumorboard.services.record import record


def shelf(session: Session, board: Board, case: Case, yard: Yardstick) -> Shelf:
    """Give the answers of a case as the form reads and writes them."""
    people = {str(each.id): each for each in members.clinicians(session, board)}
    is_child = case.patient is not None and bool(yard.judge(case)["derived"]["is_pediatric"])
    return Shelf(case, yard.profile, people, is_child)


def save(session: Session, case: Case, sent: Sequence[Sent], hand: Hand) -> Outcome:
    """Take what a page sent, section by section; the rules judge the case anew, and every text is kept for good."""
    answer_history.lock(session, case)
    board = session.get_one(Board, case.board_id)
    answers = shelf(session, board, case, judging.yardstick(session, board, now=hand.now))
    outcome, document = Outcome(), dict(case.answers)
    for one in sent:
        if one.section in sections(answers.profile):
            _save_section(session, answers, one, hand, outcome, document)
    if outcome.taken:
        write(session, case, document, now=hand.now)
        record(session, case, "case.filled_in", by=hand.by, at=hand.now, answers=sorted(outcome.taken))
        judge(session, case, now=hand.now)
    session.flush()
    return outcome


def _save_section(session: Session, answers: Shelf, sent: Sent, hand: Hand, outcome: Outcome, document: dict[str, Any]
                  ) -> None:
    """Take what was sent of one section; carried answers that were changed or confirmed lose their mark."""
    row = answer_history.section(session, answers.case, sent.section, hand)
    stored = current(answers, row, sent.section)
    typed, was = ({key: answers.canonical(key, text) for key, text in told.items() if key in stored}
                  for told in (sent.typed, sent.was))
    plain = replace(sent, typed=typed, was=was)
    merged = answer_history.merge(session, row, plain, stored, hand, outcome)
    confirmed = sorted(hand.confirmed & row.carried.keys() - merged.taken.keys())
    if merged.taken or confirmed:
        row.unread = _take(answers, {**row.unread, **merged.taken}, document)
        row.carried = {key: mark for key, mark in row.carried.items() if key not in {*merged.taken, *confirmed}}
        changes = {key: (stored[key], typed) for key, typed in merged.taken.items()}
        answer_history.remember(session, row, changes, hand)
        outcome.taken |= merged.taken.keys()
    if confirmed:
        record(session, answers.case, "case.carried_confirmed", by=hand.by, at=hand.now, answers=confirmed)


def _take(answers: Shelf, typed: Mapping[str, Typed], document: dict[str, Any]) -> dict[str, Typed]:
    """Store what can be read and give the rest; what was unread is tried again, for another answer may explain it."""
    still = {}
    # Why pediatrics is not needed is read before the seats that lack it.
    for key in sorted(typed, key=lambda each: each == NEEDS):
        found = answers.read(key, typed[key], document)
        answers.put(key, found, document)
        if found.problems:
            still[key] = typed[key]
    return still


def write(session: Session, case: Case, document: dict[str, Any], *, now: datetime) -> None:
    """Store the answers without a new version of the case itself.

    Whoever accepts a case or sends it back read its question, not every laboratory value; while somebody goes on
    typing they could never do it. Versions of answers are those of their sections.
    """
    session.execute(update(Case).where(Case.id == case.id).values(answers=document, saved_at=now)
                    .execution_options(synchronize_session=False))
    set_committed_value(case, "answers", document)
    set_committed_value(case, "saved_at", now)


def judge(session: Session, case: Case, *, now: datetime) -> None:
    """Let the rules write the columns that the docket and the lists read; a draft has none of them yet."""
    if case.patient_id is None or case.submitted_at is None:
        return
    board = session.get_one(Board, case.board_id)
    appraising.appraise(case, session.get_one(Patient, case.patient_id), board, now.astimezone(board.tz).date(),
                        board_policy.in_force(session, board).values)


def current(answers: Shelf, row: CaseSection | None, section: str) -> dict[str, Typed]:
    """Give every answer of a section as the form shows it: what could not be read as it was typed."""
    unread = row.unread if row is not None else {}
    return {key: unread.get(key, answers.shown(key)) for key in answers.keys(section)}


def problems(answers: Shelf, rows: Mapping[str, CaseSection]) -> dict[str, Mapping[str, str]]:
    """Say by answer, and in rows by cell, what could not be read."""
    return {key: answers.read(key, typed, answers.case.answers).problems for name, row in rows.items()
            if name in sections(answers.profile) for key, typed in row.unread.items()}
