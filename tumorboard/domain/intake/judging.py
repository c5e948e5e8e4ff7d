"""Rows against what is stored and against one another: one outcome for each, in the order of the file."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tumorboard.domain.identity import Identity, Match, is_not_assigned, match, search_name
from tumorboard.domain.intake.checking import CheckedRow
from tumorboard.domain.intake.finding import WHOLE_ROW, Change, Problem
from tumorboard.domain.intake.keys import intake_key
from tumorboard.vocabulary.intake import IMPORTED, RowOutcome, Weight

Number = tuple[str, str]
Person = tuple[str, date]
IDENTITY = {"family_name": "The family name", "given_name": "The given name", "birth_date": "The date of birth"}
ALREADY = "This referral is already a case. Nothing is added."
URGENT_ALREADY = "The row is urgent: make sure that the case says so too."
DISPUTED = "If you agree, the row becomes a patient of its own, whose number is marked as disputed."
NAMESAKE = "A patient with another number, or none, has this name and date of birth. Is it the same person?"


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored of the people and referrals of a file: by number, by folded name and birth date, and by key."""

    by_number: Mapping[Number, Identity] = field(default_factory=dict)
    persons: frozenset[Person] = frozenset()
    keys: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RowResult:
    """How a row ends, with every reason in words."""

    checked: CheckedRow
    outcome: RowOutcome
    problems: tuple[Problem, ...] = ()
    key: str = ""

    @property
    def number(self) -> int:
        """The data row, from 1."""
        return self.checked.row.number

    @property
    def line(self) -> int:
        """The line of the file on which the row begins, from 1."""
        return self.checked.row.line

    @property
    def values(self) -> Mapping[str, Any]:
        """The values of the row by column."""
        return self.checked.values

    @property
    def changes(self) -> tuple[Change, ...]:
        """What is taken otherwise than it is written."""
        return self.checked.changes

    @property
    def is_imported(self) -> bool:
        """Whether the row becomes a case."""
        return self.outcome in IMPORTED

    @property
    def is_urgent_failure(self) -> bool:
        """Whether an urgent referral would be lost if nobody looked."""
        return self.checked.is_urgent and self.outcome in (RowOutcome.REJECTED, RowOutcome.NEEDS_REVIEW)

    @property
    def token(self) -> str:
        """What a person's confirmation refers to: the row, its content and its reasons, nothing that came later."""
        reasons = "|".join(f"{problem.column} {problem.reason}" for problem in self.problems)
        digest = hashlib.sha256(f"{self.key}|{reasons}".encode()).hexdigest()
        return f"{self.number}-{digest[:16]}"


def judge(rows: Iterable[CheckedRow], known: Known, confirmed: Collection[str] = ()) -> tuple[RowResult, ...]:
    """Give every row its outcome; a row that needs review is taken only where its token was confirmed."""
    met = known
    seen: dict[str, int] = {}
    results = []
    for row in rows:
        result = _unfit(row) or _repeated(row, known, seen) or _fit(row, met, confirmed)
        if result.key:
            seen.setdefault(result.key, result.number)
        if result.is_imported:
            met = _meet(met, row)
        results.append(result)
    return tuple(results)


def _meet(known: Known, row: CheckedRow) -> Known:
    """Add the person of a row, so that the rows after it are compared with the file as well."""
    number = _number(row)
    by_number = {number: _identity(row), **known.by_number} if number[1] else known.by_number
    return Known(by_number, known.persons | {_person(row)}, known.keys)


def _unfit(row: CheckedRow) -> RowResult | None:
    """Rows that are no referral, or that cannot be taken whatever is stored."""
    if row.row.skipped:
        return RowResult(row, RowOutcome.SKIPPED, (Problem(WHOLE_ROW, row.row.skipped, Weight.NOTE),))
    return RowResult(row, RowOutcome.REJECTED, row.problems) if row.is_rejected else None


def _repeated(row: CheckedRow, known: Known, seen: Mapping[str, int]) -> RowResult | None:
    """Rows that say what a stored case or an earlier row says."""
    key = intake_key(row.values)
    if key in known.keys:
        words = ALREADY
    elif key in seen:
        words = f"This repeats row {seen[key]} of the file."
    else:
        return None
    if row.is_urgent:
        words = f"{words} {URGENT_ALREADY}"
    return RowResult(row, RowOutcome.DUPLICATE, (Problem(WHOLE_ROW, words, Weight.NOTE),), key)


def _fit(row: CheckedRow, known: Known, confirmed: Collection[str]) -> RowResult:
    """Rows that can be taken, at once or after a person's look."""
    stored = known.by_number.get(_number(row))
    problems = row.problems + tuple(_doubts(row, stored, known))
    outcome = RowOutcome.EXISTING if stored and _is_same(stored, row) else RowOutcome.NEW
    result = RowResult(row, outcome, problems, intake_key(row.values))
    if any(problem.weight is Weight.REVIEW for problem in problems) and result.token not in confirmed:
        return RowResult(row, RowOutcome.NEEDS_REVIEW, problems, result.key)
    return result


def _doubts(row: CheckedRow, stored: Identity | None, known: Known) -> Iterable[Problem]:
    """Say where the identity differs from the stored one, and never what is stored."""
    if stored is not None:
        differs = [name for name in IDENTITY if match(stored, _only(row, name)) is Match.CONFLICT]
        for name in differs:
            yield Problem(name, f"{IDENTITY[name]} differs from the stored record of this number.", Weight.REVIEW)
        if differs:
            yield Problem("mrn", DISPUTED, Weight.REVIEW)
    elif _person(row) in known.persons:
        yield Problem("mrn", NAMESAKE, Weight.REVIEW)


def _only(row: CheckedRow, name: str) -> Identity:
    """Give the row's identity with one part of it known, so that each part is compared for itself."""
    parts: dict[str, Any] = {"family_name": "", "given_name": "", "birth_date": None, name: row.values[name]}
    return Identity(**parts)


def _is_same(stored: Identity, row: CheckedRow) -> bool:
    """Whether the row is about the stored person."""
    return match(stored, _identity(row)) is Match.SAME


def _identity(row: CheckedRow) -> Identity:
    """Name and birth date of a row."""
    return Identity(row.values["family_name"], row.values["given_name"], row.values["birth_date"])


def _number(row: CheckedRow) -> Number:
    """The hospital and the number of a row; “Not assigned” is never compared as one."""
    number = row.values["mrn"]
    return row.values["mrn_issuer"], "" if is_not_assigned(number) else number


def _person(row: CheckedRow) -> Person:
    """The name, however it is typed, and the birth date of a row."""
    return search_name(row.values["family_name"], row.values["given_name"]), row.values["birth_date"]
