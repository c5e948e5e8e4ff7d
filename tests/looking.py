"""Looking for cases and names as a reader does, and cases to be found."""

from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests.decided import Decided
from tests.factories import CaseFactory, PatientFactory
from tumorboard.domain import searching
from tumorboard.domain.access import Actor
from tumorboard.models import Case, Member, MemberRole, MemberSpecialty, Patient
from tumorboard.queries import names, search
from tumorboard.queries.search import Asked


def skip(session: Session, how_many: int) -> None:
    """Leave out places in the order of cases, as if so many lay between: PostgreSQL looks at the newest first."""
    if session.get_bind().dialect.name == "postgresql":
        at = session.scalar(text("SELECT nextval('search_document_id_seq')"))
        session.execute(text(f"SELECT setval('search_document_id_seq', {at + how_many})"))
        session.commit()


def as_(session: Session, member: Member) -> Actor:
    roles = select(MemberRole.role).where(MemberRole.member_id == member.id)
    seats = select(MemberSpecialty.specialty).where(MemberSpecialty.member_id == member.id)
    return Actor(member.id, frozenset(session.scalars(roles)), frozenset(session.scalars(seats)))


def hits(world: Decided, typed: str, *marks: tuple[str, ...], by: Member | None = None, before: int | None = None
         ) -> list[Any]:
    return search.find(world.session, world.board, as_(world.session, by or world.coordinator),
                       Asked(searching.read(typed), marks), before=before)


def found(world: Decided, typed: str, *marks: tuple[str, ...], by: Member | None = None) -> list[int]:
    return [hit.number for hit in hits(world, typed, *marks, by=by)]


def like(world: Decided, typed: str, by: Member | None = None) -> list[str]:
    return names.like(world.session, world.board, as_(world.session, by or world.coordinator),
                      "".join(searching.words_of(typed)))


def a_case(world: Decided, *, of: Patient | None = None, **columns: Any) -> Case:
    patient = of or PatientFactory(session=world.session, board_id=world.board.id)
    return CaseFactory(session=world.session, board_id=world.board.id, patient=patient,
                       **{"submitter": world.referrer, **columns})
