"""Adding and changing one member by hand."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tumorboard.domain import granting, roster_rows
from tumorboard.domain.access import Actor
from tumorboard.domain.errors import AnswerRefused, NotAllowed
from tumorboard.models import Board, Member
from tumorboard.services import seating
from tumorboard.services.checking import expect_version
from tumorboard.services.record import record
from tumorboard.vocabulary.people import Role


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a form says about a member; None leaves seats, deputy and attendance as they are."""

    plain: dict[str, str]
    roles: frozenset[Role]
    specialties: tuple[str, ...] | None = None
    deputy_id: UUID | None = None
    stays_whole_meeting: bool = False
    username: str = field(default="")


def add(session: Session, board: Board, wanted: Particulars, *, by: Member, now: datetime) -> Member:
    """Add a member; they can sign in once they have set a password by a one-time link."""
    username = wanted.username.strip().lower()
    problems = {} if roster_rows.USERNAME.fullmatch(username) else {
        "username": "Enter small letters, digits, dots or dashes, like aokafor."}
    taken = session.scalar(select(Member.id).where(Member.board_id == board.id, Member.username == username))
    if taken is not None:
        problems["username"] = "Somebody else has this user name. Choose another."
    member = Member(board_id=board.id, username=username, name="", role_rows=[], specialty_rows=[])
    roles = granting.granted(_actor(by), frozenset(), wanted.roles)
    problems |= _problems(session, member, wanted, roles)
    if problems:
        raise AnswerRefused(problems)
    session.add(member)
    _write(member, wanted, roles)
    session.flush()
    record(session, member, "member.added", by=by, at=now)
    session.flush()
    return member


def change(session: Session, member: Member, wanted: Particulars, *, seen: int, by: Member, now: datetime) -> Member:
    """Change what the board knows of a member; new roles count from their next sign-in."""
    expect_version(member, seen, "this person")
    actor, before = _actor(by), member.roles
    if not granting.may_handle(actor, before):
        raise NotAllowed("Only an administrator may change this account.")
    roles = granting.granted(actor, before, wanted.roles)
    problems = _problems(session, member, wanted, roles)
    if member.id == by.id and roles != before:
        problems["roles"] = "Nobody changes their own roles. Ask another coordinator or an administrator."
    if problems:
        raise AnswerRefused(problems)
    _write(member, wanted, roles)
    if roles != before:
        member.session_version += 1
    record(session, member, "member.changed", by=by, at=now)
    session.flush()
    return member


def _write(member: Member, wanted: Particulars, roles: frozenset[Role]) -> None:
    """Write what differs."""
    seating.apply(member, wanted.plain, roles, wanted.specialties)
    if wanted.specialties is not None:
        member.deputy_id, member.stays_whole_meeting = wanted.deputy_id, wanted.stays_whole_meeting


def _problems(session: Session, member: Member, wanted: Particulars, roles: frozenset[Role]) -> dict[str, str]:
    """Name what cannot be taken, by field."""
    found = {problem.column: problem.words for problem in roster_rows.plain_problems(wanted.plain)}
    email = wanted.plain.get("email", "").lower()
    if email and session.scalar(
            select(Member.id).where(Member.board_id == member.board_id, func.lower(Member.email) == email,
                                    Member.id != member.id)) is not None:
        found["email"] = "Somebody else has this e-mail address."
    if not roles:
        found["roles"] = "Choose at least one role."
    if wanted.deputy_id is not None and wanted.deputy_id == member.id:
        found["deputy"] = "Nobody is their own deputy. Choose somebody else."
    return found


def _actor(by: Member) -> Actor:
    """See the acting member as the rules see them."""
    return Actor(by.id, by.roles, frozenset(by.specialties))
