"""The search: cases by the words in them, newest first, on SQLite's and on PostgreSQL's index of words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, column, literal_column, select, table
from sqlalchemy.orm import Session, selectinload

from tumorboard.domain import searching
from tumorboard.domain.access import Actor
from tumorboard.domain.searching import Wanted, mark
from tumorboard.models import Board, Case, Patient, Recommendation, SearchDocument
from tumorboard.queries import cases, search_tsvector
from tumorboard.queries.search_tsvector import Way
from tumorboard.vocabulary.people import Role

Found = Row[*tuple[Any, ...]]
PAGE = 25
_ALL_OF_OTHERS = frozenset({Role.COORDINATOR, Role.CHAIR, Role.SPECIALIST, Role.CLINICIAN})
_INDEX = table("search_text", column("rowid"))
_SHOWN = (Case.id, Case.number, Case.status, Case.question, Case.headline, Case.net_family, Case.submitted_at,
          Patient.id.label("patient_id"), Patient.family_name, Patient.given_name, Patient.mrn, Patient.birth_date,
          Patient.sex, Patient.died_on)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks for: words, and properties that the case must have, of each kind any of those given."""

    wanted: Wanted
    marks: tuple[tuple[str, ...], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is asked for."""
        return self.wanted.is_empty and not self.marks


def find(session: Session, board: Board, actor: Actor, asked: Asked, *, before: int | None = None) -> list[Found]:
    """List the cases that answer and that the reader may see, newest first, one more than a page.

    Each is a plain row with its patient: to make whole objects of them would take longer than to find them.
    """
    if asked.is_empty:
        return []
    asked = _with_own(actor, asked)
    seen = (Case.board_id == board.id, cases.visible_to(actor))
    if session.get_bind().dialect.name != "postgresql":
        return _page(session, *_in_fts5(asked), seen, before)
    return search_tsvector.find(session, asked.wanted, asked.marks, before, most=PAGE + 1,
                                read=lambda place, query: _page(session, place, query, seen, before))


def _page(session: Session, place: ColumnElement[int], query: Select[*tuple[Any, ...]],
          seen: Sequence[ColumnElement[bool]], before: int | None) -> list[Found]:
    """Read one page of what a search on the database's own index finds, in the order of its place."""
    query = query.where(*seen)
    if before is not None:
        query = query.where(place < before)
    # Only then whatever is shown of a case, so that nothing is fetched of those on other pages.
    page = query.order_by(place.desc()).limit(PAGE + 1).subquery()
    shown = (select(page.c.place, *_SHOWN).join(Case, Case.id == page.c.case_id)
             .outerjoin(Patient, Patient.id == Case.patient_id))
    return list(session.execute(shown.order_by(page.c.place.desc())).all())


def texts(session: Session, ids: Sequence[UUID]) -> list[Recommendation]:
    """Give what was signed about these cases, the older version first, for the lines that show where a word stands."""
    return list(session.scalars(
        select(Recommendation).where(Recommendation.case_id.in_(ids), Recommendation.signed_at.is_not(None))
        .options(selectinload(Recommendation.items)).order_by(Recommendation.number)))


def _with_own(actor: Actor, asked: Asked) -> Asked:
    """Let the index itself leave out what is nobody's business but the owner's, where the reader sees only that."""
    if actor.roles & _ALL_OF_OTHERS:
        return asked
    return Asked(asked.wanted, (*asked.marks, (mark("m", actor.id.hex),)))


def _in_fts5(asked: Asked) -> Way:
    """Look in SQLite's index: it gives the rows in their order, so that it stops when a page is full."""
    place: ColumnElement[int] = _INDEX.c.rowid
    tree = searching.tree(asked.wanted, asked.marks, ('"{}"*', '"{}"'), (" AND ", " OR "))
    matches = literal_column("search_text").op("MATCH")(tree)
    query = select(place.label("place"), SearchDocument.case_id).select_from(_INDEX).join(
        SearchDocument, SearchDocument.id == place).join(Case, Case.id == SearchDocument.case_id)
    return place, query.where(matches)


def first_year(session: Session, board: Board) -> int | None:
    """Tell in which year the board's first case was begun."""
    first = session.scalar(select(Case.started_at).where(Case.board_id == board.id).order_by(Case.number).limit(1))
    return first.year if first else None
