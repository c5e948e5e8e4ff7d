"""The people of the board: adding, changing and importing them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tumorboard import profiles
from tumorboard.domain import roster_rows
from tumorboard.models import Board, Member
from tumorboard.queries import roster as queries
from tumorboard.services import seating
from tumorboard.services.record import record
from tumorboard.vocabulary.people import Imported, Role


@dataclass(slots=True)
class RowResult:
    """What became of one row of an import, in words."""

    row: int
    username: str
    outcome: Imported
    words: list[str]


@dataclass(slots=True)
class _Import:
    """An import while it runs: whom the board knows, and which rows were taken."""

    session: Session
    board: Board
    by: Member
    now: datetime
    known: dict[str, Member]
    taken: list[tuple[RowResult, roster_rows.Person, Member]]


def import_people(session: Session, board: Board, people: Sequence[Mapping[str, Any]], *, by: Member, now: datetime,
                  first_row: int = 1) -> list[RowResult]:
    """Add or change one member per row; what is wrong is said with row and column and stops no other row."""
    run = _Import(session, board, by, now, queries.by_username(session, board), [])
    seats = profiles.load(board.profile).labels("specialty")
    results = [_import_row(run, row, entry, seats) for row, entry in enumerate(people, start=first_row)]
    session.flush()
    for result, person, member in run.taken:
        _set_deputy(run, result, person, member)
        if result.outcome != Imported.UNCHANGED:
            kind = "member.added" if result.outcome == Imported.ADDED else "member.changed"
            record(session, member, kind, by=by, at=now, source="import")
    session.flush()
    return results


def _import_row(run: _Import, row: int, entry: Mapping[str, Any], seats: Mapping[str, str]) -> RowResult:
    """Take one row, all of it or nothing; the deputy follows when all rows are known."""
    person, problems = roster_rows.read_row(entry, seats)
    result = RowResult(row, person.username, Imported.REFUSED, [])
    member = run.known.get(person.username)
    problems += _conflicts(run, person, member)
    if problems:
        result.words = [f"Row {row}, column {problem.column}: {problem.words}" for problem in problems]
        return result
    if member is None:
        member = Member(board_id=run.board.id, username=person.username, name="", role_rows=[], specialty_rows=[])
        run.session.add(member)
        run.known[person.username] = member
        result.outcome = Imported.ADDED
    else:
        result.outcome = Imported.UNCHANGED
    is_changed = seating.apply(member, person.plain, person.roles, person.specialties)
    if is_changed and result.outcome == Imported.UNCHANGED:
        result.outcome = Imported.CHANGED
    run.taken.append((result, person, member))
    return result


def _conflicts(run: _Import, person: roster_rows.Person, member: Member | None) -> list[roster_rows.Problem]:
    """Name what the row cannot have because of somebody else."""
    found = []
    if any(person.username == each.username for _, each, _ in run.taken):
        found.append(roster_rows.Problem("username", "Another row of this file has the same user name."))
    if member is not None and Role.SYSTEM in member.roles:
        found.append(roster_rows.Problem("username", "This name belongs to the machine. Choose another."))
    if member is None and not {"name"} <= person.plain.keys():
        found.append(roster_rows.Problem("name", "Enter the person’s name."))
    if member is None and person.roles is None:
        found.append(roster_rows.Problem("role", f"Enter a role: one of {', '.join(roster_rows.ROLES)}."))
    email = person.plain.get("email", "").lower()
    if email and any((other.email or "").lower() == email for other in run.known.values() if other is not member):
        found.append(roster_rows.Problem("email", "Somebody else already has this e-mail address."))
    return found


def _set_deputy(run: _Import, result: RowResult, person: roster_rows.Person, member: Member) -> None:
    """Set the deputy, now that everybody in the file is known."""
    if person.deputy is None:
        return
    deputy = run.known.get(person.deputy)
    if person.deputy and (deputy is None or deputy is member):
        why = "Nobody has this user name" if deputy is None else "Nobody is their own deputy"
        result.words.append(f"Row {result.row}, column deputy: {why}, so the deputy stays as it was.")
    elif member.deputy_id != (deputy.id if deputy else None):
        member.deputy_id = deputy.id if deputy else None
        if result.outcome == Imported.UNCHANGED:
            result.outcome = Imported.CHANGED
